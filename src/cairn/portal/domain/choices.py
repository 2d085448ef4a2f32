"""What a person chooses for their pages: the language, and what the browser's tab says."""

from __future__ import annotations

from datetime import date
from enum import StrEnum


class Language(StrEnum):
    """The pages exist in these."""

    ENGLISH = "en"
    SPANISH = "es"

    @property
    def other(self) -> Language:
        return Language.SPANISH if self is Language.ENGLISH else Language.ENGLISH

    @property
    def own_name(self) -> str:
        return {"en": "English", "es": "Español"}[self.value]


class Tab(StrEnum):
    """What stands on the tab: one neutral word for every page, or each page's own title."""

    NOTES = "notes"
    LISTS = "lists"
    RECIPES = "recipes"
    TITLES = "titles"


class FeedWord(StrEnum):
    """What stands for each meeting in another calendar. A few plain words, none of which says anything about anybody."""

    BUSY = "busy"
    ERRAND = "errand"
    OWN = "own"


def language_of(code: str) -> Language:
    """English for whatever is no language of ours."""
    return Language(code) if code in set(Language) else Language.ENGLISH


MONTHS = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio",
    "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
)  # fmt: skip


def day_in_words(on: date, language: Language) -> str:
    """ "November 20, 2026" or "20 de noviembre de 2026"."""
    if language is Language.SPANISH:
        return f"{on.day} de {MONTHS[on.month - 1]} de {on.year}"
    return f"{on:%B} {on.day}, {on.year}"


def clock_in_words(hour: int, minute: int, language: Language) -> str:
    """ "2:05 pm" or "14:05"."""
    if language is Language.SPANISH:
        return f"{hour}:{minute:02d}"
    return f"{hour % 12 or 12}:{minute:02d} {'am' if hour < 12 else 'pm'}"
