"""What a decision on a class needs, what came out, what a certificate prints, and the report to the board."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Max, Min, Sum

from cairn.credentials.domain.courses import CourseFacts, ExamSitting, decide_course_passed
from cairn.exams.queries.sittings import Result, list_results
from cairn.kernel.actors import Actor
from cairn.kernel.decisions import Decision
from cairn.kernel.durations import in_hours
from cairn.kernel.errors import NotFound
from cairn.kernel.instants import Instant, as_instant, in_words, local_date
from cairn.privacy.policy import visible
from cairn.rulebook.rules import Rules
from cairn.training import policy  # noqa: F401 - declares who may
from cairn.training.domain.registrations import result_in_words
from cairn.training.models import Completion
from cairn.training.queries.attendance import list_attendance
from cairn.training.queries.classes import get_class, list_blocks
from cairn.training.queries.registrations import get_registration


@dataclass(frozen=True, slots=True)
class CompletionFacts:
    """One registration as `course-passed` sees it. `is_running`: blocks, or this person's exam, are still under way."""

    course: CourseFacts
    is_running: bool
    result: Result | None


@dataclass(frozen=True, slots=True)
class Found:
    """One finding of a decision as it was kept."""

    code: str
    verdict: str
    title: str
    required: str
    found: str
    rules: tuple[str, ...]  # "us-mt.training.hours: ARM 24.219.421": the rule's key, and who says so

    @property
    def sources(self) -> tuple[str, ...]:
        """Who says so, without the keys."""
        return tuple(dict.fromkeys(rule.partition(": ")[2] or rule for rule in self.rules))


@dataclass(frozen=True, slots=True)
class CompletionRow:
    """One decided registration. `findings` are those of the day of the decision."""

    registration_id: UUID
    name: str
    course_title: str
    place: str
    starts_on: date
    ends_on: date
    outcome: str
    attended_minutes: int
    scheduled_minutes: int
    correct: int | None
    items: int | None
    decided_on: date
    findings: tuple[Found, ...] = ()

    @property
    def result(self) -> str:
        return result_in_words(self.outcome, self.correct)


@dataclass(frozen=True, slots=True)
class Report:
    """For the board: who completed, by day and name; of the others their number alone."""

    completed: tuple[CompletionRow, ...]
    not_completed: int


@dataclass(frozen=True, slots=True)
class CertificateFacts:
    """What a certificate says: who, what for, the printed facts in order, and since when. Nothing about health."""

    registration_id: UUID
    recipient: str
    title: str
    facts: tuple[tuple[str, str], ...]
    issued_on: date

    @property
    def number(self) -> str:
        """What a reader names when asking about it: the end of the registration's id."""
        return self.registration_id.hex[-12:].upper()


SEE = "training.registration.see"


def facts_for_completion(actor: Actor, registration_id: UUID, on: date, now: Instant) -> CompletionFacts:
    """Attendance and exam of one registration until now; raises NotFound. Seven statements."""
    row = get_registration(actor, registration_id, on)
    found = get_class(actor, row.class_id, on)
    blocks = list_blocks(actor, (row.class_id,), on)[row.class_id]
    attendance = list_attendance(actor, found, blocks, (row.id,), now, on)[row.id]
    result = list_results(actor, row.class_id, on, now).get(row.candidate_id)
    is_sitting = result.correct is None if result is not None else now < found.exam_closes_at
    sittings: tuple[ExamSitting, ...] = ()
    if result is not None and result.correct is not None:
        sittings = (ExamSitting(local_date(result.started_at, found.zone), result.correct, result.items),)
    elsewhere = visible(Completion, actor, SEE, on).filter(
        registration__candidate_id=row.candidate_id, registration__course_class__course_id=found.course.id
    )
    minutes = elsewhere.exclude(registration_id=row.id).aggregate(Sum("attended_minutes"))["attended_minutes__sum"]
    course = CourseFacts(
        scheduled_minutes=sum(block.minutes for block in blocks),
        attended_minutes=attendance.attended_minutes,
        sittings=sittings,
        minutes_from_other_classes=minutes or 0,
        exam_has_closed=result is None and not is_sitting,
        left_on=local_date(row.withdrawn_at, found.zone) if row.withdrawn_at else None,
    )
    still = found.ends_at is None or now < found.ends_at or is_sitting
    return CompletionFacts(course, still, result)


def decide_on(facts: CompletionFacts, rules: Rules, on: date) -> Decision:
    """The rule's answer on these facts."""
    return decide_course_passed(facts.course, rules, on)


def get_report(actor: Actor, start: date, end: date) -> Report:
    """What was decided from `start` to `end`, both included, as the board needs it. One statement."""
    rows = visible(Completion, actor, "training.report.see", end)
    decided = [_row(row) for row in _columns(rows.filter(decided_on__gte=start, decided_on__lte=end))]
    completed = tuple(row for row in decided if row.outcome == "yes")
    return Report(completed, len(decided) - len(completed))


def get_completion(actor: Actor, registration_id: UUID, on: date) -> CompletionRow:
    """How one class ended for a person, with the findings kept; raises NotFound."""
    for row in _columns(visible(Completion, actor, SEE, on).filter(registration_id=registration_id)):
        return _row(row)
    raise NotFound


def certificate_facts(actor: Actor, registration_id: UUID, on: date) -> CertificateFacts:
    """What the certificate and the letter print; raises NotFound for a class that was not passed."""
    row = get_completion(actor, registration_id, on)
    if row.outcome != "yes":
        raise NotFound
    facts = (
        ("Course", row.course_title),
        ("Class", f"{row.place}, {in_words(row.starts_on)} to {in_words(row.ends_on)}"),
        ("Instruction attended", f"{in_hours(row.attended_minutes)} of {in_hours(row.scheduled_minutes)}"),
        ("Exam", f"{row.correct} of {row.items} questions right"),
        ("Completed", in_words(row.decided_on)),
    )
    return CertificateFacts(row.registration_id, row.name, f"{row.course_title}: class passed", facts, row.decided_on)


_COLUMNS = (
    "registration_id", "registration__candidate__name", "registration__course_class__course__title",
    "registration__course_class__place", "registration__course_class__zone", "first", "last", "outcome",
    "attended_minutes", "scheduled_minutes", "correct", "items", "decided_on", "facts",
)  # fmt: skip


def _columns(rows: object) -> list[tuple]:
    blocks = "registration__course_class__blocks__"
    dated = rows.annotate(first=Min(f"{blocks}starts_at"), last=Max(f"{blocks}ends_at"))  # type: ignore[attr-defined]
    return dated.order_by("decided_on", "registration__candidate__name", "id").values_list(*_COLUMNS)


def _row(row: tuple) -> CompletionRow:
    registration_id, name, title, place, zone, first, last, outcome, attended, scheduled, correct, items, day, facts = (
        row
    )
    starts_on, ends_on = local_date(as_instant(first), zone), local_date(as_instant(last), zone)
    return CompletionRow(
        registration_id, name, title, place, starts_on, ends_on, outcome, attended, scheduled, correct, items, day,
        _findings(facts),
    )  # fmt: skip


def _findings(facts: str) -> tuple[Found, ...]:
    try:
        kept = json.loads(facts)["findings"]
    except (ValueError, KeyError, TypeError):
        return ()
    return tuple(
        Found(one["code"], one["verdict"], one["title"], one["required"], one["found"], tuple(one["rules"]))
        for one in kept
    )
