"""The notice to the board when a supervisor changes."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from cairn.rulebook.rules import Rules

SATURDAY = 5


def change_notice_due_on(changed_on: date, holidays: Collection[date], rules: Rules) -> date:
    """The last day for the notice. Business days of the place: no weekends, none of its `holidays`.

    The day of the change is not counted. Holidays are the caller's to know: they differ by place and year.
    """
    left, day = rules.days("supervisor.change_notice"), changed_on
    while left:
        day += timedelta(days=1)
        if day.weekday() < SATURDAY and day not in holidays:
            left -= 1
    return day
