"""The calendar: what stands between two days. Days of a series are worked out here; only what was changed has rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from cairn.kernel.actors import Actor
from cairn.kernel.errors import NotFound
from cairn.kernel.instants import Instant, Span, as_instant, local_date
from cairn.meetings import policy
from cairn.meetings.domain.appointments import State, Where
from cairn.meetings.domain.times import Repeats, Series, span_at
from cairn.meetings.models import Appointment, Occurrence
from cairn.privacy import ledger
from cairn.privacy.policy import may, visible

MOST = 500  # meetings of one look
OWN_DAYS = 92  # how far ahead a client sees


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting as it stands. Names and places are empty for who sees times only."""

    appointment_id: UUID
    day: date  # of the series; the key of this meeting, also after a move
    span: Span
    series: Series
    state: State
    version: int
    relationship_id: UUID
    client_id: UUID | None
    name: str
    peer_id: UUID
    peer_name: str
    where: Where | None
    where_words: str
    wish: str
    called_off_by: str
    words: str
    changed_at: Instant

    @property
    def key(self) -> tuple[UUID, date]:
        return self.appointment_id, self.day

    @property
    def is_moved(self) -> bool:
        return self.series.span(self.day) != self.span

    @property
    def is_standing(self) -> bool:
        """Takes up time: planned, or it happened."""
        return self.state in (State.PLANNED, State.MET)

    def on(self, zone: str) -> date:
        return local_date(self.span.start, zone)


def list_meetings(
    actor: Actor, first: date, last: date, on: date, *, peer_id: UUID | None = None, client_id: UUID | None = None
) -> tuple[Meeting, ...]:
    """Everything between two days within the actor's reach, soonest first, those called off too. Two statements at any size."""
    found = standing_between(actor, first, last, on, peer_id=peer_id, client_id=client_id)
    clients = {one.client_id: None for one in found if one.client_id}
    ledger.looked("meetings.calendar.seen", clients=list(clients))
    return found


def list_own_appointments(actor: Actor, on: date) -> tuple[Meeting, ...]:
    """For the person served: what is to come, from today on. Two statements."""
    return list_meetings(actor, on, on + timedelta(days=OWN_DAYS), on)


def get_meeting(actor: Actor, appointment_id: UUID, day: date, on: date) -> Meeting:
    """One meeting of an appointment, by the day the series gives it; raises NotFound. Two statements."""
    row = _appointments(actor, on).filter(id=appointment_id).first()
    if row is None or not series_of(row).days(day, day):
        raise NotFound
    changed = visible(Occurrence, actor, policy.SEE, on).filter(appointment_id=appointment_id, day=day).first()
    found = meeting_of(row, day, changed, actor)
    ledger.looked("meetings.appointment.seen", clients=[found.client_id] if found.client_id else [])
    return found


def standing_between(
    actor: Actor, first: date, last: date, on: date, *, peer_id: UUID | None = None, client_id: UUID | None = None
) -> tuple[Meeting, ...]:
    """The same without a look in the ledger, for what shows nobody: overlaps, feeds, counts."""
    begin, end = (
        span_at(first, time(0), 0, actor.zone).start,
        span_at(last + timedelta(days=1), time(0), 0, actor.zone).start,
    )
    moved_here = Q(starts_at__gte=begin, starts_at__lt=end)
    moved_in = visible(Occurrence, actor, policy.SEE, on).filter(moved_here).values("appointment_id")
    rows = _appointments(actor, on).filter(
        Q(starts_on__lte=last) & (Q(ends_on__isnull=True) | Q(ends_on__gte=first)) | Q(id__in=moved_in)
    )
    if peer_id is not None:
        rows = rows.filter(relationship__peer_id=peer_id)
    if client_id is not None:
        rows = rows.filter(relationship__client_id=client_id)
    appointments = list(rows[:MOST])
    changes: dict[UUID, dict[date, Occurrence]] = {}
    touched = visible(Occurrence, actor, policy.SEE, on).filter(
        Q(day__gte=first, day__lte=last) | moved_here, appointment__in=[row.id for row in appointments]
    )
    for change in touched:
        changes.setdefault(change.appointment_id, {})[change.day] = change
    found = []
    for row in appointments:
        own = changes.get(row.id, {})
        series = series_of(row)
        for day in sorted({*series.days(first, last), *(day for day in own if series.days(day, day))}):
            meeting = meeting_of(row, day, own.get(day), actor)
            if begin <= meeting.span.start < end:
                found.append(meeting)
    return tuple(sorted(found, key=lambda one: (one.span.start, one.appointment_id.int)))[:MOST]


def list_overlaps(actor: Actor, meetings: Sequence[Meeting], on: date) -> tuple[Meeting, ...]:
    """What else of the same peer supporter shares time with any of these: warned of, never blocked. Two statements."""
    if not meetings:
        return ()
    own, peer_id = {one.key for one in meetings}, meetings[0].peer_id
    first = min(one.on(actor.zone) for one in meetings) - timedelta(days=1)
    last = max(one.on(actor.zone) for one in meetings) + timedelta(days=1)
    return tuple(
        other
        for other in standing_between(actor, first, last, on, peer_id=peer_id)
        if other.is_standing and other.key not in own and any(other.span.overlaps(one.span) for one in meetings)
    )


def series_of(row: Appointment) -> Series:
    return Series(Repeats(row.repeats), row.starts_on, row.at, row.minutes, row.zone, row.ends_on)


def standing_span(row: Appointment, day: date, changed: Occurrence | None) -> Span:
    """Where a meeting stands: as the series has it, or where it was moved."""
    if changed is None or changed.starts_at is None or changed.minutes is None:
        return series_of(row).span(day)
    start = as_instant(changed.starts_at)
    return Span(start, Instant(start + timedelta(minutes=changed.minutes)))


def _appointments(actor: Actor, on: date) -> QuerySet[Appointment]:
    rows = visible(Appointment, actor, policy.SEE, on)
    return rows.select_related("relationship__client", "relationship__peer").order_by("starts_on", "id")


def meeting_of(row: Appointment, day: date, changed: Occurrence | None, actor: Actor) -> Meeting:
    """One day of an appointment, as its reader may see it."""
    shows_names = may(actor, policy.NAMES)
    pair, is_own = row.relationship, actor.role is policy.CLIENT
    moved = changed is not None and changed.starts_at is not None
    where, words = (changed.where, changed.where_words) if changed and moved else (row.where, row.where_words)
    meeting = Meeting(
        row.id,
        day,
        standing_span(row, day, changed),
        series_of(row),
        State(changed.state) if changed else State.PLANNED,
        changed.version if changed else 0,
        pair.id,
        pair.client_id if shows_names or is_own else None,
        pair.client.name if shows_names else "",
        pair.peer_id,
        pair.peer.name,
        Where(where),
        words,
        changed.wish if changed else "",
        changed.called_off_by if changed else "",
        changed.words if changed else "",
        as_instant(max(row.changed_at, changed.changed_at) if changed else row.changed_at),
    )
    return meeting if shows_names or is_own else replace(meeting, where=None, where_words="", wish="", words="")
