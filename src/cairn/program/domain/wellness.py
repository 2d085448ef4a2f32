"""The parts of one's own wellness plan. Nothing is asked about a condition, and nothing is counted or compared. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

LONGEST = 2000


class Section(StrEnum):
    KEEPS_WELL = "keeps_well"
    WEARS_DOWN = "wears_down"
    EARLY_SIGNS = "early_signs"
    THEN = "then"
    PEOPLE = "people"
    AT_WORK = "at_work"

    @property
    def label(self) -> str:
        return {
            "keeps_well": "What keeps me well",
            "wears_down": "What wears me down",
            "early_signs": "How I notice early",
            "then": "What I do then",
            "people": "Whom I call",
            "at_work": "What would help at work, when I choose to ask",
        }[self.value]


def check_sections(texts: Mapping[Section, str]) -> dict[str, str]:
    """What is too long, by field."""
    return {
        section.value: f"Use at most {LONGEST} characters; now it is {len(text)}."
        for section, text in texts.items()
        if len(text) > LONGEST
    }
