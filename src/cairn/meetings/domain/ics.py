"""A calendar file (RFC 5545) from events: times in UTC, one word each. The only place that knows the library.

Every meeting is an event of its own with a key that stays when it moves: no repeating rule leaves, and no time zone. A clock change
needs nothing then, and a moved meeting is the same key with a higher sequence.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta

from icalendar import Calendar, Timezone, TimezoneStandard
from icalendar import Event as Entry

from cairn.meetings.domain.appointments import one_line
from cairn.meetings.domain.feeds import Event

PRODUCT = "-//Calendar//EN"  # says nothing about the program


def calendar_file(events: Iterable[Event]) -> bytes:
    """The same events give the same bytes: what stamps an event is its own last change."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for event in events:
        calendar.add_component(_entry(event))
    if not calendar.subcomponents:
        calendar.add_component(_clock())
    return calendar.to_ical()


def tag_of(body: bytes) -> str:
    """The entity tag of a file: its digest, in quotes as HTTP has it."""
    return f'"{hashlib.sha256(body).hexdigest()[:32]}"'


def _clock() -> Timezone:
    """UTC, told once: a calendar must hold something (RFC 5545, 3.6), and some refuse one that is empty."""
    told, same = Timezone(), TimezoneStandard()
    told.add("tzid", "UTC")
    same.add("dtstart", datetime.fromisoformat("1970-01-01T00:00:00"))  # the clock itself has no zone
    same.add("tzoffsetfrom", timedelta(0))
    same.add("tzoffsetto", timedelta(0))
    told.add_component(same)
    return told


def _entry(event: Event) -> Entry:
    entry = Entry()
    entry.add("uid", event.uid)
    entry.add("dtstamp", event.changed_at)
    entry.add("dtstart", event.span.start)
    entry.add("dtend", event.span.end)
    entry.add("sequence", event.revision)
    entry.add("summary", one_line(event.word))
    entry.add("status", "CANCELLED" if event.is_called_off else "CONFIRMED")
    entry.add("class", "PRIVATE")
    return entry
