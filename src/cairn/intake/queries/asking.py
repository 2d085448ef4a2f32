"""The door at which anybody may ask, and who asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, QuerySet, Subquery, Value

from cairn.identity.models import Organization, Program
from cairn.intake import policy
from cairn.intake.models import Asking, AskingDoor
from cairn.intake.queries.checks import unchecked
from cairn.kernel.actors import Actor, EngagementId, OrganizationId, PersonId, Role
from cairn.kernel.errors import NotFound
from cairn.kernel.instants import Instant, as_instant
from cairn.privacy import ledger
from cairn.privacy.policy import visible
from cairn.privacy.scope import scope_of_installation

SHOWN = 50


@dataclass(frozen=True, slots=True)
class Door:
    """An open door, and somebody without an account who stands there: they may ask, and nothing else."""

    id: UUID
    actor: Actor
    organization_name: str


@dataclass(frozen=True, slots=True)
class DoorView:
    """The door of one program; no token while none is open."""

    program_id: UUID
    program_name: str
    id: UUID | None
    token: str


def get_door(token: str) -> Door:
    """The open door with this token; raises NotFound for a closed one as for one that never was. One statement."""
    organization = Organization.objects.filter(id=OuterRef("organization_id"))
    with scope_of_installation():
        row = (
            AskingDoor.objects.filter(token=token, closed_at__isnull=True)
            .annotate(
                house=Subquery(organization.values("name")),
                zone=Subquery(organization.values("zone")),
                place=Subquery(organization.values("place")),
            )
            .first()
        )
    if row is None:
        raise NotFound
    actor = Actor(
        person_id=PersonId(row.id),  # nobody's: whoever opens the address speaks for themselves, at this door only
        engagement_id=EngagementId(row.id),
        organization_id=OrganizationId(row.organization_id),
        role=Role.CLIENT,
        name="",
        zone=row.zone,
        place=row.place,
    )
    return Door(row.id, actor, row.house)


def find_open_token() -> str:
    """For the start page of a demo: the open door of whatever house that is oldest; empty without one. One statement."""
    with scope_of_installation():
        return (
            AskingDoor.objects.filter(closed_at=None)
            .order_by("opened_at", "id")
            .values_list("token", flat=True)
            .first()
            or ""
        )


def list_doors(actor: Actor, on: date) -> tuple[DoorView, ...]:
    """Each program with its open door, if there is one. Two statements."""
    programs = Program.objects.filter(organization_id=actor.organization_id).order_by("name", "id")
    rows = visible(AskingDoor, actor, policy.OPEN_DOOR, on).filter(closed_at__isnull=True)
    found = {row.program_id: row for row in rows}
    return tuple(_door(one.id, one.name, found) for one in programs)


def _door(program_id: UUID, name: str, found: Mapping[UUID, AskingDoor]) -> DoorView:
    row = found.get(program_id)
    return DoorView(program_id, name, row.id if row else None, row.token if row else "")


@dataclass(frozen=True, slots=True)
class AskingView:
    """Somebody who waits for a word."""

    id: UUID
    called: str
    phone: str
    another: str
    message: str
    times: str
    brings: str
    language: str
    asked_at: Instant


def list_asking(actor: Actor, on: date) -> tuple[AskingView, ...]:
    """Who waits, the longest first. One statement."""
    rows = list(_open(actor, on).order_by("asked_at", "id")[:SHOWN])
    ledger.looked("intake.asking.seen", count=len(rows))
    return tuple(
        AskingView(
            row.id,
            row.called,
            row.phone,
            row.another,
            row.message,
            row.times,
            row.brings,
            row.language,
            as_instant(row.asked_at),
        )
        for row in rows
    )


def count_asking(actor: Actor, on: date) -> int:
    """How many wait. One statement."""
    return _open(actor, on).count()


def count_at_the_door(actor: Actor, on: date) -> Mapping[str, int]:
    """For a home: how many wait for a word ("asked"), and how many were compared with nobody ("unchecked"). One statement."""
    asked = _counted(_open(actor, on), "asked")
    return dict(asked.union(_counted(unchecked(actor, on), "unchecked"), all=True))


def _counted(rows: QuerySet[Any], word: str) -> Any:
    counted = rows.order_by().values("organization_id").annotate(kind=Value(word), n=Count("id"))
    return counted.values_list("kind", "n")


def _open(actor: Actor, on: date) -> QuerySet[Asking]:
    return visible(Asking, actor, policy.SEE_ASKED, on).filter(settled_at__isnull=True)
