"""Figures: a ratio for each round, the goal it is held against, how it was taken; and the table at the end."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, field
from statistics import median

SLACK = 0.7  # the worst round may miss the goal by this much before the median no longer counts


@dataclass
class Figure:
    """`rounds` holds one number a round. `goal` is met from above ("at least") or from below ("at most"); None: told only."""

    name: str
    method: str
    goal: float | None = None
    at_least: bool = False
    unit: str = "x"
    rounds: list[float] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def middle(self) -> float:
        return median(self.rounds)

    @property
    def worst(self) -> float:
        return min(self.rounds) if self.at_least else max(self.rounds)

    @property
    def is_met(self) -> bool:
        if self.goal is None:
            return True
        if self.at_least:
            return self.middle >= self.goal and self.worst >= self.goal * SLACK
        return self.middle <= self.goal and self.worst <= self.goal / SLACK

    @property
    def verdict(self) -> str:
        return "told" if self.goal is None else "met" if self.is_met else "NOT MET"

    @property
    def told_goal(self) -> str:
        if self.goal is None:
            return ""
        return f"{'>=' if self.at_least else '<='} {self.goal:g}{self.unit}"


def show(figures: list[Figure]) -> str:
    """The table; under it each figure's method, and the absolute numbers as a side note of this machine and hour."""
    width = max(len(figure.name) for figure in figures)
    lines = [f"{'figure':{width}}  {'median':>9}  {'worst':>9}  {'goal':>9}  verdict"]
    for one in figures:
        middle, worst = (f"{value:.2f}{one.unit}" for value in (one.middle, one.worst))
        lines.append(f"{one.name:{width}}  {middle:>9}  {worst:>9}  {one.told_goal:>9}  {one.verdict}")
    lines += ["", "How each was taken, and the absolute numbers of this machine and hour:"]
    for one in figures:
        lines += textwrap.wrap(f"{one.name}: {one.method}", 118, initial_indent="- ", subsequent_indent="  ")
        lines += [f"    {note}" for note in one.notes]
    return "\n".join(lines)
