"""Six letters for checking in by oneself: shown in the room, changing every few minutes, stored nowhere."""

from __future__ import annotations

import hashlib
import hmac
from datetime import UTC, datetime, timedelta
from uuid import UUID

from cairn.kernel.instants import Instant, as_instant

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"  # without I and O, which read like digits
LENGTH = 6
EVERY = timedelta(minutes=5)
START = as_instant(datetime(2000, 1, 1, tzinfo=UTC))


def code_at(key: bytes, block_id: UUID, now: Instant) -> str:
    """The code of a block at this moment."""
    return _code(key, block_id, (now - START) // EVERY)


def accepts(key: bytes, block_id: UUID, now: Instant, typed: str) -> bool:
    """Whether these letters are the code shown now, or the one before it (somebody was still typing)."""
    period = (now - START) // EVERY
    letters = "".join(letter for letter in typed.upper() if letter.isalpha())
    return any(hmac.compare_digest(_code(key, block_id, n).encode(), letters.encode()) for n in (period, period - 1))


def _code(key: bytes, block_id: UUID, period: int) -> str:
    number = int.from_bytes(
        hmac.new(key, b"check-in" + block_id.bytes + period.to_bytes(8, "big"), hashlib.sha256).digest()
    )
    found = ""
    for _ in range(LENGTH):
        number, place = divmod(number, len(LETTERS))
        found += LETTERS[place]
    return found
