"""When a place is open: one line a rule, as people write it on a door, and as HSDS keeps it (byday, opens_at, closes_at)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")  # as iCalendar and HSDS name them, Monday first
NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SHORT = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
SETS = {"daily": DAYS, "every day": DAYS, "weekdays": DAYS[:5], "weekends": DAYS[5:]}
DAYS_AHEAD = 7  # looked ahead for the next opening: a weekday names one day only
LAST_MINUTE = time(23, 59)  # HSDS has no 24:00; until 23:59 is until midnight
DATES = re.compile(r"(.*?)(?:\s*from\s+(\d{4}-\d\d-\d\d))?(?:\s*(?:until|to|through)\s+(\d{4}-\d\d-\d\d))?$")
LINE = re.compile(r"([a-z][a-z ,&-]*?)\s*:?\s+(\d.*|all day)$")
SPAN = re.compile(r"(\d{1,2})(?::(\d\d))?\s*(am|pm)?\s*(?:-|to)\s*(\d{1,2})(?::(\d\d))?\s*(am|pm)?$")
EXAMPLE = "Write it like this: Mon-Fri 9:00 am - 5:00 pm"


class Standing(StrEnum):
    OPEN = "open"
    CLOSED = "closed"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        return {"open": "Open now", "closed": "Closed now", "unknown": "Hours not known"}[self.value]


@dataclass(frozen=True, slots=True)
class Opening:
    """Open on these days of each week; with `closes` at or before `opens` it goes past midnight."""

    days: tuple[str, ...]
    opens: time
    closes: time
    valid_from: date | None = None
    valid_to: date | None = None

    def holds(self, on: date) -> bool:
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)

    def is_open(self, at: datetime) -> bool:
        """Whether it covers this reading of the clock on the wall."""
        today, before = at.date(), at.date() - timedelta(days=1)
        if self.opens < self.closes:
            return self._begins(today) and self.opens <= at.time() and (at.time() < self.closes or self._to_midnight)
        late = self._begins(today) and at.time() >= self.opens
        return late or (self._begins(before) and at.time() < self.closes)

    @property
    def words(self) -> str:
        """As `read_hours` reads it."""
        all_day = self.opens == time(0) and self._to_midnight
        times = "all day" if all_day else f"{_clock(self.opens)} - {_clock(self.closes)}"
        start = f" from {self.valid_from}" if self.valid_from else ""
        return f"{_days_in_words(self.days)} {times}{start}{f' until {self.valid_to}' if self.valid_to else ''}"

    @property
    def _to_midnight(self) -> bool:
        return self.closes >= LAST_MINUTE

    def _begins(self, on: date) -> bool:
        return DAYS[on.weekday()] in self.days and self.holds(on)


def standing(hours: Sequence[Opening], at: datetime) -> Standing:
    """Open, closed, or not known: nobody wrote hours down, or only those of another season."""
    if any(one.is_open(at) for one in hours):
        return Standing.OPEN
    return Standing.CLOSED if any(one.holds(at.date()) for one in hours) else Standing.UNKNOWN


def next_opening(hours: Sequence[Opening], at: datetime) -> datetime | None:
    """When a place that is closed opens, by the clock on its wall, within the days that somebody would wait for; else None."""
    begins = [
        datetime.combine(on, one.opens)
        for on in (at.date() + timedelta(days=ahead) for ahead in range(DAYS_AHEAD))
        for one in hours
        if DAYS[on.weekday()] in one.days and one.holds(on)
    ]
    return min((begin for begin in begins if begin > at), default=None)


def opening_in_words(opens: datetime, at: datetime) -> str:
    """ "Opens at 9:00 am", "Opens tomorrow at 9:00 am", "Opens Mon at 9:00 am"."""
    days = (opens.date() - at.date()).days
    when = {0: "", 1: "tomorrow "}.get(days, f"{SHORT[opens.weekday()]} ")
    return f"Opens {when}at {_clock(opens.time())}"


def read_hours(text: str) -> tuple[Opening, ...]:
    """The lines of a form; raises ValueError with a sentence that names the line."""
    return tuple(one for line in text.splitlines() if line.strip() for one in _read_line(line.strip()))


def show_hours(hours: Sequence[Opening]) -> str:
    return "\n".join(one.words for one in hours)


def hours_as_json(hours: Sequence[Opening]) -> list[dict[str, Any]]:
    return [
        {
            "days": list(one.days),
            "opens": f"{one.opens:%H:%M}",
            "closes": f"{one.closes:%H:%M}",
            "from": one.valid_from.isoformat() if one.valid_from else "",
            "to": one.valid_to.isoformat() if one.valid_to else "",
        }
        for one in hours
    ]


def hours_from_json(rows: Sequence[Mapping[str, Any]]) -> tuple[Opening, ...]:
    return tuple(
        Opening(
            tuple(row["days"]),
            time.fromisoformat(row["opens"]),
            time.fromisoformat(row["closes"]),
            *(date.fromisoformat(row[end]) if row[end] else None for end in ("from", "to")),
        )
        for row in rows
    )


def _read_line(line: str) -> list[Opening]:
    low = re.sub(r"\s+", " ", line.lower().replace("–", "-").replace("—", "-").replace(".m.", "m"))
    low = {"24/7": "daily all day", "open 24 hours": "daily all day"}.get(low, low).replace("24 hours", "all day")
    dates = DATES.match(low)
    rest, start, end = dates.groups() if dates else (low, None, None)
    found = LINE.match(rest.strip())
    if found is None:
        raise ValueError(f"“{line[:60]}” cannot be read. {EXAMPLE}.")
    days = _read_days(found[1].strip(" ,"), line)
    spans = re.split(r"\s*,\s*|\s+and\s+", found[2])
    season = (_day(start, line), _day(end, line))
    return [Opening(days, *_read_span(span, line), *season) for span in spans]


def _read_days(text: str, line: str) -> tuple[str, ...]:
    if text in SETS:
        return SETS[text]
    chosen: set[int] = set()
    for part in re.split(r"\s*(?:,|&| and )\s*", text):
        ends = [_read_day(word.strip(), line) for word in part.split("-")]
        if len(ends) > 2:
            raise ValueError(f"“{line[:60]}” cannot be read. {EXAMPLE}.")
        chosen |= {(ends[0] + step) % 7 for step in range((ends[-1] - ends[0]) % 7 + 1)}
    return tuple(DAYS[day] for day in sorted(chosen))


def _read_day(word: str, line: str) -> int:
    for number, name in enumerate(NAMES):
        if len(word) >= 2 and (name.startswith(word) or word == f"{name}s"):
            return number
    raise ValueError(f"“{line[:60]}”: “{word[:20]}” is no day of the week. {EXAMPLE}.")


def _read_span(text: str, line: str) -> tuple[time, time]:
    if text == "all day":
        return time(0), LAST_MINUTE
    found = SPAN.match(text)
    if found is None:
        raise ValueError(f"“{line[:60]}”: the times cannot be read. {EXAMPLE}.")
    if bool(found[3]) != bool(found[6]):
        raise ValueError(f"“{line[:60]}”: say am or pm at both times, or at none.")
    opens, closes = _read_time(found[1], found[2], found[3], line), _read_time(found[4], found[5], found[6], line)
    if not found[3] and closes <= opens and closes < time(13) and not (found[2] and found[5]):
        raise ValueError(f"“{line[:60]}”: say am or pm, so that nobody comes at the wrong hour.")
    return opens, closes if closes > time(0) else LAST_MINUTE


def _read_time(hour: str, minute: str | None, half: str | None, line: str) -> time:
    hours, minutes = int(hour), int(minute or 0)
    if half and not 1 <= hours <= 12:
        raise ValueError(f"“{line[:60]}”: there is no {hours} {half}.")
    if half:
        hours = hours % 12 + (12 if half == "pm" else 0)
    if (hours, minutes) == (24, 0):
        return LAST_MINUTE
    if hours > 23 or minutes > 59:
        raise ValueError(f"“{line[:60]}”: there is no such time of day.")
    return time(hours, minutes)


def _day(text: str | None, line: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise ValueError(f"“{line[:60]}”: there is no such day as {text}.") from None


def _clock(at: time) -> str:
    if at >= LAST_MINUTE:
        return "12:00 am"
    return f"{at.hour % 12 or 12}:{at:%M} {'am' if at.hour < 12 else 'pm'}"


def _days_in_words(days: tuple[str, ...]) -> str:
    if days == DAYS:
        return "Every day"
    numbers = [DAYS.index(day) for day in days]
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(SHORT[run[0]] if len(run) == 1 else f"{SHORT[run[0]]}-{SHORT[run[-1]]}" for run in runs)
