"""One line of a home: what needs somebody, by when, and the way to it. The same for every role, so that all homes read alike."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum
from zoneinfo import ZoneInfo

SOON_DAYS = 14  # later than this a line has no color
FAR_DAYS, MONTH = 60, 30
NOON, EVENING = 12, 17


class Turn(IntEnum):
    """Who comes before whom, whatever the day: an hour of today, then those who are served, then all the rest, then hiring."""

    AT_AN_HOUR = 1
    ASKED_BY_THEM = 2
    REST = 3
    LAST = 4


@dataclass(frozen=True, slots=True)
class Line:
    """`days` from today until it is overdue (negative: since when); `is_now` is what stops work and stands above every day."""

    title: str
    text: str
    action: str
    href: str
    days: int = 0
    is_now: bool = False
    turn: Turn = Turn.REST

    @property
    def badge(self) -> tuple[str, str]:
        """When, as a word and the kind of badge."""
        if self.is_now:
            return "Now", "late"
        if self.days < 0:
            return f"{_days(-self.days)} overdue", "late"
        if self.days <= 1:
            return ("Today", "Tomorrow")[self.days], "soon"
        if self.days > FAR_DAYS:
            return f"In {self.days // MONTH} months", "none"
        return f"In {self.days} days", "soon" if self.days <= SOON_DAYS else "none"


def soonest_first(lines: Iterable[Line]) -> list[Line]:
    """What stops work, then by turn and by day; equal days keep their order."""
    return sorted(lines, key=lambda line: (not line.is_now, line.turn, line.days))


def greeting(now: datetime, zone: str, name: str) -> str:
    """ "Good morning, Ana": the time of the service's place, the first name only."""
    hour = now.astimezone(ZoneInfo(zone)).hour
    part = "morning" if hour < NOON else "afternoon" if hour < EVENING else "evening"
    return f"Good {part}, {name.split(' ')[0]}"


def ago(day: date, on: date) -> str:
    """ "today", "yesterday", "12 days ago" """
    days = (on - day).days
    return ("today", "yesterday")[days] if 0 <= days <= 1 else f"{days} days ago"


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count:,} days"
