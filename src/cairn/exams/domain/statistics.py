"""How an item does: how many answered it right, and whether those who did well on the rest got it right more often.

*Difficulty* is the share of right answers (the higher, the easier). *Discrimination* is the corrected point-biserial correlation:
between an item right or wrong and the share right on the other items of the same paper. Near 0 an item tells nothing; below 0
it may be wrong or misleading (with few answers a little below 0 is chance). Under `FEWEST` answers neither is shown.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

FEWEST = 20  # answers; a convention of measuring, not a rule of any body
PLACES = 10**4
WEAK, MISLEADS, EASY, HARD = Fraction(1, 10), Fraction(-2, 10), Fraction(95, 100), Fraction(30, 100)


@dataclass(frozen=True, slots=True)
class ItemFigures:
    """One item over `n` sittings. `difficulty` and `discrimination` are None with too few answers; the latter also without spread."""

    code: str
    n: int
    right: int
    difficulty: Fraction | None
    discrimination: Fraction | None

    @property
    def remark(self) -> str:
        """What to look at, in words; empty where nothing stands out."""
        if self.difficulty is None:
            return f"Too few answers: {self.n} of {FEWEST}"
        if self.difficulty >= EASY:
            return "Nearly everybody knows it"
        if self.discrimination is not None and self.discrimination < MISLEADS:
            return "Those who knew more got it wrong more often: read it again"
        if self.difficulty <= HARD:
            return "Hard for most: taught enough?"
        if self.discrimination is not None and self.discrimination < WEAK:
            return "Tells little apart"
        return ""


def figures_of(sittings: Iterable[Mapping[str, bool]], fewest: int = FEWEST) -> list[ItemFigures]:
    """Each item that was on any paper, by code. A sitting says for every item of its paper whether it was right."""
    pairs: dict[str, list[tuple[bool, Fraction]]] = {}
    for sitting in sittings:
        total, others = sum(sitting.values()), len(sitting) - 1
        for code, is_right in sitting.items():
            rest = Fraction(total - is_right, others) if others else Fraction(0)
            pairs.setdefault(code, []).append((is_right, rest))
    return [_figures(code, pairs[code], fewest) for code in sorted(pairs)]


def _figures(code: str, pairs: Sequence[tuple[bool, Fraction]], fewest: int) -> ItemFigures:
    right = sum(is_right for is_right, _ in pairs)
    if len(pairs) < fewest:
        return ItemFigures(code, len(pairs), right, None, None)
    return ItemFigures(code, len(pairs), right, Fraction(right, len(pairs)), correlation(pairs))


def correlation(pairs: Sequence[tuple[bool, Fraction]]) -> Fraction | None:
    """Pearson's r between right (1) or wrong (0) and the rest; to four places, exact before rounding;
    None when one of them never varies.
    """
    n = len(pairs)
    mean_right = Fraction(sum(is_right for is_right, _ in pairs), n)
    mean_rest = sum((rest for _, rest in pairs), Fraction(0)) / n
    together = sum(((is_right - mean_right) * (rest - mean_rest) for is_right, rest in pairs), Fraction(0))
    spread = sum(((is_right - mean_right) ** 2 for is_right, _ in pairs), Fraction(0))
    spread_rest = sum(((rest - mean_rest) ** 2 for _, rest in pairs), Fraction(0))
    if not spread or not spread_rest:
        return None
    squared = together**2 / (spread * spread_rest)
    size = (math.isqrt(int(squared * 4 * PLACES**2)) + 1) // 2
    return Fraction(size if together >= 0 else -size, PLACES)
