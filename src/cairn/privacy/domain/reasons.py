"""Why an entry is taken back: asked of everybody who takes one back, and kept beside it."""

from __future__ import annotations

from cairn.kernel.errors import BadInput

REASON_LENGTH = 120


def check_reason(because: str) -> str:
    """Why an entry is taken back, without blanks around it; raises BadInput."""
    if not 0 < len(because.strip()) <= REASON_LENGTH:
        raise BadInput({"because": f"Say what was wrong in a few words, up to {REASON_LENGTH} letters."})
    return because.strip()
