"""What left the house about a person, told alike whichever room sent it; and which of the law's lists each belongs to. Pure.

HIPAA's list (45 CFR 164.528) leaves out what went by the person's signed word; the one of 42 CFR Part 2 (2.25) asks for just that.
Cairn shows both, and what is older than either asks for.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from cairn.kernel.instants import Instant, years_after
from cairn.privacy.domain.consents import SHARE_WORDS, Share


@dataclass(frozen=True, slots=True)
class Said:
    """One code with its English words: a page in another language finds its own by the code."""

    code: str
    words: str


class Listed(StrEnum):
    """Why a line stands in the accounting."""

    HIPAA = "hipaa"
    PART2 = "part2"
    OLDER = "older"

    @property
    def words(self) -> str:
        return {
            "hipaa": "Told without your signed yes: the law asks for this line",
            "part2": "Told by your signed yes: the rule on substance use records asks for this line",
            "older": "Older than the law asks for. It is shown all the same",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Sent:
    """One disclosure, without a word of what it said. `by_consent` of None: it went by the route that `basis` names."""

    id: UUID
    command: str  # which verb of the house sent it
    at: Instant
    recipient_class: Said
    recipient: str
    what: tuple[Said, ...]
    basis: Said
    source: str  # the citation as it stood that day; empty where only the consent speaks
    by_id: UUID
    by_consent: UUID | None = None


@dataclass(frozen=True, slots=True)
class Reach:
    """How many years back each list goes; None where no rule is known on the day."""

    hipaa_years: int | None
    part2_years: int | None


CONSENT = Said("consent", "The person agrees, in writing")


def shares(codes: Iterable[str]) -> tuple[Said, ...]:
    """What was told, in the sizes in which people agree to it."""
    wanted = set(codes)
    return tuple(Said(f"share.{share.value}", SHARE_WORDS[share]) for share in Share if share.value in wanted)


def listed(*, on: date, today: date, is_by_consent: bool, reach: Reach) -> Listed:
    """Which list asks for a line. A rule that is not known hides nothing: the line then stands as the law's."""
    asked, years = (Listed.PART2, reach.part2_years) if is_by_consent else (Listed.HIPAA, reach.hipaa_years)
    if years is not None and on < years_after(today, -years):
        return Listed.OLDER
    return asked


def newest_first(found: Iterable[Iterable[Sent]]) -> list[Sent]:
    """What all rooms sent, as one list."""
    return sorted((sent for room in found for sent in room), key=lambda sent: (sent.at, sent.id), reverse=True)
