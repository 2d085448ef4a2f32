"""The suicide-prevention hours within continuing education.

Due by the first renewal that asks for any continuing education, then every two years from there. Each minute
serves one cycle; what is left over serves the next only if it was carried into that cycle's first year.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from cairn.credentials.domain.education_years import Category, CourseTaken
from cairn.credentials.domain.standing import expiry_day
from cairn.kernel.decisions import Finding, Verdict
from cairn.kernel.durations import in_hours
from cairn.rulebook.checks import check
from cairn.rulebook.rules import Rules


@dataclass(frozen=True, slots=True)
class SuicidePrevention:
    """Where the cycle of a day stands, in minutes, and the due days of earlier cycles that were missed."""

    due_on: date
    required: int
    found: int
    missed: tuple[date, ...] = ()

    @property
    def short(self) -> int:
        return max(0, self.required - self.found)


def suicide_prevention_on(
    rules: Rules,
    on: date,
    *,
    issued_in: int,
    courses: Iterable[CourseTaken],
    carried_out: Mapping[int, int],
    at_first_renewal: bool,
) -> SuicidePrevention:
    """The cycle of `on`. `carried_out` says how many such minutes each year carried into the next."""
    taken = [each for each in courses if each.category is Category.SUICIDE_PREVENTION]
    required, length = rules.minutes("ce.suicide_prevention"), rules.years("ce.suicide_prevention_years")
    first, last, brought = issued_in, issued_in + (0 if at_first_renewal else 1), 0
    missed: list[date] = []
    while True:
        found = brought + sum(each.minutes for each in taken if first <= each.completed_on.year <= last)
        if on.year <= last:
            return SuicidePrevention(expiry_day(rules, last), required, found, tuple(missed))
        if found < required:
            missed.append(expiry_day(rules, last))
        brought = min(carried_out.get(last, 0), max(0, found - required))
        first, last = last + 1, last + length


def check_suicide_prevention(state: SuicidePrevention, rules: Rules, on: date, *, every_cycle: bool) -> Finding:
    """Owed in the year of the due day, a warning before it. `every_cycle`: a missed one counts too."""
    due = state.due_on.isoformat()
    missed = f"; missed on {', '.join(day.isoformat() for day in state.missed)}" if state.missed else ""
    is_short = state.short > 0 and state.due_on.year <= on.year
    verdict = Verdict.WARNING if state.short or state.missed else Verdict.MET
    return check(
        "ce.suicide_prevention",
        "Suicide prevention",
        verdict=Verdict.NOT_MET if is_short or (every_cycle and state.missed) else verdict,
        required=f"{in_hours(state.required)} by {due}",
        found=f"{in_hours(state.found)}{missed}",
        remedy=f"{in_hours(state.short)} more of suicide prevention by {due}." if state.short else "Ask the board.",
        by=(rules.entry("ce.suicide_prevention"), rules.entry("ce.suicide_prevention_first_due")),
    )
