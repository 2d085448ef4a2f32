"""One meeting: opened on its day, told by its leaders, closed with one contact for each who came, or canceled."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from cairn.gatherings import policy
from cairn.gatherings.commands.gatherings import locked_gathering
from cairn.gatherings.domain.attendance import Came, Told, marks_as_kept, marks_of, problems_of, span_of
from cairn.gatherings.domain.kinds import Kind, State
from cairn.gatherings.models import Attendance, Gathering, Meeting, RosterPlace
from cairn.gatherings.queries.gatherings import schedule_of
from cairn.kernel.actors import Actor, ClientId, EncounterId
from cairn.kernel.errors import BadInput, Conflict, NotFound
from cairn.kernel.instants import Instant, Span, as_instant, begins_at, in_words, local_date
from cairn.platform.ids import new_id
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.policy import Reach, lock_one, visible
from cairn.privacy.subjects import client_ids
from cairn.support.commands.encounters import record_contact
from cairn.support.domain import encounters
from cairn.support.domain.encounters import EncounterDraft
from cairn.support.domain.notes import NoteTexts

TOLD_MEANWHILE = "The other leader wrote something into this meeting meanwhile. What you typed is still here; look at it and save again."
REASON_LENGTH = 200


@command(permission=policy.HOLD)
def open_meeting(*, actor: Actor, gathering_id: UUID, on: date, now: Instant) -> UUID:
    """Open the page of one day; opening it again finds the same. Raises NotFound, BadInput (no such day, not that day yet)."""
    gathering = locked_gathering(actor, policy.HOLD, gathering_id, now)
    before = Meeting.objects.filter(organization_id=actor.organization_id, gathering=gathering, on=on).first()
    if before is not None:
        ledger.unchanged("opened before")
        return before.id
    if not schedule_of(gathering).meets_on(on):
        raise BadInput({"on": "It does not meet on that day. Choose one of the days shown."})
    if on > local_date(now, actor.zone):
        raise BadInput({"on": f"It is not that day yet. It can be begun on {in_words(on)}."})
    meeting = _page_of(actor, gathering, on, now)
    ledger.record("gatherings.meeting.opened", gathering=gathering_id, meeting=meeting.id)
    return meeting.id


@command(permission=policy.HOLD)
def call_off_day(*, actor: Actor, gathering_id: UUID, on: date, because: str, now: Instant) -> UUID:
    """Say ahead that a day will not be held. Raises NotFound, BadInput (no such day, no reason), Conflict (it was begun)."""
    gathering = locked_gathering(actor, policy.HOLD, gathering_id, now)
    if not schedule_of(gathering).meets_on(on):
        raise BadInput({"on": "It does not meet on that day. Choose one of the days shown."})
    meeting = Meeting.objects.filter(organization_id=actor.organization_id, gathering=gathering, on=on).first()
    if meeting is not None and meeting.state == State.CANCELED.value:
        ledger.unchanged("canceled before")
        return meeting.id
    if meeting is not None:
        raise Conflict("That day was begun already. Open it, and say there that it was not held.")
    reason = _reason_of(because)
    meeting = _page_of(actor, gathering, on, now)
    _close_unheld(actor, meeting, reason, now)
    ledger.record("gatherings.meeting.canceled", meeting=meeting.id)
    return meeting.id


def _page_of(actor: Actor, gathering: Gathering, on: date, now: Instant) -> Meeting:
    start = begins_at(on, gathering.starts_at, actor.zone)
    return Meeting.objects.create(
        id=new_id(),
        organization_id=actor.organization_id,
        gathering=gathering,
        on=on,
        state=State.OPEN.value,
        started_at=start,
        ended_at=start + timedelta(minutes=gathering.minutes),
        opened_at=now,
    )


@command(permission=policy.HOLD)
def tell_meeting(*, actor: Actor, meeting_id: UUID, told: Told, now: Instant) -> UUID:
    """Keep what was typed so far. Raises NotFound, BadInput, Conflict (the other leader wrote meanwhile)."""
    meeting = locked_meeting(actor, policy.HOLD, meeting_id, now)
    if meeting.version > told.version and _says_so(actor, meeting, told):
        ledger.unchanged("sent before")
        return meeting_id
    _keep(actor, meeting, told, now)
    ledger.record("gatherings.meeting.told", meeting=meeting_id)
    return meeting_id


@command(permission=policy.HOLD)
def close_meeting(*, actor: Actor, meeting_id: UUID, told: Told, now: Instant) -> int:
    """Close it: first names of walk-ins go, and each of the actor's own people who came gets one contact. Returns how many.

    Raises NotFound, BadInput, Conflict. Closing again changes nothing.
    """
    meeting = locked_meeting(actor, policy.HOLD, meeting_id, now)
    if meeting.state == State.CLOSED.value:
        ledger.unchanged("closed before")
        return 0
    if told.span.end > now:
        raise BadInput({"stop": "It is not over yet. Give the time when it ended, or close it afterwards."})
    _keep(actor, meeting, told, now)
    meeting.state, meeting.walk_in_names = State.CLOSED.value, ""
    meeting.closed_at, meeting.closed_by_id = now, actor.engagement_id
    meeting.save(update_fields=["state", "walk_in_names", "closed_at", "closed_by_id"])
    written = write_contacts(actor, meeting, now)
    ledger.record("gatherings.meeting.closed", meeting=meeting_id, contacts=written, walk_ins=meeting.walk_ins)
    return written


@command(permission=policy.HOLD)
def write_group_contacts(*, actor: Actor, meeting_id: UUID, now: Instant) -> int:
    """The other leader was there too: the contacts of their own people who came. Raises NotFound, Conflict (not closed)."""
    meeting = locked_meeting(actor, policy.HOLD, meeting_id, now)
    if meeting.state != State.CLOSED.value:
        raise Conflict("Close the meeting first; contacts are written from what was closed.")
    written = write_contacts(actor, meeting, now)
    if written:
        ledger.record("gatherings.contacts.written", meeting=meeting_id, contacts=written)
    else:
        ledger.unchanged("every contact of theirs is written")
    return written


@command(permission=policy.HOLD)
def cancel_meeting(*, actor: Actor, meeting_id: UUID, because: str, now: Instant) -> None:
    """It was not held. Raises NotFound, BadInput, Conflict (closed already)."""
    meeting = locked_meeting(actor, policy.HOLD, meeting_id, now)
    if meeting.state == State.CANCELED.value:
        return ledger.unchanged("canceled before")
    if meeting.state == State.CLOSED.value:
        raise Conflict("This meeting was held and closed. Correct who came instead.")
    _close_unheld(actor, meeting, _reason_of(because), now)
    ledger.record("gatherings.meeting.canceled", meeting=meeting_id)
    return None


def _reason_of(because: str) -> str:
    reason = because.strip()
    if not reason or len(reason) > REASON_LENGTH:
        raise BadInput({"because": f"Say why, in at most {REASON_LENGTH} characters. Name nobody who is served."})
    return reason


def _close_unheld(actor: Actor, meeting: Meeting, reason: str, now: Instant) -> None:
    meeting.state, meeting.walk_in_names, meeting.closed_because = State.CANCELED.value, "", reason
    meeting.closed_at, meeting.closed_by_id = now, actor.engagement_id
    meeting.save(update_fields=["state", "walk_in_names", "closed_because", "closed_at", "closed_by_id"])


def locked_meeting(actor: Actor, permission: str, meeting_id: UUID, now: Instant) -> Meeting:
    """The row of a meeting within reach, locked; raises NotFound."""
    rows = visible(Meeting, actor, permission, local_date(now, actor.zone)).select_related("gathering")
    return lock_one(rows, meeting_id)


def write_contacts(actor: Actor, meeting: Meeting, now: Instant, *, only: UUID | None = None) -> int:
    """One contact for each who came, walks with the actor and has none yet. They share the meeting's id: one stretch of work."""
    mine = client_ids(actor, Reach.OWN, local_date(now, actor.zone))
    rows = Attendance.objects.filter(organization_id=actor.organization_id, meeting=meeting, came=True)
    if only is not None:
        rows = rows.filter(client_id=only)
    waiting = list(rows.filter(contact_id__isnull=True, client_id__in=mine).order_by("id"))
    held = Span(as_instant(meeting.started_at), as_instant(meeting.ended_at))
    for row in waiting:
        arrived, left = (as_instant(at) if at else None for at in (row.arrived_at, row.left_at))
        draft = EncounterDraft(
            EncounterId(new_id()),
            ClientId(row.client_id),
            encounters.Kind.GROUP,
            encounters.Place(meeting.gathering.place),
            span_of(held, arrived, left),
            actor.zone,
            marks=marks_of(meeting.marks),
            session_id=meeting.id,
        )
        recorded = record_contact(actor=actor, draft=draft, texts=NoteTexts(), now=now)
        row.contact_id, row.contact_by_id = recorded.encounter_id, actor.engagement_id
        row.save(update_fields=["contact_id", "contact_by_id"])
    return len(waiting)


def may_be_told_of(actor: Actor, meeting: Meeting, on: date) -> set[UUID]:
    """Whom a leader can tick: who was invited, who stands there already, and, in an open group, their own people."""
    own = {"organization_id": actor.organization_id}
    invited = RosterPlace.objects.filter(gathering_id=meeting.gathering_id, withdrawn_at__isnull=True, **own)
    there = Attendance.objects.filter(meeting=meeting, **own)
    found = set(invited.values_list("client_id", flat=True)) | set(there.values_list("client_id", flat=True))
    if meeting.gathering.is_open:
        found |= {row["id"] for row in client_ids(actor, Reach.OWN, on)}
    return found


def _keep(actor: Actor, meeting: Meeting, told: Told, now: Instant) -> None:
    if meeting.state != State.OPEN.value:
        raise Conflict("This meeting is closed. Correct it below, with a reason.")
    if meeting.version != told.version:
        raise Conflict(TOLD_MEANWHILE, current_version=meeting.version)
    on = local_date(now, actor.zone)
    if told.people and meeting.gathering.kind == Kind.EVENT.value:
        raise BadInput({"": "An open event keeps no names: give how many came."})
    if {one.client_id for one in told.people} - may_be_told_of(actor, meeting, on):
        raise NotFound
    problems = problems_of(told)
    if local_date(told.span.start, actor.zone) != meeting.on:
        problems["start"] = "The meeting begins on its own day."
    if problems:
        raise BadInput(problems)
    meeting.started_at, meeting.ended_at = told.span.start, told.span.end
    meeting.topic, meeting.marks = told.topic, marks_as_kept(told.marks)
    meeting.walk_ins, meeting.walk_in_names = told.walk_ins, told.walk_in_names
    meeting.version += 1
    meeting.save()
    _keep_people(actor, meeting, told.people, now)


def _says_so(actor: Actor, meeting: Meeting, told: Told) -> bool:
    """Whether the rows hold exactly what is sent."""
    kept = (meeting.started_at, meeting.ended_at, meeting.topic, meeting.walk_ins, meeting.walk_in_names)
    sent = (told.span.start, told.span.end, told.topic, told.walk_ins, told.walk_in_names)
    rows = Attendance.objects.filter(organization_id=actor.organization_id, meeting=meeting, came=True)
    there = {(row.client_id, row.arrived_at, row.left_at) for row in rows}
    people = {(one.client_id, one.arrived_at, one.left_at) for one in told.people if one.came}
    return kept == sent and meeting.marks == marks_as_kept(told.marks) and there == people


def _keep_people(actor: Actor, meeting: Meeting, people: tuple[Came, ...], now: Instant) -> None:
    there = {
        row.client_id: row for row in Attendance.objects.filter(organization_id=actor.organization_id, meeting=meeting)
    }
    for one in people:
        row = there.get(one.client_id)
        if row is None and not one.came:
            continue
        if row is None:
            row = Attendance(organization_id=actor.organization_id, meeting=meeting, client_id=one.client_id)
        row.came, row.arrived_at, row.left_at = one.came, one.arrived_at, one.left_at
        row.recorded_at, row.recorded_by_id = now, actor.engagement_id
        row.save()
