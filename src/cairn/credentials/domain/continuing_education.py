"""Continuing education: what each calendar year owes, what it earned, and what may be carried into the next.

Hours are minutes. Every minute belongs to one category and is used in one year at most: carried minutes are used
first, live one year, keep their category, and are never carried again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cairn.credentials.domain.standing import expiry_day
from cairn.credentials.domain.suicide_prevention import SuicidePrevention, suicide_prevention_on
from cairn.kernel.decisions import Decision, Finding, Verdict
from cairn.kernel.durations import in_hours
from cairn.rulebook.checks import check
from cairn.rulebook.rules import Rules


class Category(StrEnum):
    """What an hour was about. The order is the order of use: the most restricted first, so the freest are left to carry."""

    PREPARATION = "preparation"  # a course given or a paper written for the first time: capped in the year of use
    GENERAL = "general"
    ETHICS = "ethics"
    SUICIDE_PREVENTION = "suicide_prevention"


@dataclass(frozen=True, slots=True)
class CourseTaken:
    """One piece of continuing education as the license holder recorded it."""

    completed_on: date
    minutes: int
    category: Category = Category.GENERAL
    title: str = ""
    license_type: str = ""  # which license it was taken for; empty is the one asked about


@dataclass(frozen=True, slots=True)
class CeFacts:
    """One license of one person. A second license type held owes its own hours: ask again for it."""

    issued_on: date
    courses: tuple[CourseTaken, ...] = ()
    license_type: str = ""
    carry_from_first_year: bool | None = None  # switch; none: as the pack reads the rule
    suicide_prevention_at_first_renewal: bool | None = None  # switch: the first renewal literally
    is_reactivation: bool = False  # an expired license returning: every earlier year must be whole, and is audited


@dataclass(frozen=True, slots=True)
class CeYear:
    """One calendar year's account, in minutes. `earned` = used from it + carried_out + lost."""

    year: int
    earned: int
    carried_in: int
    used: int
    carried_out: int
    lost: int
    owed: int
    short: int
    carried_out_suicide_prevention: int = 0


@dataclass(frozen=True, slots=True)
class Refusal:
    """A course that counts for nothing, and why."""

    title: str
    completed_on: date
    reason: str


@dataclass(frozen=True, slots=True)
class Limits:
    """The pack's numbers for one account, in minutes, and how it reads the first year."""

    annual: int
    carry: int
    carry_from_first_year: int
    preparation: int


def decide_ce(facts: CeFacts, rules: Rules, on: date) -> Decision:
    """Whether the year of `on` has the hours that it owes, with the account of every year since certification."""
    counted, refused = _sorted_out(facts, on)
    rows = tuple(_account(facts.issued_on.year, _limits(facts, rules), counted, on.year))
    this_year = rows[-1]
    suicide = suicide_prevention_on(
        rules,
        on,
        issued_on=facts.issued_on,
        taken=[(course.completed_on, course.minutes) for course in counted if _is_suicide_prevention(course)],
        carried_out={row.year: row.carried_out_suicide_prevention for row in rows},
        at_first_renewal=_at_first_renewal(facts, rules),
    )
    findings = (
        _annual(this_year, rules),
        _earlier_years(rows[:-1], facts, rules),
        _suicide_prevention(suicide, rules, on),
        _preparation(counted, rules, on),
        _proof(facts, rules),
        *_refusals(refused),
    )
    allowed = all(finding.is_met for finding in findings)
    outcome = "short" if not allowed else "nothing owed" if this_year.owed == 0 else "complete"
    return Decision(
        subject=f"Continuing education for {on.year}",
        outcome=outcome,
        allowed=allowed,
        findings=findings,
        figures={
            "years": rows,
            "owed_minutes": this_year.owed,
            "short_minutes": this_year.short,
            "used_minutes": this_year.used,
            "carried_in_minutes": this_year.carried_in,
            "carried_out_minutes": this_year.carried_out,
            "due_on": expiry_day(rules, on.year),
            "first_owed_on": date(facts.issued_on.year + 1, 1, 1),
            "suicide_due_on": suicide.due_on,
            "suicide_short_minutes": suicide.short,
            "renewal_waits_for_proof": False,
            "audit_is_certain": facts.is_reactivation,
            "refused": refused,
        },
    )


def _limits(facts: CeFacts, rules: Rules) -> Limits:
    carry = rules.minutes("ce.carry_max")
    return Limits(
        annual=rules.minutes("ce.annual"),
        carry=carry,
        carry_from_first_year=carry if _carries_from_first_year(facts, rules) else 0,
        preparation=rules.minutes("ce.prep_max"),
    )


def _carries_from_first_year(facts: CeFacts, rules: Rules) -> bool:
    switch = facts.carry_from_first_year
    return bool(rules.value("ce.carry_from_first_year")) if switch is None else switch


def _at_first_renewal(facts: CeFacts, rules: Rules) -> bool:
    switch = facts.suicide_prevention_at_first_renewal
    return rules.value("ce.suicide_prevention_first_due") == "first_renewal" if switch is None else switch


def _is_suicide_prevention(course: CourseTaken) -> bool:
    return course.category is Category.SUICIDE_PREVENTION


def _sorted_out(facts: CeFacts, on: date) -> tuple[list[CourseTaken], tuple[Refusal, ...]]:
    counted: list[CourseTaken] = []
    refused: list[Refusal] = []
    for course in sorted(facts.courses, key=lambda each: (each.completed_on, each.category, each.minutes, each.title)):
        reason = _reason_against(course, facts, on)
        if reason:
            refused.append(Refusal(course.title, course.completed_on, reason))
        else:
            counted.append(course)
    return counted, tuple(refused)


def _reason_against(course: CourseTaken, facts: CeFacts, on: date) -> str:
    if course.completed_on > on:
        return "completed in the future"
    if course.completed_on < facts.issued_on:
        return "completed before certification"
    if course.minutes <= 0:
        return "no time in it"
    if course.license_type not in ("", facts.license_type):
        return "taken for another license, which owes its own hours"
    return ""


def _account(first: int, limits: Limits, courses: list[CourseTaken], last_year: int) -> Iterator[CeYear]:
    """One row a year, from certification to `last_year`. Year one owes nothing; year two begins on the next 1 January."""
    by_year: dict[int, Counter[Category]] = {}
    for course in courses:
        by_year.setdefault(course.completed_on.year, Counter())[course.category] += course.minutes
    carried: Counter[Category] = Counter()
    for year in range(first, max(first, last_year) + 1):
        owed = limits.annual if year > first else 0
        earned = by_year.get(year, Counter())
        may_carry = limits.carry if year > first else limits.carry_from_first_year
        left, carried_before = Counter(earned), carried
        used = _use(Counter(carried_before), left, owed, limits.preparation)
        carried = _keep(left, may_carry)
        yield CeYear(
            year=year,
            earned=earned.total(),
            carried_in=carried_before.total(),
            used=used,
            carried_out=carried.total(),
            lost=left.total() - carried.total(),
            owed=owed,
            short=owed - used,
            carried_out_suicide_prevention=carried[Category.SUICIDE_PREVENTION],
        )


def _use(carried: Counter[Category], earned: Counter[Category], owed: int, preparation_cap: int) -> int:
    """Take what is owed out of the two pools, carried hours first; the preparation cap holds over both together."""
    used = preparation = 0
    for pool in (carried, earned):
        for category in Category:
            limit = owed - used
            if category is Category.PREPARATION:
                limit = min(limit, preparation_cap - preparation)
            taken = min(pool[category], limit)
            pool[category] -= taken
            used += taken
            preparation += taken if category is Category.PREPARATION else 0
    return used


def _keep(left: Counter[Category], cap: int) -> Counter[Category]:
    """What goes into the next year: the freest hours first, up to the cap."""
    kept: Counter[Category] = Counter()
    for category in reversed(Category):
        kept[category] = min(left[category], cap - kept.total())
    return kept


def _annual(row: CeYear, rules: Rules) -> Finding:
    due = expiry_day(rules, row.year).isoformat()
    if row.owed == 0:
        return check(
            "ce.annual",
            f"Continuing education for {row.year}",
            verdict=Verdict.NOT_APPLICABLE,
            required="nothing in the year of certification",
            found=in_hours(row.earned),
            by=(rules.entry("ce.start"),),
            note=f"The first hours are owed from 1 January {row.year + 1}.",
        )
    return check(
        "ce.annual",
        f"Continuing education for {row.year}",
        verdict=row.short == 0,
        required=f"{in_hours(row.owed)} by {due}",
        found=f"{in_hours(row.used)} used; {in_hours(row.earned)} earned, {in_hours(row.carried_in)} carried in",
        remedy=f"{in_hours(row.short)} more by {due}.",
        by=tuple(rules.entry(key) for key in ("ce.annual", "ce.start", "ce.carry_max", "ce.carry_from_first_year")),
    )


def _earlier_years(rows: tuple[CeYear, ...], facts: CeFacts, rules: Rules) -> Finding:
    """Earlier gaps are shown; they stand in the way only of an expired license that returns."""
    short = [row for row in rows if row.short]
    gap = Verdict.NOT_MET if facts.is_reactivation else Verdict.WARNING
    return check(
        "ce.earlier_years",
        "Earlier years",
        verdict=gap if short else Verdict.MET,
        required="every earlier year whole",
        found=", ".join(f"{row.year}: {in_hours(row.short)} short" for row in short) or "whole",
        remedy="Hours of a closed year are made up only as the board allows it to be cured.",
        by=(rules.entry("ce.annual"),),
    )


def _suicide_prevention(state: SuicidePrevention, rules: Rules, on: date) -> Finding:
    """Due on a day to come is a warning; in the year of that day it is owed."""
    if state.short == 0:
        verdict = Verdict.MET
    else:
        verdict = Verdict.NOT_MET if state.due_on.year <= on.year else Verdict.WARNING
    return check(
        "ce.suicide_prevention",
        "Suicide prevention",
        verdict=verdict,
        required=f"{in_hours(state.required)} by {state.due_on.isoformat()}",
        found=in_hours(state.found),
        remedy=f"{in_hours(state.short)} more of suicide prevention by {state.due_on.isoformat()}.",
        by=(rules.entry("ce.suicide_prevention"),),
    )


def _preparation(courses: list[CourseTaken], rules: Rules, on: date) -> Finding:
    cap = rules.minutes("ce.prep_max")
    taken = [course for course in courses if course.category is Category.PREPARATION]
    minutes = sum(course.minutes for course in taken if course.completed_on.year == on.year)
    return check(
        "ce.preparation",
        "Courses given or papers written for the first time",
        verdict=Verdict.WARNING if minutes > cap else Verdict.MET,
        required=f"at most {in_hours(cap)} used in one year",
        found=f"{in_hours(minutes)} this year",
        remedy="The rest does not count this year.",
        by=(rules.entry("ce.prep_max"),),
    )


def _proof(facts: CeFacts, rules: Rules) -> Finding:
    entry = rules.entry("ce.proof_at_renewal")
    return check(
        "ce.proof",
        "Proof of the hours",
        verdict=Verdict.WARNING if facts.is_reactivation else Verdict.NOT_APPLICABLE,
        required="a word of honor at renewal; documents only when audited",
        found="an expired license returning is always audited"
        if facts.is_reactivation
        else "a renewal never waits for proof",
        remedy="Have the documents ready.",
        by=(entry,),
    )


def _refusals(refused: tuple[Refusal, ...]) -> tuple[Finding, ...]:
    if not refused:
        return ()
    return (
        check(
            "ce.refused",
            "Courses that do not count",
            verdict=Verdict.WARNING,
            required="completed on or after certification, up to today, for this license",
            found="; ".join(
                f"{each.title or 'course'} of {each.completed_on.isoformat()}: {each.reason}" for each in refused
            ),
            remedy="Correct the date or the license if it is wrong.",
        ),
    )
