"""Putting right what was closed: what stood there before stays readable, with the reason."""

from __future__ import annotations

from uuid import UUID

from cairn.gatherings import policy
from cairn.gatherings.commands.meetings import REASON_LENGTH, locked_meeting, may_be_told_of, write_contacts
from cairn.gatherings.domain.attendance import MOST_WALK_INS
from cairn.gatherings.domain.kinds import Kind, State
from cairn.gatherings.models import Attendance, Correction, Meeting
from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, Conflict, NotFound
from cairn.kernel.instants import Instant, local_date
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.support.commands.encounters import mark_in_error


@command(permission=policy.CORRECT)
def correct_who_came(
    *, actor: Actor, meeting_id: UUID, client_id: UUID, came: bool, because: str, now: Instant
) -> None:
    """Somebody came after all, or did not. Their contact is written, or marked as entered in error. Raises NotFound, BadInput, Conflict."""
    meeting = _closed(actor, meeting_id, now)
    if meeting.gathering.kind == Kind.EVENT.value or client_id not in may_be_told_of(
        actor, meeting, local_date(now, actor.zone)
    ):
        raise NotFound
    rows = Attendance.objects.filter(organization_id=actor.organization_id, meeting=meeting, client_id=client_id)
    row = rows.select_for_update().first() or Attendance(
        organization_id=actor.organization_id, meeting=meeting, client_id=client_id, came=False
    )
    if row.came == came:
        return ledger.unchanged("says so already")
    reason = _checked(because)
    if not came and row.contact_id is not None:
        if row.contact_by_id != actor.engagement_id:
            raise Conflict(
                "The other leader wrote the contact of this person. They take it out here, under their own name."
            )
        mark_in_error(actor=actor, encounter_id=row.contact_id, because=reason, now=now)
        row.contact_id, row.contact_by_id = None, None
    row.came, row.recorded_at, row.recorded_by_id = came, now, actor.engagement_id
    row.save()
    _write(actor, meeting, client_id, ("did not come", "came") if came else ("came", "did not come"), reason, now)
    if came:
        write_contacts(actor, meeting, now, only=client_id)
    ledger.record("gatherings.attendance.corrected", client=client_id, meeting=meeting_id, came=came)
    return None


@command(permission=policy.CORRECT)
def correct_walk_ins(*, actor: Actor, meeting_id: UUID, count: int, because: str, now: Instant) -> None:
    """The number of walk-ins, or of everybody at an open event, was another. Raises NotFound, BadInput, Conflict."""
    meeting = _closed(actor, meeting_id, now)
    if not 0 <= count <= MOST_WALK_INS:
        raise BadInput({"walk_ins": f"Give a number from 0 to {MOST_WALK_INS:,}."})
    if meeting.walk_ins == count:
        return ledger.unchanged("says so already")
    reason, before = _checked(because), meeting.walk_ins
    meeting.walk_ins = count
    meeting.save(update_fields=["walk_ins"])
    _write(actor, meeting, None, (f"{before} counted", f"{count} counted"), reason, now)
    ledger.record("gatherings.walk_ins.corrected", meeting=meeting_id, count=count)
    return None


def _closed(actor: Actor, meeting_id: UUID, now: Instant) -> Meeting:
    meeting = locked_meeting(actor, policy.CORRECT, meeting_id, now)
    if meeting.state != State.CLOSED.value:
        raise Conflict("This meeting is not closed; there is nothing to correct.")
    return meeting


def _checked(because: str) -> str:
    reason = because.strip()
    if not reason:
        raise BadInput({"because": "Say in a few words what was wrong; the reason stays with the meeting."})
    if len(reason) > REASON_LENGTH:
        raise BadInput({"because": f"Use at most {REASON_LENGTH} characters; this has {len(reason)}."})
    return reason


def _write(
    actor: Actor, meeting: Meeting, client_id: UUID | None, told: tuple[str, str], because: str, now: Instant
) -> None:
    Correction.objects.create(
        organization_id=actor.organization_id,
        meeting=meeting,
        client_id=client_id,
        was_told=told[0],
        is_told=told[1],
        because=because,
        at=now,
        by_id=actor.engagement_id,
    )
