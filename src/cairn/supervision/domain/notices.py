"""The notice to the board when a supervisor changes."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from cairn.rulebook.rules import Rules

SATURDAY = 5
EARLIEST_DAYS = 366  # a slip of the finger, not a rule


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


WHOM = {
    "board": "The licensing board",
    "peer": "The peer supporter",
    "new_supervisor": "The new supervisor",
    "former_supervisor": "The former supervisor",
}
HOW = {
    "letter": "By letter",
    "email": "By e-mail",
    "portal": "On the board’s website",
    "phone": "By phone",
    "in_person": "In person",
}


def check_telling(whom: str, how: str, told_on: date | None, ceased_on: date, today: date) -> dict[str, str]:
    """What is wrong with the record of a telling, by field. One may be told before the day, never in days to come."""
    problems: dict[str, str] = {}
    if whom not in WHOM:
        problems["whom"] = "Choose who was told."
    if how not in HOW:
        problems["how"] = "Choose how they were told."
    if told_on is None or told_on > today:
        problems["told_on"] = "Give the day on which they were told: today or earlier."
    elif (ceased_on - told_on).days > EARLIEST_DAYS:
        problems["told_on"] = "This is long before the change. Check the day."
    return problems
