"""Continuing education: what the year of a day owes and has, and what every year before it did.

Hours are minutes. The account is in `education_years`, the suicide-prevention cycles in `suicide_prevention`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cairn.credentials.domain.education_years import Category, CeYear, CourseTaken, Limits, list_years
from cairn.credentials.domain.standing import expiry_day
from cairn.credentials.domain.suicide_prevention import check_suicide_prevention, suicide_prevention_on
from cairn.kernel.decisions import Decision, Finding, Verdict
from cairn.kernel.durations import in_hours
from cairn.rulebook.checks import check
from cairn.rulebook.rules import Rules

__all__ = ["Category", "CeFacts", "CeYear", "CourseTaken", "Refusal", "decide_ce"]


@dataclass(frozen=True, slots=True)
class CeFacts:
    """One license of one person. A second license type held owes its own hours: ask again for it.

    The two switches stand for readings of the rule; none takes the pack's. `is_reactivation` is an expired
    license returning: every earlier year must be whole, and is audited.
    """

    issued_on: date
    courses: tuple[CourseTaken, ...] = ()
    license_type: str = ""
    carry_from_first_year: bool | None = None
    suicide_prevention_at_first_renewal: bool | None = None
    is_reactivation: bool = False


@dataclass(frozen=True, slots=True)
class Refusal:
    """A course that counts for nothing, and why."""

    title: str
    completed_on: date
    reason: str


def decide_ce(facts: CeFacts, rules: Rules, on: date) -> Decision:
    """Whether the year of `on` has the hours that it owes, and the account of every year until then."""
    counted, refused = _sorted_out(facts, on)
    issued_in = facts.issued_on.year
    rows = tuple(list_years(issued_in, on.year, _limits(facts, rules), counted))
    this_year = rows[-1]
    suicide = suicide_prevention_on(
        rules,
        on,
        issued_in=issued_in,
        courses=counted,
        carried_out={row.year: row.carried_out_suicide_prevention for row in rows},
        at_first_renewal=_at_first_renewal(facts, rules),
    )
    findings = (
        _annual(this_year, rules),
        _earlier_years(rows[:-1], facts, rules),
        check_suicide_prevention(suicide, rules, on, every_cycle=facts.is_reactivation),
        _preparation(counted, rules, on),
        _proof(facts, rules),
        *_refusals(refused),
    )
    allowed = all(finding.is_met for finding in findings)
    return Decision(
        subject=f"Continuing education for {on.year}",
        outcome="short" if not allowed else "complete" if this_year.owed else "nothing owed",
        allowed=allowed,
        findings=findings,
        figures={
            **_account(rows),
            "due_on": expiry_day(rules, on.year),
            "first_owed_on": date(issued_in + 1, 1, 1),
            "suicide_due_on": suicide.due_on,
            "suicide_short_minutes": suicide.short,
            "suicide_missed_on": suicide.missed,
            "renewal_waits_for_proof": bool(rules.value("ce.proof_at_renewal")),
            "audit_is_certain": facts.is_reactivation and bool(rules.value("ce.audit_on_reactivation")),
            "refused": refused,
        },
    )


def _account(years: tuple[CeYear, ...]) -> dict[str, object]:
    """Every year, and of the last one what it owes, has, and brought along."""
    this_year = years[-1]
    return {
        "years": years,
        "owed_minutes": this_year.owed,
        "short_minutes": this_year.short,
        "used_minutes": this_year.used,
        "carried_in_minutes": this_year.carried_in,
        "carried_out_minutes": this_year.carried_out,
    }


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
        found=f"{in_hours(row.used)}: {in_hours(row.earned)} earned, {in_hours(row.carried_in)} carried in",
        remedy=f"{in_hours(row.short)} more by {due}.",
        by=tuple(rules.entry(key) for key in ("ce.annual", "ce.start", "ce.carry_max", "ce.carry_from_first_year")),
    )


def _earlier_years(rows: Sequence[CeYear], facts: CeFacts, rules: Rules) -> Finding:
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
    """A renewal never waits for proof; an expired license that returns is always audited."""
    returning = facts.is_reactivation
    return check(
        "ce.proof",
        "Proof of the hours",
        verdict=Verdict.WARNING if returning else Verdict.NOT_APPLICABLE,
        required="a word of honor at renewal; documents only when audited",
        found="an expired license is returning" if returning else "a renewal",
        remedy="Have the documents ready: the audit is certain.",
        by=(rules.entry("ce.proof_at_renewal"), rules.entry("ce.audit_on_reactivation")),
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
