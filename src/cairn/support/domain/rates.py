"""How often a check is right: counts with an interval, so that nobody takes a small number for a sure one."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

Z = NormalDist().inv_cdf(39 / 40)  # 95 of 100 such intervals hold the true rate


@dataclass(frozen=True, slots=True)
class Rate:
    """`count` of `of`."""

    count: int
    of: int

    @property
    def percent(self) -> int | None:
        return round(100 * self.count / self.of) if self.of else None

    @property
    def interval(self) -> tuple[int, int]:
        """Wilson's interval in whole percents, 95 %; everything where nothing was counted."""
        if not self.of:
            return 0, 100
        share, n = self.count / self.of, self.of
        middle = share + Z * Z / (2 * n)
        half = Z * sqrt(share * (1 - share) / n + Z * Z / (4 * n * n))
        below, above = ((middle + sign * half) / (1 + Z * Z / n) for sign in (-1, 1))
        return max(0, round(100 * below)), min(100, round(100 * above))

    def __str__(self) -> str:
        if not self.of:
            return "none to count"
        low, high = self.interval
        return f"{self.count} of {self.of} ({self.percent} %, 95 % interval {low} to {high})"


def added(rates: tuple[Rate, ...]) -> Rate:
    return Rate(sum(each.count for each in rates), sum(each.of for each in rates))
