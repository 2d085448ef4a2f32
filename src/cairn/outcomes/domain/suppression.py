"""Small counts of people are hidden so that nobody can be picked out of them."""

from __future__ import annotations

FEWEST_SHOWN = (
    11  # cells of 1 to 10 people are hidden; nought may be shown (the practice of federal health data; product default)
)


def shown(count: int) -> int | None:
    """The count itself, or None where it must stay hidden."""
    return count if count == 0 or count >= FEWEST_SHOWN else None


def shown_in_words(count: int) -> str:
    visible = shown(count)
    return f"fewer than {FEWEST_SHOWN}" if visible is None else f"{visible:,}"
