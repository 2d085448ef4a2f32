"""One meeting: its roster with who came, what was put right, and which contacts are still to be written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cairn.gatherings import policy
from cairn.gatherings.domain.attendance import marks_of
from cairn.gatherings.domain.kinds import Kind, State
from cairn.gatherings.models import Attendance, Correction, Meeting, RosterPlace
from cairn.gatherings.queries.rosters import expected_on
from cairn.identity.queries.names import names_of
from cairn.kernel.actors import Actor
from cairn.kernel.errors import NotFound
from cairn.kernel.instants import Instant, as_instant
from cairn.privacy import ledger
from cairn.privacy.policy import may, visible
from cairn.support.domain.encounters import Mark
from cairn.support.queries.caseload import list_caseload

OWN_SHOWN = 60  # of one's own people, offered as boxes in an open group


@dataclass(frozen=True, slots=True)
class Person:
    """One box of the roster. `contact_id` is None while no contact is written; `contact_is_own` is whether the actor wrote it."""

    client_id: UUID
    name: str
    came: bool = False
    arrived_at: Instant | None = None
    left_at: Instant | None = None
    contact_id: UUID | None = None
    contact_is_own: bool = False
    is_own: bool = False  # the actor walks with them


@dataclass(frozen=True, slots=True)
class CorrectionView:
    name: str
    was_told: str
    is_told: str
    because: str
    at: Instant
    by: str


@dataclass(frozen=True, slots=True)
class MeetingView:
    """One meeting, whole."""

    id: UUID
    gathering_id: UUID
    name: str
    kind: Kind
    on: date
    state: State
    started_at: Instant
    ended_at: Instant
    topic: str
    marks: frozenset[Mark]
    walk_ins: int
    walk_in_names: str
    version: int
    size_limit: int | None
    closed_because: str
    people: tuple[Person, ...]
    corrections: tuple[CorrectionView, ...]

    @property
    def came(self) -> tuple[Person, ...]:
        return tuple(one for one in self.people if one.came)

    @property
    def is_over_limit(self) -> bool:
        return self.size_limit is not None and len(self.came) + self.walk_ins > self.size_limit

    @property
    def waits(self) -> tuple[Person, ...]:
        """Who came, walks with the actor, and has no contact of it yet."""
        return tuple(one for one in self.came if one.contact_id is None and one.is_own)

    @property
    def waits_for_other(self) -> tuple[Person, ...]:
        return tuple(one for one in self.came if one.contact_id is None and not one.is_own)


def get_meeting(actor: Actor, meeting_id: UUID, on: date) -> MeetingView:
    """One meeting; raises NotFound. At most eight statements at any size."""
    row = visible(Meeting, actor, policy.SEE, on).select_related("gathering").filter(id=meeting_id).first()
    if row is None:
        raise NotFound
    kind = Kind(row.gathering.kind)
    people = _people(actor, row, on) if kind is Kind.GROUP else ()
    if people:
        ledger.looked("gatherings.meeting.seen", clients=[one.client_id for one in people], meeting=meeting_id)
    return MeetingView(
        row.id,
        row.gathering_id,
        row.gathering.name,
        kind,
        row.on,
        State(row.state),
        as_instant(row.started_at),
        as_instant(row.ended_at),
        row.topic,
        marks_of(row.marks),
        row.walk_ins,
        row.walk_in_names,
        row.version,
        row.gathering.size_limit,
        row.closed_because,
        people,
        _corrections(actor, row, on),
    )


def _people(actor: Actor, meeting: Meeting, on: date) -> tuple[Person, ...]:
    """Who came or was on the list, then whoever was invited, then (while it is open to all) the actor's own people; by name."""
    holds = may(actor, policy.HOLD)
    own = (
        {
            one.client_id: one.name
            for one in list_caseload(actor, on, peer_id=actor.engagement_id, limit=OWN_SHOWN).people
        }
        if holds
        else {}
    )
    found = {}
    if meeting.gathering.is_open and holds:
        found = {client: Person(client, name, is_own=True) for client, name in own.items()}
    places = visible(RosterPlace, actor, policy.SEE, on).filter(gathering_id=meeting.gathering_id)
    invited = expected_on(places, meeting.on)
    for client, name in invited.values_list("client_id", "client__name"):
        found[client] = Person(client, name, is_own=client in own)
    for row in visible(Attendance, actor, policy.SEE, on).filter(meeting=meeting).select_related("client"):
        found[row.client_id] = Person(
            row.client_id,
            row.client.name,
            row.came,
            as_instant(row.arrived_at) if row.arrived_at else None,
            as_instant(row.left_at) if row.left_at else None,
            row.contact_id,
            row.contact_by_id == actor.engagement_id,
            row.client_id in own,
        )
    return tuple(sorted(found.values(), key=lambda one: (one.name, one.client_id)))


def _corrections(actor: Actor, meeting: Meeting, on: date) -> tuple[CorrectionView, ...]:
    rows = list(
        visible(Correction, actor, policy.SEE, on).filter(meeting=meeting).select_related("client").order_by("at", "id")
    )
    names = names_of(actor, {row.by_id for row in rows}, on) if rows else {}
    return tuple(
        CorrectionView(
            row.client.name if row.client else "",
            row.was_told,
            row.is_told,
            row.because,
            as_instant(row.at),
            names.get(row.by_id, ""),
        )
        for row in rows
    )
