"""Checking in on a rhythm that the two agreed: when the next one is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

FEWEST_DAYS, MOST_DAYS = 1, 92  # a rhythm longer than a quarter is none


class Way(StrEnum):
    """How they check in."""

    CALL = "call"
    TEXT = "text"
    VISIT = "visit"

    @property
    def label(self) -> str:
        return {"call": "Call", "text": "Text", "visit": "Visit"}[self.value]


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Every so many days, in one way, agreed on a day."""

    every_days: int
    way: Way
    agreed_on: date

    @property
    def told(self) -> str:
        """ "Call every 7 days" """
        return f"{self.way.label} every {'day' if self.every_days == 1 else f'{self.every_days} days'}"


def due_on(rhythm: Rhythm, last_contact_on: date | None) -> date:
    """Counted from the last contact, or from the day they agreed when that came later. Any contact with them counts."""
    begin = max(rhythm.agreed_on, last_contact_on) if last_contact_on else rhythm.agreed_on
    return begin + timedelta(days=rhythm.every_days)
