"""What somebody looks for, whose wish it was, and how they get to the place."""

from __future__ import annotations

from enum import StrEnum


class Need(StrEnum):
    """What the person wants to find there."""

    HOUSING = "housing"
    FOOD = "food"
    TREATMENT = "treatment"
    HEALTH = "health"
    COMPANY = "company"
    WORK = "work"
    MONEY = "money"
    PAPERS = "papers"
    LEGAL = "legal"
    RIDE = "ride"
    FAMILY = "family"
    SAFETY = "safety"
    OTHER = "other"

    @property
    def label(self) -> str:
        return NEED_WORDS[self]


NEED_WORDS = {
    Need.HOUSING: "A place to live",
    Need.FOOD: "Food",
    Need.TREATMENT: "Treatment",
    Need.HEALTH: "A doctor or dentist",
    Need.COMPANY: "People to be with",
    Need.WORK: "Work or school",
    Need.MONEY: "Money and benefits",
    Need.PAPERS: "Papers and ID",
    Need.LEGAL: "Legal help",
    Need.RIDE: "Rides",
    Need.FAMILY: "Children and family",
    Need.SAFETY: "To be safe",
    Need.OTHER: "Something else",
}


class Wish(StrEnum):
    """Whose idea it was. A peer supporter offers; the person decides."""

    ASKED = "asked"
    OFFERED = "offered"

    @property
    def label(self) -> str:
        return {"asked": "They asked for it", "offered": "We offered, they said yes"}[self.value]


class Way(StrEnum):
    """How the person gets there: by themselves, or with us telling the place."""

    CARD = "card"
    WARM = "warm"

    @property
    def label(self) -> str:
        return {"card": "They go themselves", "warm": "We tell the place"}[self.value]

    @property
    def told(self) -> str:
        return {
            "card": "We hand over the place’s card. The place hears nothing from us",
            "warm": "A call together, a letter, or going along. Only with a consent of theirs that names the place",
        }[self.value]


class HandedOver(StrEnum):
    """What was really done: the card was given, or the place was told."""

    CARD = "card"
    TOLD = "told"
