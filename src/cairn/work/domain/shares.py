"""How much of the work was with people, in words. A person is never a percentage."""

from __future__ import annotations

# From which share of the minutes on (in sixtieths, so that the steps are whole) a word is used.
STEPS = (
    (0, "a small part"),
    (12, "about a quarter"),
    (18, "about a third"),
    (25, "about half"),
    (36, "about two thirds"),
    (43, "about three quarters"),
    (50, "most"),
    (57, "nearly all"),
)


def share_words(part: int, whole: int) -> str:
    """The nearest plain word for `part` of `whole` minutes; nothing worked has no share."""
    if whole <= 0:
        return ""
    if part <= 0:
        return "none"
    if part >= whole:
        return "all"
    return next(word for step, word in reversed(STEPS) if part * 60 >= step * whole)
