"""Instants, local dates and minutes.

An instant is an aware `datetime` in UTC. Python subtracts two times of one zone without regard to clock changes
(01:30 to 03:30 on the night of the spring change gives 120 minutes where one hour passed), so nothing here ever subtracts local times.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import NewType
from zoneinfo import ZoneInfo

Instant = NewType("Instant", datetime)


def as_instant(moment: datetime) -> Instant:
    """An aware time as an instant in UTC; raises ValueError for a naive one."""
    if moment.tzinfo is None:
        raise ValueError("A time without a zone is not an instant.")
    return Instant(moment.astimezone(UTC))


def local_date(instant: Instant, zone: str) -> date:
    """The calendar day on which `instant` falls in `zone` (an IANA name)."""
    return instant.astimezone(ZoneInfo(zone)).date()


@lru_cache(maxsize=4096)  # the same midnights are asked for everybody who worked that day
def from_local(day: date, at: time, zone: str, *, fold: int = 0) -> Instant:
    """The instant of a wall-clock reading. `fold=1` is the second of two equal readings in autumn.

    Raises ValueError for a reading that the spring change skipped, and for the first and last hours that a calendar knows.
    """
    local = datetime.combine(day, at, tzinfo=ZoneInfo(zone)).replace(fold=fold)
    try:
        instant = as_instant(local)
        again = instant.astimezone(ZoneInfo(zone))
    except OverflowError:
        raise ValueError(f"{day} is beyond the calendar.") from None
    if again.replace(tzinfo=None) != local.replace(tzinfo=None):
        raise ValueError(f"{at:%H:%M} on {day:%d %B %Y} does not exist: the clocks went forward that night.")
    return instant


def begins_at(day: date, at: time, zone: str) -> Instant:
    """The instant at which something planned begins: `from_local`, and an hour later by the clock where the spring change skipped the
    reading, as one would when the alarm rings."""
    try:
        return from_local(day, at, zone)
    except ValueError:
        later = datetime.combine(day, at) + timedelta(hours=1)
        return from_local(later.date(), later.time(), zone)


def minutes_between(start: Instant, end: Instant) -> int:
    """Whole minutes that really passed, seconds dropped at both ends."""
    return int((end.replace(second=0, microsecond=0) - start.replace(second=0, microsecond=0)) / timedelta(minutes=1))


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open stretch of time: 10:00 to 10:30 and 10:30 to 11:00 touch and do not overlap."""

    start: Instant
    end: Instant

    @property
    def minutes(self) -> int:
        return minutes_between(self.start, self.end)

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def overlap_minutes(self, other: Span) -> int:
        start, end = max(self.start, other.start), min(self.end, other.end)
        return minutes_between(start, end) if start < end else 0

    def by_local_day(self, zone: str) -> list[tuple[date, Span]]:
        """The span cut at local midnights: one piece a calendar day, in order."""
        pieces: list[tuple[date, Span]] = []
        start = self.start
        while start < self.end:
            day = local_date(start, zone)
            midnight = as_instant(datetime.combine(day + timedelta(days=1), time(0), tzinfo=ZoneInfo(zone)))
            stop = min(self.end, midnight)
            pieces.append((day, Span(start, Instant(stop))))
            start = Instant(stop)
        return pieces


@dataclass(frozen=True, slots=True)
class Period:
    """Calendar days from `start` to `end`, both included; `end=None` is open, `start=None` is unknown."""

    start: date | None
    end: date | None = None

    def holds(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)

    def meets(self, other: Period) -> bool:
        """Whether any day is in both."""
        return (self.start is None or other.end is None or self.start <= other.end) and (
            other.start is None or self.end is None or other.start <= self.end
        )

    def __str__(self) -> str:
        if self.start is None and self.end is None:
            return "no dates known"
        return f"{self.start or 'unknown'} to {self.end or 'now'}"


def years_after(day: date, years: int) -> date:
    """The same day `years` later (or earlier, when negative); 29 February becomes 1 March where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def months_after(day: date, months: int) -> date:
    """The same day of the month `months` later; a day that the month lacks becomes its last day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    last = (date(year + (month == 11), (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))


def in_words(day: date) -> str:
    """A day as a person says it: "November 21, 2026"."""
    return f"{day:%B} {day.day}, {day.year}"
