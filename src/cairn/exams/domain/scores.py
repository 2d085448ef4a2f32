"""Counting a sitting: whole items, exact shares, nothing rounded up. An item without an answer is not right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from cairn.exams.domain.banks import Bank
from cairn.exams.domain.papers import PaperItem


@dataclass(frozen=True, slots=True)
class Score:
    """Right answers of all items on the paper, in all and by competency."""

    correct: int
    items: int
    by_competency: Mapping[str, tuple[int, int]]  # code -> right, asked

    @property
    def share(self) -> Fraction:
        return Fraction(self.correct, self.items)


def count_right(bank: Bank, paper: Iterable[PaperItem], answers: Mapping[str, int]) -> Score:
    """`answers`: the option of the bank that was chosen, by item."""
    right: dict[str, int] = {}
    asked: dict[str, int] = {}
    for one in paper:
        item = bank.items[one.code]
        asked[item.competency] = asked.get(item.competency, 0) + 1
        right[item.competency] = right.get(item.competency, 0) + (answers.get(one.code) == item.right)
    by_competency = {code: (right[code], asked[code]) for code in asked}
    return Score(sum(right.values()), sum(asked.values()), by_competency)
