"""What a panel found, side by side: a mean for each theme with its n and spread. No person gets one number, and nobody is ranked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

FEWEST = 2  # one person's opinion is not a panel


@dataclass(frozen=True, slots=True)
class Given:
    """One member's score for one question: 1 to 5, or None when it was not asked or not scored."""

    theme: str
    number: int | None


@dataclass(frozen=True, slots=True)
class ThemeMean:
    """The mean of one theme to one digit, how many scores it stands on, and the lowest and highest of them."""

    theme: str
    mean: Decimal
    n: int
    lowest: int
    highest: int


def means_of(given: Iterable[Given]) -> tuple[ThemeMean, ...]:
    """By theme, in the order in which the themes come. What nobody scored has no mean; a skipped question is not a zero."""
    by_theme: dict[str, list[int]] = {}
    for one in given:
        numbers = by_theme.setdefault(one.theme, [])
        if one.number is not None:
            numbers.append(one.number)
    return tuple(_mean(theme, numbers) for theme, numbers in by_theme.items() if numbers)


def _mean(theme: str, numbers: list[int]) -> ThemeMean:
    mean = (Decimal(sum(numbers)) / len(numbers)).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    return ThemeMean(theme, mean, len(numbers), min(numbers), max(numbers))
