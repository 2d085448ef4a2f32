"""Finding out which hats a signed-in person may wear. The one read that looks across organizations: at the person's own engagements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery

from cairn.identity.models import Engagement, Organization
from cairn.kernel.actors import Actor, EngagementId, OrganizationId, PersonId, Role
from cairn.kernel.instants import Instant, local_date
from cairn.platform.db.prepared import prepared
from cairn.privacy.scope import scope_of_installation


@dataclass(frozen=True, slots=True)
class Hat:
    """One role in one organization that the person holds on the day."""

    engagement_id: UUID
    role: Role
    organization_name: str
    name: str
    zone: str


@dataclass(frozen=True, slots=True)
class Worn:
    """The hat being worn: the actor, and what pages show of the organization."""

    actor: Actor
    organization_name: str
    client_noun: str


def wear(person_id: UUID, engagement_id: UUID, now: Instant, session_key: str) -> Worn | None:
    """The actor for this engagement if it holds today, by the clock of its own organization: a first and a last day begin and end
    there, not in Greenwich. One statement; in the hours in which it is another day there, two.
    """
    for day in _days(now):
        worn = get_worn(person_id, engagement_id, day, session_key)
        if worn is not None and local_date(now, worn.actor.zone) == day:
            return worn
    return None


def list_hats_now(person_id: UUID, now: Instant) -> list[Hat]:
    """Every hat that the person may wear now, each by the clock of its organization, by organization and role."""
    found = [hat for day in _days(now) for hat in list_hats(person_id, day) if local_date(now, hat.zone) == day]
    return sorted(found, key=lambda hat: (hat.organization_name, hat.role))


def get_worn(person_id: UUID, engagement_id: UUID, on: date, session_key: str) -> Worn | None:
    """The actor for this engagement if it is the person's own and holds on the day; else None. One statement."""
    with scope_of_installation():
        found = _held(person_id, engagement_id, on)
    if not found:
        return None
    row = found[0]
    actor = Actor(
        person_id=PersonId(row.person_id),
        engagement_id=EngagementId(row.id),
        organization_id=OrganizationId(row.organization_id),
        role=Role(row.role),
        name=row.name,
        zone=row.zone,
        place=row.place,
        session_key=session_key,
    )
    return Worn(actor, row.organization_name, row.client_noun)


def list_hats(person_id: UUID, on: date) -> list[Hat]:
    """Every hat the person may wear on the day, by organization and role."""
    organization = Organization.objects.filter(id=OuterRef("organization_id"))
    with scope_of_installation():
        rows = list(
            Engagement.objects.filter(_holds(on), person_id=person_id)
            .annotate(
                organization_name=Subquery(organization.values("name")), zone=Subquery(organization.values("zone"))
            )
            .order_by("organization_name", "role")
        )
    return [Hat(row.id, Role(row.role), row.organization_name, row.name, row.zone) for row in rows]


WORN = (
    *("id", "person_id", "organization_id", "role", "name"),
    *("zone", "place", "organization_name", "client_noun"),
)


@prepared
def _held(person_id: UUID, engagement_id: UUID, on: date) -> QuerySet[Engagement, Any]:
    organization = Organization.objects.filter(id=OuterRef("organization_id"))
    held = Engagement.objects.filter(_holds(on), id=engagement_id, person_id=person_id)
    held = held.annotate(
        zone=Subquery(organization.values("zone")),
        place=Subquery(organization.values("place")),
        organization_name=Subquery(organization.values("name")),
        client_noun=Subquery(organization.values("client_noun")),
    )
    return held.values_list(*WORN, named=True)


def _days(now: Instant) -> tuple[date, date, date]:
    """The days that it can be somewhere on earth, the likeliest first."""
    today = local_date(now, "UTC")
    return today, today - timedelta(days=1), today + timedelta(days=1)


def _holds(on: date) -> Q:
    return Q(starts_on__lte=on, ended_at__isnull=True) & (Q(ends_on__isnull=True) | Q(ends_on__gte=on))
