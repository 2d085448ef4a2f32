"""Small counts of people are hidden so that nobody can be picked out of them."""

from __future__ import annotations

from collections.abc import Sequence

FEWEST_SHOWN = (
    11  # cells of 1 to 10 people are hidden; nought may be shown (the practice of federal health data; product default)
)


def shown(count: int) -> int | None:
    """The count itself, or None where it must stay hidden."""
    return count if count == 0 or count >= FEWEST_SHOWN else None


def is_few(count: int) -> bool:
    """Whether so few people stand behind a figure that it would tell of one of them."""
    return shown(count) is None


def hidden_parts(counts: Sequence[int]) -> frozenset[int]:
    """The places of the parts of a whole that must be hidden when the whole itself is shown, by the people behind each part.

    What is hidden can be summed by taking the rest from the whole: the next smallest are hidden too until enough people stand behind it.
    One part alone would be found so, and a sum of two over two parts would tell that each is one.
    """
    few = {place for place, count in enumerate(counts) if is_few(count)}
    others = sorted(
        (place for place, count in enumerate(counts) if count and place not in few), key=lambda place: counts[place]
    )
    while few and others and sum(counts[place] for place in few) < FEWEST_SHOWN:
        few.add(others.pop(0))
    return frozenset(few)
