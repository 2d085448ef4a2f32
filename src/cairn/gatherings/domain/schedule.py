"""On which days a gathering meets. Days are worked out when asked for; nothing is written down ahead of time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
AHEAD_DAYS = 28  # how far ahead the days of a series are shown
BACK_DAYS = 14  # how long afterwards a day that nobody opened can still be opened from its page


@dataclass(frozen=True, slots=True)
class Schedule:
    """`weekdays` are numbers, Monday 1 to Sunday 7; none means once, on `starts_on`."""

    weekdays: tuple[int, ...]
    at: time
    minutes: int
    starts_on: date
    ends_on: date | None = None

    def meets_on(self, day: date) -> bool:
        if not self.weekdays:
            return day == self.starts_on and (self.ends_on is None or day <= self.ends_on)
        within = self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)
        return within and day.isoweekday() in self.weekdays

    def days(self, first: date, last: date) -> tuple[date, ...]:
        """The days on which it meets, from the first to the last of a stretch."""
        stretch = (first + timedelta(days=n) for n in range((last - first).days + 1))
        return tuple(day for day in stretch if self.meets_on(day))

    def next_day(self, today: date) -> date | None:
        """The next day on which it meets, today counted; None when it is over."""
        begin = max(today, self.starts_on)
        return next(iter(self.days(begin, begin + timedelta(days=6))), None)

    @property
    def told(self) -> str:
        """ "Tuesdays, 6:00 PM, 90 minutes" """
        days = " and ".join(f"{WEEKDAYS[number - 1]}s" for number in self.weekdays) or "Once"
        hour = self.at.hour % 12 or 12
        return f"{days}, {hour}:{self.at.minute:02d} {'AM' if self.at.hour < 12 else 'PM'}, {self.minutes} minutes"


def kept_weekdays(weekdays: tuple[int, ...]) -> str:
    """As the row keeps them: "24" for Tuesday and Thursday."""
    return "".join(str(number) for number in sorted(set(weekdays)))


def read_weekdays(kept: str) -> tuple[int, ...]:
    return tuple(int(sign) for sign in kept)
