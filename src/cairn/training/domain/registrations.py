"""Seats and the line for them. Whoever came first is first; a seat that gets free goes to the one who waits longest."""

from __future__ import annotations

from enum import StrEnum


class Funding(StrEnum):
    """Who pays for the class."""

    SELF = "self"
    EMPLOYER = "employer"
    SCHOLARSHIP = "scholarship"
    GRANT = "grant"
    VOCATIONAL = "vocational"

    @property
    def label(self) -> str:
        return LABELS[self]

    @property
    def invoiced(self) -> str:
        """The same, said of somebody else."""
        return PAYERS[self]


LABELS = {
    Funding.SELF: "I pay for it",
    Funding.EMPLOYER: "My employer, or one who made me an offer",
    Funding.SCHOLARSHIP: "A scholarship",
    Funding.GRANT: "A grant or contract of a program",
    Funding.VOCATIONAL: "Vocational rehabilitation or a workforce agency",
}
PAYERS = {
    Funding.SELF: "The participant",
    Funding.EMPLOYER: "An employer, or one who made an offer",
    Funding.SCHOLARSHIP: "A scholarship",
    Funding.GRANT: "A grant or contract of a program",
    Funding.VOCATIONAL: "Vocational rehabilitation or a workforce agency",
}


def result_in_words(outcome: str, correct: int | None) -> str:
    """How a class ended for a person: `outcome` of course-passed, and the exam's right answers, None where it was never sat."""
    if not outcome:
        return ""
    if outcome == "yes":
        return "Passed"
    return "Not completed" if correct is None else "Not passed"


def has_seat(seats: int, taken: int, waiting: int) -> bool:
    """Whether somebody who registers now sits: there must be a free seat, and nobody before them in the line."""
    return taken < seats and not waiting
