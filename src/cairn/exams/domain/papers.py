"""One paper: the items of an occasion, the same for everybody who sits it, in an order of items and options that is each person's own.

The same seeds give the same paper.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cairn.exams.domain.banks import OPTIONS, Bank
from cairn.kernel.errors import BrokenRecord


@dataclass(frozen=True, slots=True)
class PaperItem:
    """An item on a paper. `order` says which option of the bank stands at each place, so "1" of this paper may be "3" there."""

    code: str
    order: tuple[int, ...]


def draw_items(bank: Bank, count: int, seed: str) -> tuple[str, ...]:
    """`count` items, spread evenly over the competencies; raises ValueError for more items than there are."""
    if not 0 < count <= len(bank.in_use):
        raise ValueError(f"A paper of {count} items cannot be drawn from {len(bank.in_use)}.")
    piles: dict[str, list[str]] = {}
    for code in shuffled(bank.in_use, f"{seed} items"):
        piles.setdefault(bank.items[code].competency, []).append(code)
    drawn: list[str] = []
    while len(drawn) < count:
        for competency in shuffled(piles, f"{seed} round {len(drawn)}"):
            if piles[competency] and len(drawn) < count:
                drawn.append(piles[competency].pop())
    return tuple(drawn)


def lay_out(items: Iterable[str], seed: str) -> tuple[PaperItem, ...]:
    """The items in one person's order, each with its options in theirs."""
    places = list(map(str, range(OPTIONS)))
    return tuple(
        PaperItem(code, tuple(int(place) for place in shuffled(places, f"{seed} {code}")))
        for code in shuffled(items, f"{seed} order")
    )


def shuffled(names: Iterable[str], seed: str) -> list[str]:
    """The names in an order that the seed decides, whatever order they came in."""
    return sorted(names, key=lambda name: hashlib.sha256(f"{seed}\x00{name}".encode()).digest())


def written(paper: Sequence[PaperItem]) -> str:
    """The paper as it is stored: "core-1:2013 ethics-4:0312"."""
    return " ".join(f"{item.code}:{''.join(map(str, item.order))}" for item in paper)


def read_paper(text: str) -> tuple[PaperItem, ...]:
    """A stored paper; raises BrokenRecord for a damaged one."""
    found = []
    for part in text.split():
        code, _, order = part.rpartition(":")
        if not code or sorted(order) != list(map(str, range(OPTIONS))):
            raise BrokenRecord("A stored exam paper is damaged.")
        found.append(PaperItem(code, tuple(map(int, order))))
    return tuple(found)
