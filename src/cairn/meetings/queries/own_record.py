"""What one person planned and wrote with any peer supporter, those of earlier days too, for the file that they take along."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cairn.kernel.actors import Actor
from cairn.kernel.instants import Instant, as_instant
from cairn.meetings import policy
from cairn.meetings.models import Appointment, Message, Occurrence
from cairn.meetings.queries.calendar import Meeting, meeting_of, series_of
from cairn.privacy import ledger
from cairn.privacy.policy import grant_for
from cairn.support.policy import relationships_within


@dataclass(frozen=True, slots=True)
class OwnMessage:
    """One message, with whom it was exchanged."""

    with_name: str
    is_own: bool
    words: str
    sent_at: Instant
    read_at: Instant | None


@dataclass(frozen=True, slots=True)
class OwnHistory:
    """Newest first. `meetings` are the days up to the asked one; what is to come is in the calendar."""

    meetings: tuple[Meeting, ...]
    messages: tuple[OwnMessage, ...]


def list_own_history(actor: Actor, on: date) -> OwnHistory:
    """The acting person's own, with everybody who ever walked with them. Three statements.

    The calendar shows pairs that go on; this asks for all pairs, so it takes the relationships of the reach itself.
    """
    pairs = relationships_within(actor, grant_for(actor, policy.HISTORY).reach, on).values("id")
    own = {"organization_id": actor.organization_id}
    planned = Appointment.objects.filter(relationship__in=pairs, **own).select_related("relationship__peer")
    changes: dict[tuple[UUID, date], Occurrence] = {
        (row.appointment_id, row.day): row
        for row in Occurrence.objects.filter(appointment__relationship__in=pairs, **own)
    }
    meetings = [
        meeting_of(row, day, changes.get((row.id, day)), actor)
        for row in planned
        for day in series_of(row).days(row.starts_on, _last_day(row, on))
    ]
    written = Message.objects.filter(relationship__in=pairs, **own).select_related("relationship__peer")
    ledger.looked("meetings.history.taken", clients=list({one.client_id for one in meetings if one.client_id}))
    return OwnHistory(
        tuple(sorted(meetings, key=lambda one: one.span.start, reverse=True)),
        tuple(_message(row) for row in written.order_by("-sent_at", "-id")),
    )


def list_written(actor: Actor, client_id: UUID, on: date, *, limit: int) -> tuple[OwnMessage, ...]:
    """The newest messages of the acting person with everybody who ever walked with them, newest first. One statement."""
    pairs = relationships_within(actor, grant_for(actor, policy.HISTORY).reach, on).filter(client_id=client_id)
    rows = Message.objects.filter(relationship__in=pairs.values("id"), organization_id=actor.organization_id)
    ledger.looked("meetings.message.seen", clients=[client_id])
    newest = rows.select_related("relationship__peer").order_by("-sent_at", "-id")[:limit]
    return tuple(_message(row) for row in newest)


def _last_day(row: Appointment, on: date) -> date:
    """The last day on which these two can have met: a series that nobody ended is over with the way together."""
    left_on = row.relationship.ended_on
    return min(on, left_on) if left_on else on


def _message(row: Message) -> OwnMessage:
    read_at = as_instant(row.read_at) if row.read_at else None
    return OwnMessage(row.relationship.peer.name, row.from_client, row.words, as_instant(row.sent_at), read_at)
