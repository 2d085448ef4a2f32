"""Making an appointment, moving one of its meetings, calling it off, saying whether the two met, and ending a series."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from cairn.kernel.actors import Actor, Role
from cairn.kernel.errors import BadInput, Conflict, NotFound
from cairn.kernel.instants import Instant, Span, as_instant, local_date
from cairn.meetings import policy
from cairn.meetings.domain.appointments import (
    WORDS_LENGTH,
    AppointmentDraft,
    By,
    Placed,
    State,
    may_be_settled,
    one_line,
    problems_of,
    problems_of_time,
    problems_of_words,
)
from cairn.meetings.domain.times import Repeats
from cairn.meetings.models import Appointment, Occurrence
from cairn.meetings.queries.calendar import series_of, standing_span
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.once import create_once
from cairn.privacy.policy import lock_one, visible

MOVED_MEANWHILE = "Somebody else changed this meeting in the meantime. Both times are here; decide which one stands."


@command(permission=policy.MAKE)
def make_appointment(*, actor: Actor, draft: AppointmentDraft, now: Instant) -> UUID:
    """Write down what two people agreed. Raises NotFound (relationship), BadInput, Conflict (same id, other content)."""
    pair = policy.own_pairs(actor, local_date(now, actor.zone)).filter(id=draft.relationship_id).first()
    if pair is None:
        raise NotFound
    draft = replace(draft, where_words=one_line(draft.where_words))
    series = draft.series
    is_new = not Appointment.objects.filter(id=draft.id, organization_id=actor.organization_id).exists()
    problems = problems_of(draft, now) if is_new else {}
    if problems:
        raise BadInput(problems)
    content = {
        "relationship_id": pair.id, "repeats": series.repeats.value, "starts_on": series.starts_on, "at": series.at,
        "minutes": series.minutes, "zone": series.zone, "where": draft.where.value, "where_words": draft.where_words,
        "ends_on": series.starts_on if series.repeats is Repeats.ONCE else series.ends_on,
    }  # fmt: skip
    more = {"made_at": now, "changed_at": now, "made_by_id": actor.engagement_id}
    if create_once(Appointment, actor, draft.id, content, **more):
        ledger.record("meetings.appointment.made", client=pair.client_id, appointment=draft.id)
    return draft.id


@command(permission=policy.MOVE)
def move_meeting(*, actor: Actor, appointment_id: UUID, day: date, placed: Placed, now: Instant) -> None:
    """Another time or place for one meeting; one that was called off stands again. Of two who move at once the first stands.

    Raises NotFound, BadInput, Conflict (it was changed since `placed.version` was seen).
    """
    row, changed = _meeting(actor, policy.MOVE, appointment_id, day, now)
    placed = replace(placed, where_words=one_line(placed.where_words))
    if changed is not None and _is_placed(changed, placed):
        return ledger.unchanged("sent before")
    _require_seen(changed, placed.version)
    problems = problems_of_time(placed.span, now) | problems_of_words(placed.where_words)
    if problems:
        raise BadInput(problems)
    content = {
        "state": State.PLANNED.value, "starts_at": placed.span.start, "minutes": placed.span.minutes,
        "where": placed.where.value, "where_words": placed.where_words, "called_off_by": "", "words": "", "wish": "",
        "wished_at": None,
    }  # fmt: skip
    _change(actor, row, day, changed, content, now)
    ledger.record("meetings.appointment.moved", client=row.relationship.client_id, appointment=row.id, day=day)
    return None


@command(permission=policy.CALL_OFF)
def call_off_meeting(
    *, actor: Actor, appointment_id: UUID, day: date, by: By, words: str, seen: int, now: Instant
) -> None:
    """This meeting does not take place. A client calls off for themself only. Raises NotFound, BadInput, Conflict."""
    row, changed = _meeting(actor, policy.CALL_OFF, appointment_id, day, now)
    kind, who = one_line(words), By.CLIENT if actor.role is Role.CLIENT else by
    if changed is not None and changed.state == State.CALLED_OFF.value:
        return ledger.unchanged("called off before")
    _require_seen(changed, seen)
    if len(kind) > WORDS_LENGTH:
        raise BadInput({"words": f"Use at most {WORDS_LENGTH} characters; now it is {len(kind)}."})
    if standing_span(row, day, changed).end <= now:
        raise BadInput({"words": "This time has passed. Say instead whether you met."})
    content = {
        "state": State.CALLED_OFF.value,
        "called_off_by": who.value,
        "words": kind,
        "wish": "",
        "wished_at": None,
    }
    _change(actor, row, day, changed, content, now)
    ledger.record(
        "meetings.appointment.called_off", client=row.relationship.client_id, appointment=row.id, day=day, by=who.value
    )
    return None


@command(permission=policy.SETTLE)
def settle_meeting(*, actor: Actor, appointment_id: UUID, day: date, met: bool, now: Instant) -> None:
    """They met, or they did not; it can be put right later. Raises NotFound, BadInput (still to come)."""
    row, changed = _meeting(actor, policy.SETTLE, appointment_id, day, now)
    state = State.MET if met else State.NOT_MET
    if changed is not None and changed.state == state.value:
        return ledger.unchanged("said before")
    if not may_be_settled(standing_span(row, day, changed), now):
        raise BadInput({"met": "This meeting is still to come. Say so once it has begun."})
    content = {"state": state.value, "called_off_by": "", "words": ""}
    _change(actor, row, day, changed, content, now)
    ledger.record("meetings.appointment.settled", client=row.relationship.client_id, appointment=row.id, met=met)
    return None


@command(permission=policy.MOVE)
def end_series(*, actor: Actor, appointment_id: UUID, after: date, now: Instant) -> None:
    """The meeting of the day `after` is the last one; later days that were moved are gone too.

    Raises NotFound, BadInput (a later one was written up).
    """
    row = _locked(actor, policy.MOVE, appointment_id, now)
    if not series_of(row).days(after, after):
        raise NotFound
    if row.ends_on == after:
        return ledger.unchanged("ended before")
    later = Occurrence.objects.filter(organization_id=actor.organization_id, appointment=row, day__gt=after)
    if later.filter(state__in=(State.MET.value, State.NOT_MET.value)).exists():
        raise BadInput(
            {"": "You wrote down already how a later meeting went. End the series with that one, or with one after it."}
        )
    row.ends_on, row.changed_at = after, now
    row.save(update_fields=["ends_on", "changed_at"])
    ledger.record("meetings.series.ended", client=row.relationship.client_id, appointment=row.id, after=after)
    return None


@command(permission=policy.ASK)
def ask_to_move(*, actor: Actor, appointment_id: UUID, day: date, wish: str, now: Instant) -> None:
    """The person asks for another time, in their own words; the meeting stands until the two agree. Raises NotFound, BadInput."""
    row, changed = _meeting(actor, policy.ASK, appointment_id, day, now)
    words = one_line(wish)
    if not words or len(words) > WORDS_LENGTH:
        raise BadInput({"wish": f"Say when would suit you, in at most {WORDS_LENGTH} characters."})
    if changed is not None and changed.wish == words:
        return ledger.unchanged("asked before")
    if standing_span(row, day, changed).start <= now:
        raise BadInput({"wish": "This time has passed. Send a message instead."})
    content = {"wish": words, "wished_at": now}
    _change(actor, row, day, changed, content, now)
    ledger.record("meetings.move.asked", client=row.relationship.client_id, appointment=row.id, day=day)
    return None


def _locked(actor: Actor, permission: str, appointment_id: UUID, now: Instant) -> Appointment:
    rows = visible(Appointment, actor, permission, local_date(now, actor.zone)).select_related("relationship")
    return lock_one(rows, appointment_id)


def _meeting(
    actor: Actor, permission: str, appointment_id: UUID, day: date, now: Instant
) -> tuple[Appointment, Occurrence | None]:
    """The appointment, locked, and what happened to this day so far; raises NotFound for a day that is none of its."""
    row = _locked(actor, permission, appointment_id, now)
    if not series_of(row).days(day, day):
        raise NotFound
    changed = Occurrence.objects.filter(organization_id=actor.organization_id, appointment=row, day=day).first()
    return row, changed


def _change(
    actor: Actor, row: Appointment, day: date, changed: Occurrence | None, content: dict[str, Any], now: Instant
) -> None:
    own = {"organization_id": actor.organization_id, "appointment": row, "day": day}
    by = {"changed_at": now, "changed_by_id": actor.engagement_id}
    if changed is None:
        Occurrence.objects.create(**own, **{"state": State.PLANNED.value, "version": 1, **content, **by})
    else:
        Occurrence.objects.filter(id=changed.id).update(version=changed.version + 1, **content, **by)


def _require_seen(changed: Occurrence | None, seen: int) -> None:
    standing = changed.version if changed else 0
    if standing != seen:
        raise Conflict(MOVED_MEANWHILE, current_version=standing)


def _is_placed(changed: Occurrence, placed: Placed) -> bool:
    if changed.starts_at is None or changed.minutes is None or changed.state != State.PLANNED.value:
        return False
    start = as_instant(changed.starts_at)
    span = Span(start, Instant(start + timedelta(minutes=changed.minutes)))
    return (span, changed.where, changed.where_words) == (placed.span, placed.where.value, placed.where_words)
