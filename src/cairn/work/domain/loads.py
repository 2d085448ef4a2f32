"""How full a week is beside the same person's other weeks, as a word.

The word is for the supervisor, to ask how somebody is. Minutes and hours of the day are for the peer supporter alone: a program
that watched its people's evenings would lose what they tell it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from statistics import median_low

from cairn.kernel.instants import Span, from_local

WEEK, WEEKS_BEFORE, WEEKS_NEEDED = 7, 8, 4
LATE_FROM, LATE_UNTIL = time(20), time(6)  # evening and night, by the clock of the service
LOAD_STEP, LATE_STEP = 4 * 60, 60  # minutes above the usual week that may be chance
RULE = (
    "The last seven days are laid beside the same person’s own last eight weeks, of which the middle one is taken as usual; weeks "
    "without any work are left out. “More than usual” is over it by an eighth and at least 4 hours, “much more” by a quarter and at "
    "least 8. For evenings and nights, 8 pm to 6 am, it is 1 hour and 2. With fewer than four such weeks nothing is said. "
    "Nobody is compared with anybody else."
)


class Band(StrEnum):
    USUAL = "usual"
    MORE = "more"
    MUCH_MORE = "much_more"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS = {
    Band.USUAL: "Usual",
    Band.MORE: "More than usual",
    Band.MUCH_MORE: "Much more than usual",
    Band.UNKNOWN: "Too early to say",
}


@dataclass(frozen=True, slots=True)
class Week:
    """Minutes of seven days: all of them, and those of the evening and night, which only contacts tell."""

    worked: int = 0
    late: int = 0


@dataclass(frozen=True, slots=True)
class Load:
    """The last seven days and the weeks before, newest first, with the two words that follow from them."""

    this: Week
    before: tuple[Week, ...]

    @property
    def counted(self) -> tuple[Week, ...]:
        return tuple(week for week in self.before if week.worked)

    @property
    def usual_worked(self) -> int:
        return median_low([week.worked for week in self.counted] or [0])

    @property
    def worked_band(self) -> Band:
        return band_of(self.this.worked, [week.worked for week in self.counted], LOAD_STEP)

    @property
    def late_band(self) -> Band:
        return band_of(self.this.late, [week.late for week in self.counted], LATE_STEP)


def band_of(recent: int, before: Sequence[int], step: int) -> Band:
    """The word for `recent` minutes beside the weeks before. `step`: what may be chance."""
    if len(before) < WEEKS_NEEDED:
        return Band.UNKNOWN
    usual = median_low(before)
    over = recent - usual
    if over > max(2 * step, usual // 4):
        return Band.MUCH_MORE
    return Band.MORE if over > max(step, usual // 8) else Band.USUAL


def load_of(contacts: Iterable[Span], entries: Iterable[tuple[date, int]], on: date, zone: str) -> Load:
    """The weeks that end on a day. `contacts` count no minute twice; `entries` are (day, minutes)."""
    worked, late = [0] * (WEEKS_BEFORE + 1), [0] * (WEEKS_BEFORE + 1)
    for span in contacts:
        for day, piece in span.by_local_day(zone):
            index = _week(day, on)
            if index is not None:
                worked[index] += piece.minutes
                late[index] += late_minutes(day, piece, zone)
    for day, minutes in entries:
        index = _week(day, on)
        if index is not None:
            worked[index] += minutes
    weeks = [Week(*both) for both in zip(worked, late, strict=True)]
    return Load(weeks[0], tuple(weeks[1:]))


def late_minutes(day: date, piece: Span, zone: str) -> int:
    """How much of a piece of one calendar day lies in its night or evening."""
    morning, evening = from_local(day, LATE_UNTIL, zone), from_local(day, LATE_FROM, zone)
    daytime = Span(morning, evening)
    return piece.minutes - piece.overlap_minutes(daytime)


def _week(day: date, on: date) -> int | None:
    """Which week back a day lies in; None outside all of them."""
    back = (on - day).days
    return back // WEEK if 0 <= back < WEEK * (WEEKS_BEFORE + 1) else None
