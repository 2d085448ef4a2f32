"""Why an entry is taken back: asked of everybody who takes one back, and kept beside it."""

from __future__ import annotations

from cairn.kernel.errors import BadInput

FEW_WORDS, SENTENCE = 120, 200  # characters


def check_reason(because: str) -> str:
    """A few words on what was wrong with an entry, without blanks around them; raises BadInput."""
    if not 0 < len(because.strip()) <= FEW_WORDS:
        raise BadInput({"because": f"Say what was wrong in a few words, up to {FEW_WORDS} letters."})
    return because.strip()


def check_sentence(because: str) -> str:
    """A sentence on why, where others will read it later; raises BadInput."""
    if not 0 < len(because.strip()) <= SENTENCE:
        raise BadInput({"because": f"Say why in a sentence, at most {SENTENCE} characters."})
    return because.strip()
