"""Where a rule comes from and how sure we are that it says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Status(StrEnum):
    """How well a fact is known. What is not verified says so wherever it is used."""

    VERIFIED = "verified"  # the source itself was read
    SECONDARY = "secondary"  # read in a secondary source
    INFERRED = "inferred"  # follows from verified facts; the step is stated
    UNVERIFIED = "unverified"  # from memory or an unread source: a configurable default
    OBSOLETE = "obsolete"  # closed: kept for the dates on which it held

    @property
    def is_sure(self) -> bool:
        return self in (Status.VERIFIED, Status.OBSOLETE)


UNSURE = {
    Status.SECONDARY: " (secondary source, not verified)",
    Status.INFERRED: " (inferred, not verified)",
    Status.UNVERIFIED: " (not verified)",
}


@dataclass(frozen=True, slots=True)
class Citation:
    """One rule's source as a person would cite it, with the dates for which the source speaks."""

    rule: str  # the entry's key, e.g. "us-mt.ce.annual"
    text: str  # e.g. "ARM 24.219.435(1)"
    status: Status
    start: date | None
    end: date | None = None

    def __str__(self) -> str:
        return f"{self.text}{UNSURE.get(self.status, '')}"
