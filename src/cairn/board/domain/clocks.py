"""How long a file has been in the board's hands. While the candidate has it, the clock stands still."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cairn.rulebook.rules import Rules

TARGET = "app.decided_within"  # days, where a law or a board's own promise says so


@dataclass(frozen=True, slots=True)
class Handover:
    """The file changed hands on a day: to the desk, or to the candidate."""

    on: date
    to_desk: bool


@dataclass(frozen=True, slots=True)
class Clock:
    """Days at the desk, and the target where a source has one."""

    days: int
    target: int | None

    @property
    def days_left(self) -> int | None:
        return None if self.target is None else self.target - self.days


def read_clock(handovers: Iterable[Handover], rules: Rules, on: date) -> Clock:
    """The days at the desk until `on`, each stay counted from the day after it began."""
    days, since = 0, None
    for handover in sorted(handovers, key=lambda each: (each.on, each.to_desk)):
        if handover.to_desk and since is None:
            since = handover.on
        elif not handover.to_desk and since is not None:
            days, since = days + (handover.on - since).days, None
    if since is not None:
        days += (on - since).days
    target = rules.find(TARGET)
    return Clock(days, target.days if target else None)
