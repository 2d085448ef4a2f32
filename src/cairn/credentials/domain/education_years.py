"""The account of continuing education, one calendar year after the other, in minutes.

Every minute belongs to one category and is used in one year at most: carried minutes are used first,
live one year, keep their category, and are never carried again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Category(StrEnum):
    """What an hour was about, in the order of use: the most restricted first leaves the freest to carry.

    Preparation is a course given or a paper written for the first time; it is capped in the year of use.
    """

    PREPARATION = "preparation"
    GENERAL = "general"
    ETHICS = "ethics"
    SUICIDE_PREVENTION = "suicide_prevention"

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS = {
    Category.PREPARATION: "A course I gave or a paper I wrote for the first time",
    Category.GENERAL: "General",
    Category.ETHICS: "Ethics",
    Category.SUICIDE_PREVENTION: "Suicide prevention",
}


@dataclass(frozen=True, slots=True)
class CourseTaken:
    """One piece of continuing education as the license holder recorded it.

    `license_type` says for which license it was taken; empty is the one asked about.
    """

    completed_on: date
    minutes: int
    category: Category = Category.GENERAL
    title: str = ""
    license_type: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """The pack's numbers for one account, in minutes, and how it reads the first year."""

    annual: int
    carry: int
    carry_from_first_year: int
    preparation: int


@dataclass(frozen=True, slots=True)
class CeYear:
    """One calendar year's account. `earned` = what was used of it + `carried_out` + `lost`."""

    year: int
    earned: int
    carried_in: int
    used: int
    carried_out: int
    lost: int
    owed: int
    short: int
    carried_out_suicide_prevention: int = 0


def list_years(first: int, last: int, limits: Limits, courses: Iterable[CourseTaken]) -> Iterator[CeYear]:
    """One row a year from `first`, the year of certification, which owes nothing; the next one does."""
    by_year: dict[int, Counter[Category]] = {}
    for course in courses:
        by_year.setdefault(course.completed_on.year, Counter())[course.category] += course.minutes
    carried: Counter[Category] = Counter()
    for year in range(first, max(first, last) + 1):
        owed = limits.annual if year > first else 0
        earned = by_year.get(year, Counter())
        carried_in, left = carried, Counter(earned)
        used = _use(Counter(carried_in), left, owed, limits.preparation)
        carried = _keep(left, limits.carry if year > first else limits.carry_from_first_year)
        yield CeYear(
            year=year,
            earned=earned.total(),
            carried_in=carried_in.total(),
            used=used,
            carried_out=carried.total(),
            lost=left.total() - carried.total(),
            owed=owed,
            short=owed - used,
            carried_out_suicide_prevention=carried[Category.SUICIDE_PREVENTION],
        )


def _use(carried: Counter[Category], earned: Counter[Category], owed: int, preparation: int) -> int:
    """Take what is owed out of the two pools, carried hours first; one preparation cap holds over both."""
    used = prepared = 0
    for pool in (carried, earned):
        for category in Category:
            limit = owed - used
            if category is Category.PREPARATION:
                limit = min(limit, preparation - prepared)
            taken = min(pool[category], limit)
            pool[category] -= taken
            used += taken
            prepared += taken if category is Category.PREPARATION else 0
    return used


def _keep(left: Counter[Category], cap: int) -> Counter[Category]:
    """What goes into the next year: the freest hours first, up to the cap."""
    kept: Counter[Category] = Counter()
    for category in reversed(Category):
        kept[category] = min(left[category], cap - kept.total())
    return kept
