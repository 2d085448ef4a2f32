"""Whom one meets today, who asks for another time, who wrote, and with whom a check-in is due."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.urls import reverse

from cairn.front.jinja import clock_time, plural
from cairn.front.pages.homes.lines import Line, Turn
from cairn.kernel.actors import Actor
from cairn.kernel.instants import Instant
from cairn.meetings.domain.appointments import State
from cairn.meetings.domain.check_ins import due_on
from cairn.meetings.queries.calendar import Meeting, list_meetings
from cairn.meetings.queries.check_ins import list_rhythms
from cairn.meetings.queries.messages import count_unread
from cairn.support.queries.caseload import PersonCard

WISH_DAYS = 14  # how far ahead a wish for another time is shown


def meeting_lines(actor: Actor, people: Iterable[PersonCard], now: Instant, on: date) -> Iterator[Line]:
    """Four statements, whatever the size of the calendar."""
    for one in list_meetings(actor, on, on + timedelta(days=WISH_DAYS), on):
        if one.state is State.PLANNED:
            yield from _of_meeting(one, actor.zone, now, on)
    unread, rhythms = count_unread(actor, on), list_rhythms(actor, on)
    for person in people:
        if person.client_id in unread:
            href = reverse("list_messages", kwargs={"client_id": person.client_id})
            title = f"{plural(unread[person.client_id], 'message')} from {person.name}"
            yield Line(title, "", "Read", href, turn=Turn.ASKED_BY_THEM)
        rhythm = rhythms.get(person.relationship_id) if person.relationship_id else None
        days = (due_on(rhythm, person.last_contact_on) - on).days if rhythm else 1
        if rhythm and days <= 0:
            href = reverse("get_client", kwargs={"client_id": person.client_id})
            yield Line(
                f"Check in with {person.name}", f"You agreed: {rhythm.told.lower()}.", "Their page", href, days=days
            )


def _of_meeting(one: Meeting, zone: str, now: Instant, on: date) -> Iterator[Line]:
    href = reverse("get_appointment", kwargs={"appointment_id": one.appointment_id, "day": one.day.isoformat()})
    days, at = (one.on(zone) - on).days, clock_time(one.span.start, zone)
    if one.wish:
        title = f"{one.name} asks for another time"
        yield Line(title, f"“{one.wish}”", "Answer", href, days=days, turn=Turn.ASKED_BY_THEM)
    elif days == 0 and one.span.end <= now:
        yield Line(f"Did you meet {one.name} at {at}?", "Write it up, or say that you did not meet.", "Say so", href)
    elif days == 0:
        where = f"{one.where.label}{f': {one.where_words}' if one.where_words else ''}." if one.where else ""
        yield Line(f"{at} with {one.name}", where, "The meeting", href, turn=Turn.AT_AN_HOUR)
