"""Why something on a day sheet is set right. Codes, so that nothing about a client is ever typed here."""

from __future__ import annotations

from enum import StrEnum


class Correction(StrEnum):
    """Why an entry or a trip is taken back, or a confirmed day opened again."""

    LENGTH = "length"
    DAY = "day"
    KIND = "kind"
    TWICE = "twice"
    FORGOTTEN = "forgotten"
    OTHER = "other"
    CHANGED = "changed"  # nobody chooses it: the day changed under its confirmation and was confirmed anew

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS = {
    Correction.LENGTH: "The number was wrong",
    Correction.DAY: "It was another day",
    Correction.KIND: "It was something else",
    Correction.TWICE: "It was entered twice",
    Correction.FORGOTTEN: "Something was forgotten",
    Correction.OTHER: "Another reason",
    Correction.CHANGED: "It changed after it was confirmed",
}
FOR_TAKING_BACK = (Correction.LENGTH, Correction.DAY, Correction.KIND, Correction.TWICE, Correction.OTHER)
FOR_REOPENING = (Correction.FORGOTTEN, Correction.LENGTH, Correction.KIND, Correction.TWICE, Correction.OTHER)
