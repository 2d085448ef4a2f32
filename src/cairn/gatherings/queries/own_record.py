"""The groups that one person was asked to and came to, for the file that they take along. Who else was there is not in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from cairn.gatherings import policy
from cairn.gatherings.models import Attendance, Correction, RosterPlace
from cairn.kernel.actors import Actor
from cairn.kernel.instants import Instant, as_instant
from cairn.privacy import ledger
from cairn.privacy.policy import visible
from cairn.privacy.subjects import client_ids, require_client


@dataclass(frozen=True, slots=True)
class AskedTo:
    """A group that a person was invited to. `withdrawn_at`: since when not any more."""

    name: str
    about: str
    invited_at: Instant
    withdrawn_at: Instant | None


@dataclass(frozen=True, slots=True)
class DayThere:
    """One day of a group on whose list the person stood."""

    name: str
    on: date
    came: bool
    arrived_at: Instant | None
    left_at: Instant | None
    topic: str


@dataclass(frozen=True, slots=True)
class PutRight:
    """What was changed about the person after a day was closed: what stood there, what stands there, and why."""

    name: str
    on: date
    was_told: str
    is_told: str
    because: str
    at: Instant


@dataclass(frozen=True, slots=True)
class OwnGroups:
    """Newest first."""

    asked_to: tuple[AskedTo, ...]
    days: tuple[DayThere, ...]
    corrections: tuple[PutRight, ...]


def list_own_groups(actor: Actor, on: date) -> OwnGroups:
    """The acting person's own. Four statements."""
    asked = visible(RosterPlace, actor, policy.CAME, on).select_related("gathering").order_by("-invited_at", "id")
    there = visible(Attendance, actor, policy.CAME, on).select_related("meeting__gathering")
    put_right = visible(Correction, actor, policy.CAME, on).select_related("meeting__gathering")
    ledger.looked(
        "gatherings.own_attendance.seen", clients=list(client_ids(actor, policy.OWN, on).values_list("id", flat=True))
    )
    return OwnGroups(
        tuple(
            AskedTo(one.gathering.name, one.gathering.about, as_instant(one.invited_at), _moment(one.withdrawn_at))
            for one in asked
        ),
        tuple(
            DayThere(
                one.meeting.gathering.name,
                one.meeting.on,
                one.came,
                _moment(one.arrived_at),
                _moment(one.left_at),
                one.meeting.topic,
            )
            for one in there.order_by("-meeting__on", "id")
        ),
        tuple(_put_right(one) for one in put_right.order_by("-at", "id")),
    )


def list_put_right(actor: Actor, client_id: UUID, on: date) -> tuple[PutRight, ...]:
    """What was put right about one person, oldest first, for a record that goes along whole. Raises NotFound. Two statements."""
    require_client(actor, policy.PASS_ON, client_id, on)
    rows = visible(Correction, actor, policy.PASS_ON, on).filter(client_id=client_id)
    return tuple(_put_right(one) for one in rows.select_related("meeting__gathering").order_by("at", "id"))


def _put_right(one: Correction) -> PutRight:
    named = one.meeting.gathering.name
    return PutRight(named, one.meeting.on, one.was_told, one.is_told, one.because, as_instant(one.at))


def _moment(at: datetime | None) -> Instant | None:
    return as_instant(at) if at else None
