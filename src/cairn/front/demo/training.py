"""What the training room has to show in the demo: a class that is over, one under way with a missed block, one coming with a line
for seats, one with seats left, one being planned. Omar passed in the first; Ivo has a seat in the one that is coming, Petra waits for one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model

from cairn.credentials.domain.courses import CourseFacts, ExamSitting, decide_course_passed
from cairn.exams.domain.papers import draw_items, lay_out
from cairn.exams.domain.papers import written as written_paper
from cairn.exams.models import Sitting, SittingAnswer
from cairn.exams.queries.banks import banks
from cairn.exams.queries.competencies import competencies
from cairn.front.demo import people
from cairn.front.demo.people import PLACE, ZONE, House
from cairn.front.demo.training_words import BLOCKS, PEOPLE
from cairn.identity.models import Engagement
from cairn.kernel.actors import Role
from cairn.kernel.instants import Instant, Span, as_instant, from_local
from cairn.platform.instruments import instrument
from cairn.platform.packs import rules_on
from cairn.training.commands.completions import written
from cairn.training.domain.attendance import Mark, minutes_in
from cairn.training.models import (
    AttendanceMark,
    ClassBlock,
    Completion,
    Course,
    CourseClass,
    EvaluationAnswer,
    Invoice,
    Registration,
)
from cairn.training.queries.evaluations import INSTRUMENT
from cairn.training.queries.prices import price_on

M = TypeVar("M", bound=Model)
KINDS: tuple[type[Model], ...] = (
    Course, CourseClass, ClassBlock, Registration, Invoice, AttendanceMark, Sitting, SittingAnswer, Completion, EvaluationAnswer,
)  # fmt: skip
BANK, ITEMS, MINUTES = "peer-support-core", 40, 90
HALVES = (time(8, 30), time(12, 30)), (time(13, 15), time(17, 15))
PAYEE = "Ridgeline Peer Training"
FUNDING = (("self", 4), ("employer", 5), ("scholarship", 2), ("grant", 2), ("vocational", 1))


@dataclass
class Run:
    """One class as it is told."""

    row: CourseClass
    blocks: list[ClassBlock]
    registrations: list[Registration] = field(default_factory=list)


@dataclass
class Teller:
    """Gathers rows and writes them by kind, in the order in which they need each other."""

    house: House
    rows: list[Model] = field(default_factory=list)
    marks: dict[tuple[UUID, UUID], list[AttendanceMark]] = field(default_factory=dict)
    kay: UUID = field(init=False)

    def __post_init__(self) -> None:
        self.kay = self.house.staff["Kay"].id

    def add(self, kind: type[M], /, **fields: Any) -> M:
        row = kind(id=self.house.seeded.new_id(), organization_id=self.house.organization_id, **fields)
        self.rows.append(row)
        return row

    def write(self) -> int:
        for kind in KINDS:
            kind._default_manager.bulk_create([row for row in self.rows if type(row) is kind])
        return len(self.rows)


def tell(houses: dict[str, House]) -> int:
    """Write this room's part of the story; the number of rows. Houses by key: `high_divide`, `board`, `training_body`."""
    house = houses["training_body"]
    teller, today = Teller(house), house.today
    hired = [
        people.hire(house, name, Role.CANDIDATE, title="Candidate", days_ago=70, may_enter=False) for name in PEOPLE
    ]
    ivo, petra, omar = (house.staff[name] for name in ("Ivo", "Petra", "Omar"))
    course = teller.add(
        Course, title="PS101, core course of peer support", minutes=2400, competencies=",".join(competencies()),
        price_rule="ps101.fee", exam_bank=BANK, added_at=_at(house.ago(200), 9), added_by_id=teller.kay,
    )  # fmt: skip
    over = _class(teller, course, today - timedelta(days=34), "Ridgeline training room, Helena", 24)
    _enroll(teller, over, [omar, *hired[:21]], days_before=25, unpaid=1)
    _attend(teller, over, today)
    _sit(teller, over, today)
    _evaluate(teller, over)
    now = _class(teller, course, today - timedelta(days=2), "Library annex, Butte", 10)
    _enroll(teller, now, hired[21:29], days_before=30, unpaid=2)
    _attend(teller, now, today)
    coming = _class(teller, course, today + timedelta(days=24), "Fairgrounds hall, Great Falls", 6)
    _enroll(teller, coming, [*hired[29:34], ivo], days_before=32, unpaid=4)
    _wait(teller, coming, [petra, hired[34]], today)
    _class(teller, course, today + timedelta(days=45), "Milltown community center, Missoula", 10)
    _class(teller, course, today + timedelta(days=66), "Ridgeline training room, Helena", 12, planned_blocks=4)
    return teller.write()


def _class(teller: Teller, course: Course, first: date, place: str, seats: int, planned_blocks: int = 0) -> Run:
    """Five days of two blocks, the exam on the sixth; with `planned_blocks` still being planned."""
    exam = first + timedelta(days=5)
    row = teller.add(
        CourseClass, course=course, place=place, zone=ZONE, seats=seats, exam_opens_at=_at(exam, 13),
        exam_closes_at=_at(exam, 16), exam_minutes=MINUTES, exam_items=ITEMS,
        planned_at=_at(first - timedelta(days=80), 9), planned_by_id=teller.kay,
        opened_at=None if planned_blocks else _at(first - timedelta(days=75), 9),
    )  # fmt: skip
    codes, blocks = list(competencies()), []
    for number, title in enumerate(BLOCKS[: planned_blocks or None]):
        start, end = HALVES[number % 2]
        day = first + timedelta(days=number // 2)
        taught = codes[2 * number : 2 * number + 2] or ["sessions", "planning"]
        blocks.append(
            teller.add(
                ClassBlock,
                course_class=row,
                title=title,
                starts_at=from_local(day, start, ZONE),
                ends_at=from_local(day, end, ZONE),
                competencies=",".join(taught),
            )
        )
    return Run(row, blocks)


def _enroll(teller: Teller, run: Run, who: Sequence[Engagement], days_before: int, unpaid: int) -> None:
    """Seats, with invoices of which the last few are open."""
    first = run.blocks[0].starts_at.date()
    for number, person in enumerate(who):
        on = first - timedelta(days=days_before - number % 9)
        registration = teller.add(
            Registration, course_class=run.row, candidate=person, funding=teller.house.seeded.weighted(FUNDING),
            registered_at=_at(on, 10), seat_at=_at(on, 10),
        )  # fmt: skip
        run.registrations.append(registration)
        is_paid = number < len(who) - unpaid
        price = price_on("ps101.fee", 0, PAYEE, on, PLACE)
        teller.add(
            Invoice, registration=registration, line=f"{run.row.course.title}, 40 h", payee=PAYEE, source=price.source,
            amount_cents=price.amount.cents, issued_on=on, paid_on=on + timedelta(days=6) if is_paid else None,
            paid_recorded_by_id=teller.kay if is_paid else None,
        )  # fmt: skip


def _wait(teller: Teller, run: Run, who: Sequence[Engagement], today: date) -> None:
    for number, person in enumerate(who):
        at = _at(today - timedelta(days=4 - number), 11)
        teller.add(Registration, course_class=run.row, candidate=person, funding="employer", registered_at=at)


def _attend(teller: Teller, run: Run, today: date) -> None:
    """Everybody comes, some late, some leave early; one stays away for a block, and one correction was needed."""
    seeded = teller.house.seeded
    for number, registration in enumerate(run.registrations):
        for place, block in enumerate(run.blocks):
            if block.starts_at >= _at(today, 6) or (number == 3 and place in (2, 3)):
                continue
            came = block.starts_at + timedelta(minutes=seeded.between(3, 25) if seeded.chance(12) else 0)
            by = "code" if seeded.chance(60) else "roster"
            _mark(teller, registration, block, kind="in", by=by, at=came)
            if seeded.chance(7):
                _mark(
                    teller,
                    registration,
                    block,
                    kind="out",
                    at=block.ends_at - timedelta(minutes=seeded.between(10, 70)),
                )
            if number == 5 and place == 1:
                reason = "Signed the paper list at the door; the phone had no signal."
                _mark(
                    teller,
                    registration,
                    block,
                    kind="correction",
                    at=block.starts_at,
                    until=block.ends_at,
                    reason=reason,
                )


def _mark(teller: Teller, registration: Registration, block: ClassBlock, **fields: Any) -> None:
    more = {"by": "roster", "recorded_at": fields["at"], "recorded_by_id": teller.kay, **fields}
    if fields["kind"] == "correction":
        more["recorded_at"] = block.ends_at + timedelta(minutes=20)
    row = teller.add(AttendanceMark, registration=registration, block=block, **more)
    teller.marks.setdefault((registration.id, block.id), []).append(row)


def _sit(teller: Teller, run: Run, today: date) -> None:
    """The exam of the class that is over: some know more than others, two did not reach the mark, two wait for the decision."""
    seeded, bank = teller.house.seeded, banks()[BANK]
    drawn = draw_items(bank, ITEMS, str(run.row.id))
    for number, registration in enumerate(run.registrations):
        knows = 58 if number in (7, 15) else seeded.between(86, 98)
        paper = lay_out(drawn, str(registration.id))
        began, correct = Instant(run.row.exam_opens_at + timedelta(minutes=2)), 0
        sitting = teller.add(
            Sitting, occasion_id=run.row.id, candidate=registration.candidate, bank=BANK, bank_version=bank.version,
            paper=written_paper(paper), items=ITEMS, started_at=began, ends_at=began + timedelta(minutes=MINUTES),
        )  # fmt: skip
        for place, one in enumerate(paper):
            is_right = seeded.chance(knows)
            item = bank.items[one.code]
            choice = item.right if is_right else (item.right + seeded.between(1, 3)) % 4
            correct += is_right
            at = began + timedelta(minutes=1 + place)
            teller.add(SittingAnswer, sitting=sitting, item=one.code, choice=choice, saved_at=at)
        sitting.submitted_at, sitting.correct = began + timedelta(minutes=62), correct
        if number < len(run.registrations) - 2:
            _decide(teller, run, registration, correct, today)


def _decide(teller: Teller, run: Run, registration: Registration, correct: int, today: date) -> None:
    on = (run.row.exam_opens_at + timedelta(days=1)).date()
    minutes = 0
    for block in run.blocks:
        marks = [
            Mark(row.kind, _instant(row.at), _instant(row.until))
            for row in teller.marks.get((registration.id, block.id), ())
        ]
        minutes += minutes_in(marks, Span(as_instant(block.starts_at), as_instant(block.ends_at)), _at(today, 6))
    facts = CourseFacts(2400, minutes, (ExamSitting(run.row.exam_opens_at.date(), correct, ITEMS),))
    decision = decide_course_passed(facts, rules_on(on, PLACE), on)
    teller.add(
        Completion, registration=registration, outcome=decision.outcome, attended_minutes=minutes, scheduled_minutes=2400,
        correct=correct, items=ITEMS, facts=written(decision), decided_at=_at(on, 10), decided_on=on,
        decided_by_id=teller.kay,
    )  # fmt: skip


def _evaluate(teller: Teller, run: Run) -> None:
    """Half of the class said how it was; the practice could have been more."""
    seeded = teller.house.seeded
    for registration in run.registrations[::2]:
        registration.has_evaluated = True
        response = seeded.new_id()
        for question in instrument(INSTRUMENT).questions:
            number = seeded.between(2, 4) if question.link_id == "practice" else seeded.between(3, 5)
            teller.add(
                EvaluationAnswer, course_class=run.row, response=response, link_id=question.link_id, code=str(number),
                number=number,
            )  # fmt: skip


def _at(day: date, hour: int) -> Instant:
    return from_local(day, time(hour), ZONE)


def _instant(moment: datetime | None) -> Instant | None:
    return as_instant(moment) if moment else None
