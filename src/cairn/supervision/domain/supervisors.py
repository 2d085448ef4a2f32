"""Whether a person may supervise a peer supporter clinically on a day. Asked for the day of each session.

What a supervisor earns later never reaches back: each fact is looked at as it stood on the day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cairn.kernel.decisions import Decision, Finding
from cairn.kernel.durations import in_hours
from cairn.kernel.instants import Period, years_after
from cairn.rulebook.checks import check
from cairn.rulebook.rules import Rules


@dataclass(frozen=True, slots=True)
class SupervisionCourse:
    """Continuing education in clinical supervision."""

    completed_on: date
    minutes: int


@dataclass(frozen=True, slots=True)
class SupervisorFacts:
    """One supervisor towards one peer supporter. `license_type` is written as the pack lists it."""

    license_type: str
    licensed_on: date | None
    license_active: tuple[Period, ...] = ()
    supervision_courses: tuple[SupervisionCourse, ...] = ()
    agreement: tuple[Period, ...] = ()
    is_relative: bool = False  # parent, child, spouse, sibling; household or money shared
    is_own_therapist: bool = False


def decide_supervisor_eligible(facts: SupervisorFacts, rules: Rules, on: date) -> Decision:
    """A listed license, experience or courses, active and agreed on that day, and nobody too near."""
    courses = sum(course.minutes for course in facts.supervision_courses if course.completed_on <= on)
    findings = (
        _license_type(facts, rules),
        _license_active(facts, rules, on),
        _experience(facts, courses, rules, on),
        _agreement(facts, rules, on),
        _distance(facts, rules),
    )
    return Decision.all_of(
        "May supervise on this day",
        findings,
        experienced_on=_experienced_on(facts, rules),
        supervision_course_minutes=courses,
    )


def _experienced_on(facts: SupervisorFacts, rules: Rules) -> date | None:
    return years_after(facts.licensed_on, rules.years("supervisor.years_licensed")) if facts.licensed_on else None


def _license_type(facts: SupervisorFacts, rules: Rules) -> Finding:
    types = rules.entry("supervisor.license_types")
    return check(
        "supervisor.license_type",
        "Kind of license",
        verdict=facts.license_type in types.items,
        required="one of: " + ", ".join(types.items),
        found=facts.license_type,
        remedy="A supervisor with one of these licenses.",
        by=(types,),
    )


def _license_active(facts: SupervisorFacts, rules: Rules, on: date) -> Finding:
    active = any(period.holds(on) for period in facts.license_active)
    return check(
        "supervisor.license_active",
        "License active on the day",
        verdict=active,
        required=f"active on {on.isoformat()}",
        found="active" if active else "not active",
        remedy="Only sessions on days with an active license count.",
        by=(rules.entry("supervisor.license_types"),),
    )


def _experience(facts: SupervisorFacts, courses: int, rules: Rules, on: date) -> Finding:
    years = rules.entry("supervisor.years_licensed")
    hours = rules.entry("supervisor.ceu")
    ready_on = _experienced_on(facts, rules)
    return check(
        "supervisor.experience",
        "Experience or supervision courses",
        verdict=(ready_on is not None and ready_on <= on) or courses >= hours.minutes,
        required=f"{years.years} years since licensing, or {in_hours(hours.minutes)} of supervision courses",
        found=f"licensed {facts.licensed_on or 'on an unknown day'}; {in_hours(courses)} of courses by then",
        remedy=(f"From {ready_on.isoformat()}, or " if ready_on else "")
        + f"after {in_hours(max(0, hours.minutes - courses))} of courses more; never backwards.",
        by=(years, hours),
    )


def _agreement(facts: SupervisorFacts, rules: Rules, on: date) -> Finding:
    agreed = any(period.holds(on) for period in facts.agreement)
    return check(
        "supervisor.agreement",
        "Agreement in force on the day",
        verdict=agreed,
        required=f"in force on {on.isoformat()}",
        found="in force" if agreed else "none",
        remedy="Sign one; it covers sessions from its first day.",
        by=(rules.entry("supervision.agreement"),),
    )


def _distance(facts: SupervisorFacts, rules: Rules) -> Finding:
    near = [
        word
        for word, applies in (("relative", facts.is_relative), ("own therapist", facts.is_own_therapist))
        if applies
    ]
    return check(
        "supervisor.distance",
        "Not a relative, not the own therapist",
        verdict=not near,
        required="neither",
        found=", ".join(near) or "neither",
        remedy="Another supervisor.",
        by=(rules.entry("supervisor.excluded"),),
    )
