"""On which days a series meets, and at which instant: the wall clock of the program decides, on both sides of a clock change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from dateutil.rrule import MONTHLY, WEEKLY, rrule, weekdays

from cairn.kernel.instants import Instant, Span, begins_at

SHORTEST, LONGEST = 5, 12 * 60  # minutes; limits against slips of the thumb
AHEAD_YEARS = 2  # how far ahead an appointment may be made
FARTHEST_NEXT = 35  # days from one monthly meeting to the next, at most
WEEKS_OF_A_MONTH = 4  # a fifth weekday is "the last", since most months have none


class Repeats(StrEnum):
    """How often. Monthly keeps the weekday: the third Friday, or the last."""

    ONCE = "once"
    WEEKLY = "weekly"
    TWO_WEEKLY = "two_weekly"
    MONTHLY = "monthly"

    @property
    def label(self) -> str:
        return _WORDS[self]


_WORDS = {
    Repeats.ONCE: "Once",
    Repeats.WEEKLY: "Every week",
    Repeats.TWO_WEEKLY: "Every two weeks",
    Repeats.MONTHLY: "Every month",
}


@dataclass(frozen=True, slots=True)
class Series:
    """`at` is the wall clock in `zone`. `ends_on` is the last day that may still hold a meeting; None goes on."""

    repeats: Repeats
    starts_on: date
    at: time
    minutes: int
    zone: str
    ends_on: date | None = None

    def days(self, first: date, last: date) -> tuple[date, ...]:
        """The days from `first` to `last`, both included, on which it meets."""
        end = last if self.ends_on is None else min(last, self.ends_on)
        begin = max(first, self.starts_on)
        if end < begin:
            return ()
        if self.repeats is Repeats.ONCE:
            return (self.starts_on,) if begin <= self.starts_on <= end else ()
        found = self._rule().between(_noon(begin), _noon(end), inc=True)
        return tuple(each.date() for each in found)

    def next_day(self, on: date) -> date | None:
        """The first day from `on` on; None when it is over."""
        begin = max(on, self.starts_on)
        return next(iter(self.days(begin, begin + timedelta(days=FARTHEST_NEXT))), None)

    def span(self, day: date) -> Span:
        """The instants of the meeting of one of its days."""
        return span_at(day, self.at, self.minutes, self.zone)

    def _rule(self) -> rrule:
        begin = _noon(self.starts_on)
        if self.repeats is Repeats.MONTHLY:
            week = (self.starts_on.day - 1) // 7 + 1
            place = week if week <= WEEKS_OF_A_MONTH else -1
            return rrule(MONTHLY, dtstart=begin, byweekday=weekdays[self.starts_on.weekday()](place))
        return rrule(WEEKLY, dtstart=begin, interval=2 if self.repeats is Repeats.TWO_WEEKLY else 1)


def span_at(day: date, at: time, minutes: int, zone: str) -> Span:
    """From a wall-clock reading on, for so many minutes that really pass.

    A series may fall on a reading that the spring change skips: then it begins an hour later by the clock. Of two equal readings in
    autumn it is the first.
    """
    start = begins_at(day, at, zone)
    return Span(start, Instant(start + timedelta(minutes=minutes)))


def week_of(day: date) -> tuple[date, date]:
    """Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def _noon(day: date) -> datetime:
    """A naive moment of the day: only days are counted here, and noon is in no clock change."""
    return datetime.combine(day, time(12))
