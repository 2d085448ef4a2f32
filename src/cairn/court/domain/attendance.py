"""Coming or not, as the one thing that a mentor keeps for a court; and what may be written down. Pure."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

COURT_LENGTH, PROGRESS_LENGTH, LONGEST_PERIOD = 120, 300, timedelta(days=366)


class Occasion(StrEnum):
    """What the person was to come to."""

    MENTOR = "mentor"
    HEARING = "hearing"
    GROUP = "group"

    @property
    def label(self) -> str:
        return {"mentor": "Meeting with the mentor", "hearing": "Day at court", "group": "Group"}[self.value]


def check_day(on: date | None, today: date, started_on: date) -> dict[str, str]:
    if on is None:
        return {"on": "Give the day."}
    if on > today:
        return {"on": "This is still to come. Write it down on the day."}
    if on < started_on:
        return {"on": "This is before the two began."}
    return {}


def check_period(since: date | None, until: date | None, today: date) -> dict[str, str]:
    """From when until when a report tells."""
    if since is None or until is None:
        return {"since": "Give the first and the last day."}
    if until < since or until - since > LONGEST_PERIOD:
        return {"until": "The last day comes after the first, at most a year later."}
    if until > today:
        return {"until": "A report tells of days that have passed."}
    return {}
