"""Names of the people at work, for pages that know only who it was by id."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from cairn.identity import policy  # noqa: F401 - declares who may see whom
from cairn.identity.domain.agreements import HELD_BY
from cairn.identity.models import Engagement, Program
from cairn.kernel.actors import Actor, Role
from cairn.privacy.policy import visible


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody or something to choose from: an id and its name."""

    id: UUID
    name: str


def at_work(on: date) -> Q:
    """Engagements that hold on a day. One that was ended at once holds no more on its last day: the hour tells."""
    goes_on = Q(ended_at__isnull=True) & (Q(ends_on__isnull=True) | Q(ends_on__gte=on))
    return Q(starts_on__lte=on) & (goes_on | Q(ended_at__isnull=False, ends_on__gt=on))


def names_of(actor: Actor, engagement_ids: Iterable[UUID], on: date) -> dict[UUID, str]:
    """The names of these engagements, those that the actor may see. One statement."""
    rows = visible(Engagement, actor, "identity.engagement.see", on).filter(id__in=set(engagement_ids))
    return dict(rows.values_list("id", "name"))


def served_column(actor: Actor) -> QuerySet[Engagement, Any]:
    """The sign-ins of people served, as a column that a statement compares with. Never shown, never counted alone."""
    rows = Engagement.objects.filter(organization_id=actor.organization_id, role=Role.CLIENT.value)
    return rows.values("id")


def list_peer_supporters(actor: Actor, on: date) -> list[Named]:
    """The peer supporters who work here on a day, by name."""
    return _holding(actor, Role.PEER_SUPPORTER, on)


def list_supervisors(actor: Actor, on: date) -> list[Named]:
    """The clinical supervisors who work here on a day, by name."""
    return _holding(actor, Role.CLINICAL_SUPERVISOR, on)


@dataclass(frozen=True, slots=True)
class MaySupervise:
    """Somebody who may hold a kind of supervision; `person_id` tells two hats of one person."""

    id: UUID
    name: str
    role: Role
    person_id: UUID


def list_who_may_supervise(actor: Actor, supervision: str, on: date) -> list[MaySupervise]:
    """Those at work on a day who may hold this kind of supervision, clinical supervisors first, then by name. One statement."""
    roles = HELD_BY.get(supervision, frozenset())
    rows = visible(Engagement, actor, "identity.engagement.see", on).filter(
        at_work(on), role__in=[role.value for role in roles]
    )
    found = [
        MaySupervise(key, name, Role(role), who)
        for key, name, role, who in rows.values_list("id", "name", "role", "person_id")
    ]
    return sorted(found, key=lambda one: (one.role is not Role.CLINICAL_SUPERVISOR, one.name, str(one.id)))


def list_staff_names(actor: Actor, on: date) -> list[Named]:
    """Everybody who works here on a day, in whatever role, by name; each hat once. One statement."""
    rows = visible(Engagement, actor, "identity.engagement.see", on).filter(at_work(on))
    return [Named(*row) for row in rows.order_by("name", "id").values_list("id", "name")]


def _holding(actor: Actor, role: Role, on: date) -> list[Named]:
    rows = visible(Engagement, actor, "identity.engagement.see", on).filter(at_work(on), role=role.value)
    return [Named(*row) for row in rows.order_by("name", "id").values_list("id", "name")]


def is_peer_supporter(actor: Actor, engagement_id: UUID, on: date) -> bool:
    """Whether this engagement is a peer supporter's and holds on a day."""
    return any(peer.id == engagement_id for peer in list_peer_supporters(actor, on))


def list_programs(actor: Actor, on: date) -> list[Named]:
    """The programs of the organization, by name."""
    rows = visible(Program, actor, "identity.program.see", on).order_by("name", "id")
    return [Named(*row) for row in rows.values_list("id", "name")]
