"""Drawing who is audited: by chance that anybody can follow afterwards.

The order of the draw is the order of SHA-256 of the seed and the certificate's number. With the seed, which is kept, whoever
has the numbers gets the same draw.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from enum import StrEnum
from fractions import Fraction

from cairn.kernel.errors import BadInput
from cairn.rulebook.rules import Rules

SHARE = "ce.audit_max_share"


class Answer(StrEnum):
    """What an audit came to. Whoever is short must be offered a way to make the hours up, and may then be cured."""

    WHOLE = "whole"
    SHORT = "short"
    CURED = "cured"

    @property
    def label(self) -> str:
        return {"whole": "Hours shown", "short": "Hours missing", "cured": "Hours made up since"}[self.value]


def open_answers(given: Answer | None) -> tuple[Answer, ...]:
    """What may be written down next: one word, and after missing hours that they were made up."""
    if given is None:
        return (Answer.WHOLE, Answer.SHORT)
    return (Answer.CURED,) if given is Answer.SHORT else ()


def place_in_draw(seed: str, number: str) -> str:
    """Where a certificate stands in the order of a draw."""
    return hashlib.sha256(f"{seed}:{number}".encode()).hexdigest()


def draw(seed: str, numbers: Iterable[str], count: int) -> tuple[str, ...]:
    """The first `count` in the order of the draw."""
    return tuple(sorted(numbers, key=lambda number: place_in_draw(seed, number))[:count])


def size_of_draw(eligible: int, percent: int, rules: Rules) -> int:
    """How many are drawn, rounded down so that the law's share is never passed; raises BadInput above it."""
    share, most = Fraction(percent, 100), rules.ratio(SHARE)
    if not 0 < share <= most:
        raise BadInput({"percent": f"Draw between 1 and {int(most * 100)} percent: the law allows no more."})
    return int(eligible * share)
