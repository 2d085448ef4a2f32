"""The suicide-prevention hours within continuing education: once by the first renewal that asks for CE, then every two years.

Each minute serves one cycle. What is left over serves the next only if it was carried into that cycle's first year.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cairn.rulebook.rules import Rules


@dataclass(frozen=True, slots=True)
class SuicidePrevention:
    """Where the cycle that holds a day stands, in minutes."""

    due_on: date
    required: int
    found: int

    @property
    def short(self) -> int:
        return max(0, self.required - self.found)


def suicide_prevention_on(
    rules: Rules,
    on: date,
    *,
    issued_on: date,
    taken: Sequence[tuple[date, int]],
    carried_out: Mapping[int, int],
    at_first_renewal: bool,
) -> SuicidePrevention:
    """The cycle of `on`. `carried_out` says how many such minutes each year carried into the next."""
    from_year, brought, required = issued_on.year, 0, rules.minutes("ce.suicide_prevention")
    to_year = issued_on.year + (0 if at_first_renewal else 1)
    length = rules.years("ce.suicide_prevention_years")
    while True:
        found = brought + sum(minutes for day, minutes in taken if from_year <= day.year <= to_year)
        if on.year <= to_year:
            month, day = (int(part) for part in str(rules.value("license.expiry")).split("-"))
            return SuicidePrevention(date(to_year, month, day), required, found)
        brought = min(carried_out.get(to_year, 0), max(0, found - required))
        from_year, to_year = to_year + 1, to_year + length
