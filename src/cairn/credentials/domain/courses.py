"""Whether a class was passed, and, apart from that, whether its certificate can carry an application.

Two gates, because two bodies ask: the trainer passes a person who attended enough and scored enough;
the board licenses only on its full documented hours.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from cairn.kernel.decisions import Decision, Finding, Verdict
from cairn.kernel.durations import in_hours, rounded_up
from cairn.kernel.instants import Span, in_words
from cairn.rulebook.checks import check
from cairn.rulebook.rules import Rules


@dataclass(frozen=True, slots=True)
class ExamSitting:
    """One exam as it was sat: whole items, never a rounded percentage."""

    sat_on: date
    correct: int
    items: int

    def __post_init__(self) -> None:
        if not 0 <= self.correct <= self.items or self.items == 0:
            raise ValueError(f"{self.correct} correct of {self.items} items is no exam result.")

    @property
    def share(self) -> Fraction:
        """Right items of all, exactly."""
        return Fraction(self.correct, self.items)


@dataclass(frozen=True, slots=True)
class CourseFacts:
    """One enrollment in one class. Attendance is minutes of scheduled instruction, breaks left out."""

    scheduled_minutes: int
    attended_minutes: int
    sittings: tuple[ExamSitting, ...] = ()
    minutes_from_other_classes: int = 0  # sat in another run of the course; never added to this one
    documented_minutes: int | None = None  # what the certificate will say; what was attended, unless known otherwise
    exam_has_closed: bool = False  # whoever did not sit by then does not sit in this class
    left_on: date | None = None  # stepped back after the class had begun


def attended_minutes(instruction: Sequence[Span], presence: Sequence[Span]) -> int:
    """Minutes of scheduled instruction in which the person was there. Breaks are simply not instruction.

    Overlapping check-ins are joined first, so that nobody is present twice in one minute.
    """
    there = _joined(presence)
    return sum(lesson.overlap_minutes(stay) for lesson in _joined(instruction) for stay in there)


def _joined(spans: Iterable[Span]) -> list[Span]:
    joined: list[Span] = []
    for span in sorted(spans, key=lambda each: each.start):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def decide_course_passed(facts: CourseFacts, rules: Rules, on: date) -> Decision:
    """Passed: enough attendance in this class, and the mark reached in the attempts that one class allows."""
    documented = facts.attended_minutes if facts.documented_minutes is None else facts.documented_minutes
    findings = (
        _attendance(facts, rules),
        *_exam(facts, rules, on),
        _continuity(facts, rules),
        _documented_hours(documented, rules),
    )
    decision = Decision.all_of(
        "Passed the class",
        findings,
        attended_minutes=facts.attended_minutes,
        needed_minutes=_needed_minutes(facts, rules),
        documented_minutes=documented,
        is_licensable=documented >= rules.minutes("training.hours"),
    )
    if decision.allowed:
        return decision
    still_open = all(finding.verdict is Verdict.UNKNOWN for finding in decision.against)
    return Decision(decision.subject, "open" if still_open else "no", False, findings, decision.figures)


def _needed_minutes(facts: CourseFacts, rules: Rules) -> int:
    return rounded_up(rules.ratio("ps101.attendance_min") * facts.scheduled_minutes)


def _attendance(facts: CourseFacts, rules: Rules) -> Finding:
    needed = _needed_minutes(facts, rules)
    return check(
        "course.attendance",
        "Attendance in this class",
        verdict=facts.attended_minutes >= needed,
        required=f"{in_hours(needed)} of {in_hours(facts.scheduled_minutes)} of scheduled instruction",
        found=in_hours(facts.attended_minutes),
        remedy="A new enrollment: the class is taken as a whole.",
        by=(rules.entry("ps101.attendance_min"),),
    )


def _exam(facts: CourseFacts, rules: Rules, on: date) -> tuple[Finding, ...]:
    """The first allowed sittings decide; a later one in the same class changes nothing and is named.

    Of two on one day nobody knows the first: the lower one counts, so that the order of writing decides nothing.
    """
    mark = rules.entry("ps101.pass_mark")
    attempts = rules.entry("ps101.exam_attempts_per_class")
    allowed = attempts.count
    sat = sorted(
        (each for each in facts.sittings if each.sat_on <= on), key=lambda each: (each.sat_on, each.share, each.items)
    )
    ratio = rules.ratio("ps101.pass_mark")
    counted = sat[:allowed]
    best = max(counted, key=lambda each: each.share, default=None)
    not_sat = "not sat while it was open" if facts.exam_has_closed else "not sat" if facts.left_on else "not sat yet"
    found = f"{best.correct} of {best.items} items" if best else not_sat
    needed = f"{rounded_up(ratio * best.items)} of {best.items} items" if best else f"{ratio * 100} %"
    reached = best is not None and best.share >= ratio
    can_still_sit = best is None and not facts.exam_has_closed and facts.left_on is None
    verdict = Verdict.UNKNOWN if can_still_sit else Verdict.MET if reached else Verdict.NOT_MET
    again = "Sit the exam." if can_still_sit else "A new enrollment in a whole class, then its exam."
    exam = check("course.exam", "Exam", verdict=verdict, required=needed, found=found, remedy=again, by=(mark,))
    extra = len(sat) - allowed
    sittings = check(
        "course.attempts",
        "Exam sittings in this class",
        verdict=Verdict.WARNING if extra > 0 else Verdict.MET,
        required=f"at most {allowed} in one class",
        found=f"{len(sat)} sat",
        remedy="Another sitting needs a new enrollment; the later one here is not counted.",
        by=(attempts,),
    )
    return exam, sittings


def _continuity(facts: CourseFacts, rules: Rules) -> Finding:
    """Nobody takes part now and part later: whoever left begins anew, and hours of another class stay there."""
    elsewhere, left_on = facts.minutes_from_other_classes, facts.left_on
    found = f"{in_hours(elsewhere)} in other classes, not counted" if elsewhere else "nothing from other classes"
    return check(
        "course.continuity",
        "One class from beginning to end",
        verdict=Verdict.NOT_MET if left_on else Verdict.WARNING if elsewhere else Verdict.MET,
        required="every counted minute in this class",
        found=f"left on {in_words(left_on)}" if left_on else found,
        remedy="A new enrollment: the class is taken as a whole." if left_on else "Hours of another class stay there.",
        by=(rules.entry("ps101.continuous"),),
    )


def _documented_hours(documented: int, rules: Rules) -> Finding:
    hours = rules.minutes("training.hours")
    return check(
        "course.documented_hours",
        "Hours the board asks for on the certificate",
        verdict=Verdict.MET if documented >= hours else Verdict.WARNING,
        required=f"{in_hours(hours)} documented",
        found=in_hours(documented),
        remedy=f"{in_hours(hours - documented)} more before an application; the class passes without.",
        by=(rules.entry("training.hours"),),
    )
