"""Reminders that disclose nothing: the only words that ever leave are the templates of this page.

No name, no place, no program, no health, no link, and nothing that anybody typed can get in: a template takes a clock time and no other
thing. Confirming that somebody is served is itself a disclosure (42 CFR 2.13).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from cairn.kernel.instants import Instant, local_date


class How(StrEnum):
    """Whether, and by what."""

    NONE = "none"
    EMAIL = "email"

    @property
    def label(self) -> str:
        return {"none": "No reminders", "email": "By e-mail"}[self.value]


class Wording(StrEnum):
    """How neutral. The last one says nothing but that there is a reminder."""

    TIME = "time"
    DAY = "day"
    NOTHING = "nothing"


class Lead(StrEnum):
    """How long before."""

    EVENING = "evening"
    TWO_HOURS = "two_hours"

    @property
    def label(self) -> str:
        return {"evening": "The evening before", "two_hours": "Two hours before"}[self.value]


class Language(StrEnum):
    ENGLISH = "en"
    SPANISH = "es"

    @property
    def label(self) -> str:
        return {"en": "English", "es": "Español"}[self.value]


SUBJECTS = {Language.ENGLISH: "Reminder", Language.SPANISH: "Recordatorio"}
BODIES = {
    (Language.ENGLISH, Wording.TIME): "You have something at {time} {when}.",
    (Language.ENGLISH, Wording.DAY): "You have something {when}.",
    (Language.ENGLISH, Wording.NOTHING): "This is your reminder.",
    (Language.SPANISH, Wording.TIME): "Tiene algo a las {time} {when}.",
    (Language.SPANISH, Wording.DAY): "Tiene algo {when}.",
    (Language.SPANISH, Wording.NOTHING): "Este es su recordatorio.",
}
WHEN = {Language.ENGLISH: ("today", "tomorrow"), Language.SPANISH: ("hoy", "mañana")}
EVENING_HOUR = 18
TRIES = 3  # a server that does not answer is asked again by the next runs, until the hour has come


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody chose about being reminded."""

    how: How = How.NONE
    wording: Wording = Wording.NOTHING
    lead: Lead = Lead.EVENING
    language: Language = Language.ENGLISH


def due_at(start: Instant, lead: Lead, zone: str) -> Instant:
    """From when on the reminder may leave."""
    if lead is Lead.TWO_HOURS:
        return Instant(start - timedelta(hours=2))
    local = start.astimezone(ZoneInfo(zone))
    evening = (local - timedelta(days=1)).replace(hour=EVENING_HOUR, minute=0, second=0, microsecond=0)
    return Instant(evening.astimezone(start.tzinfo))


def subject_of(choice: Choice) -> str:
    return SUBJECTS[choice.language]


def body_of(choice: Choice, start: Instant, now: Instant, zone: str) -> str:
    """The whole text. "Today" and "tomorrow" by the clock of the place, on the day on which it is sent."""
    days = (local_date(start, zone) - local_date(now, zone)).days
    when = WHEN[choice.language][1 if days >= 1 else 0]
    local = start.astimezone(ZoneInfo(zone))
    return BODIES[choice.language, choice.wording].format(time=_clock(local, choice.language), when=when)


def _clock(local: datetime, language: Language) -> str:
    if language is Language.SPANISH:
        return f"{local.hour}:{local.minute:02d}"
    return f"{local.hour % 12 or 12}:{local.minute:02d} {'am' if local.hour < 12 else 'pm'}"
