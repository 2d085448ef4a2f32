"""Chance with a seed: the same seed and day tell the same story, to the last id."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar
from uuid import UUID

Item = TypeVar("Item")


class Seeded:
    """Every choice of the demo is drawn here."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311 - a story, not a secret

    def new_id(self) -> UUID:
        return UUID(int=self._random.getrandbits(128), version=4)

    def chance(self, percent: int) -> bool:
        return self._random.randrange(100) < percent

    def pick(self, items: Sequence[Item]) -> Item:
        return items[self._random.randrange(len(items))]

    def weighted(self, items: Sequence[tuple[Item, int]]) -> Item:
        return self._random.choices([item for item, _ in items], [weight for _, weight in items])[0]

    def sample(self, items: Sequence[Item], count: int) -> list[Item]:
        return self._random.sample(list(items), min(count, len(items)))

    def between(self, low: int, high: int) -> int:
        return self._random.randint(low, high)
