"""The door at which anybody may ask, and who asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, QuerySet, Subquery, Value

from cairn.identity.models import Program
from cairn.identity.queries.strangers import stranger, with_house
from cairn.intake import policy
from cairn.intake.domain.asking import PUT_BACK_WITHIN
from cairn.intake.models import Asking, AskingDoor, JunkPile, ProgramPhone
from cairn.intake.queries.checks import unchecked
from cairn.kernel.actors import Actor, Role
from cairn.kernel.errors import NotFound
from cairn.kernel.instants import Instant, as_instant
from cairn.privacy import ledger
from cairn.privacy.policy import visible
from cairn.privacy.scope import scope_of_installation
from cairn.support.domain.phones import dialed

SHOWN = 50


@dataclass(frozen=True, slots=True)
class Door:
    """An open door, and somebody without an account who stands there: they may ask, and nothing else."""

    id: UUID
    actor: Actor
    organization_name: str
    is_paused: bool
    phone: str  # of the program; empty while it has told none
    hours: str

    @property
    def dial(self) -> str:
        return dialed(self.phone)


@dataclass(frozen=True, slots=True)
class DoorView:
    """The door of one program; no token while none is open."""

    program_id: UUID
    program_name: str
    id: UUID | None
    token: str
    is_paused: bool
    phone: str
    hours: str


def get_door(token: str) -> Door:
    """The open door with this token; raises NotFound for a closed one as for one that never was. One statement."""
    number = ProgramPhone.objects.filter(program_id=OuterRef("program_id")).order_by("-set_at", "-id")
    with scope_of_installation():
        doors = with_house(AskingDoor.objects.filter(token=token, closed_at__isnull=True))
        row = doors.annotate(
            phone=Subquery(number.values("phone")[:1]), hours=Subquery(number.values("hours")[:1])
        ).first()
    if row is None:
        raise NotFound
    actor = stranger(row.id, row.organization_id, Role.CLIENT, zone=row.zone, place=row.place)
    return Door(row.id, actor, row.house, row.paused_at is not None, row.phone or "", row.hours or "")


def was_sent(door: Door, asking_id: UUID) -> bool:
    """Whether this was kept before: sent again it is no new one. One statement."""
    with scope_of_installation():
        return Asking.objects.filter(id=asking_id, door_id=door.id).exists()


def find_open_token() -> str:
    """For the start page of a demo: the open door of whatever house that is oldest; empty without one. One statement."""
    with scope_of_installation():
        return (
            AskingDoor.objects.filter(closed_at=None, paused_at=None)
            .order_by("opened_at", "id")
            .values_list("token", flat=True)
            .first()
            or ""
        )


def list_doors(actor: Actor, on: date) -> tuple[DoorView, ...]:
    """Each program with its door, if there is one, and its number. Three statements."""
    programs = Program.objects.filter(organization_id=actor.organization_id).order_by("name", "id")
    rows = visible(AskingDoor, actor, policy.OPEN_DOOR, on).filter(closed_at__isnull=True)
    found = {row.program_id: row for row in rows}
    numbers = visible(ProgramPhone, actor, policy.OPEN_DOOR, on).order_by("set_at", "id")
    newest = {row.program_id: row for row in numbers}
    return tuple(_door(one.id, one.name, found.get(one.id), newest.get(one.id)) for one in programs)


def _door(program_id: UUID, name: str, row: AskingDoor | None, number: ProgramPhone | None) -> DoorView:
    phone, hours = (number.phone, number.hours) if number else ("", "")
    if row is None:
        return DoorView(program_id, name, None, "", False, phone, hours)
    return DoorView(program_id, name, row.id, row.token, row.paused_at is not None, phone, hours)


@dataclass(frozen=True, slots=True)
class PileView:
    """What was thrown away together, and until when it can be put back."""

    id: UUID
    count: int
    thrown_at: Instant
    until: Instant


def list_piles(actor: Actor, on: date) -> tuple[PileView, ...]:
    """What can be put back still, the newest first. One statement."""
    rows = visible(JunkPile, actor, policy.SEE_ASKED, on).filter(put_back_at__isnull=True, emptied_at__isnull=True)
    counted = Asking.objects.filter(organization_id=OuterRef("organization_id"), pile_id=OuterRef("id")).order_by()
    counted_rows = counted.values("pile_id").annotate(n=Count("id")).values("n")
    found = rows.annotate(held=Subquery(counted_rows)).order_by("-thrown_at", "-id")[:SHOWN]
    return tuple(
        PileView(row.id, row.held or 0, as_instant(row.thrown_at), Instant(as_instant(row.thrown_at) + PUT_BACK_WITHIN))
        for row in found
    )


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
    return visible(Asking, actor, policy.SEE_ASKED, on).filter(settled_at__isnull=True, pile__isnull=True)
