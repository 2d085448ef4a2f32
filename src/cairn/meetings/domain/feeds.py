"""Private calendar feeds: what an event may say, and how far a feed reaches."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from uuid import UUID

from cairn.kernel.instants import Instant, Span
from cairn.meetings.domain.appointments import one_line

BUSY = "Busy"
WORD_LENGTH = 20
TOKEN_BYTES = 32  # of chance in an address that nobody shall guess
BACK_DAYS, AHEAD_DAYS = 14, 92
MOST_EVENTS = 500
WRONG_TRIES, WRONG_MINUTES = 20, 10  # wrong addresses from one place before it is asked to wait


@dataclass(frozen=True, slots=True)
class Event:
    """One event as it leaves: a time, a word, and a key that tells nothing. `revision` counts its changes."""

    uid: str
    span: Span
    word: str
    is_called_off: bool
    revision: int
    changed_at: Instant


def uid_of(feed_digest: str, appointment_id: UUID, day: str) -> str:
    """The same meeting keeps its key when it moves. Two feeds of one meeting cannot be matched by it."""
    return hashlib.sha256(f"{feed_digest}/{appointment_id}/{day}".encode()).hexdigest()[:32]


def problems_of_word(word: str) -> dict[str, str]:
    if len(word) > WORD_LENGTH:
        return {"word": f"Use at most {WORD_LENGTH} characters: one plain word that gives nothing away."}
    if word != one_line(word):
        return {"word": "Use plain letters on one line."}
    return {}
