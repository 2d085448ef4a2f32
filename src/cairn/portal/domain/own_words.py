"""Own words: which of them stand, when some took the place of others. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from cairn.kernel.errors import BadInput
from cairn.kernel.instants import Instant

LONGEST = 4000  # signs; the product's choice, some two pages


class About(StrEnum):
    """What the words stand beside."""

    PLAN = "plan"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Words:
    """One piece as written. `note_of_id` is the contact whose note it stands beside."""

    id: UUID
    about: About
    note_of_id: UUID | None
    follows_id: UUID | None
    words: str
    written_at: Instant


def standing(pieces: Iterable[Words]) -> tuple[Words, ...]:
    """Those that nothing took the place of, oldest first. Two that took the same one's place both stand."""
    every = sorted(pieces, key=lambda one: (one.written_at, one.id))
    followed = {one.follows_id for one in every}
    return tuple(one for one in every if one.id not in followed and one.words)


def check_words(words: str, *, is_new: bool) -> None:
    """Raise BadInput for what cannot be kept. Nothing is a way to take a piece away, but not to begin one."""
    if is_new and not words:
        raise BadInput({"words": "words.empty"})
    if len(words) > LONGEST:
        raise BadInput({"words": "words.long"})
