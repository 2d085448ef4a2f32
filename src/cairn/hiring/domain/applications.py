"""An application, and when a posting takes one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

LONGEST_NAME, LONGEST_REACH, LONGEST_STATEMENT, LONGEST_REASON = 120, 200, 4000, 1000
MOST_IN_A_WINDOW, WINDOW = 30, timedelta(hours=1)  # a product limit: a flood is stopped, a busy day is not


class Outcome(StrEnum):
    """What was decided about an applicant. "Not now" leaves the door open."""

    OFFER = "offer"
    NOT_NOW = "not_now"

    @property
    def label(self) -> str:
        return "Offer" if self is Outcome.OFFER else "Not now"


@dataclass(frozen=True, slots=True)
class Application:
    """What the public form takes, and nothing else."""

    name: str
    reach: str
    statement: str


def problems_of(application: Application) -> dict[str, str]:
    """What stops an application, by field."""
    problems: dict[str, str] = {}
    if not application.name.strip():
        problems["name"] = "Tell us your name, or what to call you."
    elif len(application.name) > LONGEST_NAME:
        problems["name"] = "Give a shorter name."
    if not application.reach.strip():
        problems["reach"] = "Tell us how to reach you: a phone number or an e-mail address."
    elif len(application.reach) > LONGEST_REACH:
        problems["reach"] = "Give one or two ways to reach you."
    if not application.statement.strip():
        problems["statement"] = "Write a few sentences, so that the panel hears from you."
    elif len(application.statement) > LONGEST_STATEMENT:
        problems["statement"] = f"Keep it to {LONGEST_STATEMENT:,} letters."
    return problems


def is_open(open_from: date | None, open_until: date | None, *, is_closed: bool, on: date) -> bool:
    """Whether a posting takes applications on a day; the last day is included."""
    return not is_closed and open_from is not None and open_from <= on and (open_until is None or on <= open_until)
