"""Messages between two people, and the hours in which the peer supporter answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from cairn.kernel.crisis import CALL_OR_TEXT, LINE

MESSAGE_LENGTH = 500
SHOWN = 50
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NOT_FOR_EMERGENCIES = (
    "Messages are read in the hours above, not at once. They are not for emergencies: when somebody is in danger, call 911. "
    f"To talk with somebody now, at any hour, {CALL_OR_TEXT[0].format(line=LINE)}."
)


@dataclass(frozen=True, slots=True)
class Hours:
    """`weekdays` are numbers, Monday 1 to Sunday 7."""

    weekdays: tuple[int, ...]
    opens: time
    closes: time

    @property
    def told(self) -> str:
        """ "Monday, Tuesday, Friday, 9:00 am to 5:00 pm" """
        days = ", ".join(DAYS[number - 1] for number in self.weekdays)
        if self.weekdays == (1, 2, 3, 4, 5):
            days = "Monday to Friday"
        return f"{days}, {_clock(self.opens)} to {_clock(self.closes)}"


def problems_of_hours(hours: Hours) -> dict[str, str]:
    problems = {}
    if not hours.weekdays:
        problems["weekdays"] = "Choose at least one day."
    if hours.closes <= hours.opens:
        problems["closes"] = "The end must be later than the beginning."
    return problems


def _clock(at: time) -> str:
    return f"{at.hour % 12 or 12}:{at.minute:02d} {'am' if at.hour < 12 else 'pm'}"
