"""How far an entry can be trusted: what was true once goes stale, and a wrong phone number costs a person a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cairn.kernel.citations import Citation


class Freshness(StrEnum):
    FRESH = "fresh"
    CONFIRM = "confirm"
    OLD = "old"

    @property
    def label(self) -> str:
        return {"fresh": "Checked lately", "confirm": "Confirm again", "old": "Old: call first"}[self.value]

    @property
    def sign(self) -> str:
        """Which badge says it; the words say it too."""
        return {"fresh": "good", "confirm": "soon", "old": "unknown"}[self.value]


@dataclass(frozen=True, slots=True)
class Terms:
    """For how many days a look counts, with who says so. They are this house's own choice, and say that they are."""

    fresh_days: int
    old_after_days: int
    capacity_days: int
    citations: tuple[Citation, ...] = ()


def how_fresh(confirmed_on: date | None, today: date, terms: Terms) -> Freshness:
    """Fresh up to and with the last fresh day; old after the last day on which it could still be confirmed again."""
    if confirmed_on is None:
        return Freshness.OLD
    days = (today - confirmed_on).days
    if days <= terms.fresh_days:
        return Freshness.FRESH
    return Freshness.CONFIRM if days <= terms.old_after_days else Freshness.OLD


def is_capacity_stale(said_on: date | None, today: date, terms: Terms) -> bool:
    """Room comes and goes: after a few days what was said about it is a reason to ask, no more."""
    return said_on is not None and (today - said_on).days > terms.capacity_days
