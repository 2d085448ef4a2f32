"""What is added to a signed summary: its limits, and the mark that ties it to what was signed before it."""

from __future__ import annotations

import hashlib
import json
from uuid import UUID

from cairn.departures.domain.summaries import TEXT_LENGTH
from cairn.kernel.errors import BadInput
from cairn.kernel.instants import Instant

REASON_LENGTH = 200


def check_addition(reason: str, text: str) -> None:
    """Raises BadInput naming each field that is empty or too long."""
    problems: dict[str, str] = {}
    for name, typed, most, ask in (
        ("reason", reason, REASON_LENGTH, "Say in a few words why: “left out”, “wrong day”."),
        ("text", text, TEXT_LENGTH, "Write what should be added or corrected."),
    ):
        if not typed:
            problems[name] = ask
        elif len(typed) > most:
            problems[name] = f"Use at most {most:,} characters; this has {len(typed):,}."
    if problems:
        raise BadInput(problems)


def addition_hash(*, summary_hash: str, n: int, by: UUID, reason: str, text: str, at: Instant) -> str:
    """SHA-256 over one canonical form; it names the mark of the summary that it adds to."""
    content = {"summary": summary_hash, "n": n, "by": str(by), "reason": reason, "text": text, "at": at.isoformat()}
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()
