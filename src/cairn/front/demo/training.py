"""What the training room has to show in the demo: a class that is over, one under way with a missed block, one coming with a line
for seats, one with seats left, one being planned. Omar passed in the first; Ivo has a seat in the one that is coming, Petra waits for one.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time, timedelta
from typing import Any

from cairn.exams.queries.competencies import competencies
from cairn.front.demo import people
from cairn.front.demo.exams import sit
from cairn.front.demo.people import PLACE, ZONE, House
from cairn.front.demo.training_rows import BANK, ITEMS, MINUTES, Run, Teller, at
from cairn.front.demo.training_words import BLOCKS, PEOPLE
from cairn.identity.models import Engagement
from cairn.kernel.actors import Role
from cairn.kernel.instants import from_local
from cairn.platform.instruments import instrument
from cairn.training.models import (
    AttendanceMark,
    ClassBlock,
    Course,
    CourseClass,
    EvaluationAnswer,
    Invoice,
    Registration,
)
from cairn.training.queries.evaluations import INSTRUMENT
from cairn.training.queries.prices import price_on

HALVES = (time(8, 30), time(12, 30)), (time(13, 15), time(17, 15))
PAYEE = "Ridgeline Peer Training"
FUNDING = (("self", 4), ("employer", 5), ("scholarship", 2), ("grant", 2), ("vocational", 1))


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
        price_rule="ps101.fee", exam_bank=BANK, added_at=at(house.ago(200), 9), added_by_id=teller.kay,
    )  # fmt: skip
    over = _class(teller, course, today - timedelta(days=34), "Ridgeline training room, Helena", 24)
    _enroll(teller, over, [omar, *hired[:21]], days_before=25, unpaid=1)
    _attend(teller, over, today)
    sit(teller, over, today)
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
        CourseClass, course=course, place=place, zone=ZONE, seats=seats, exam_opens_at=at(exam, 13),
        exam_closes_at=at(exam, 16), exam_minutes=MINUTES, exam_items=ITEMS,
        planned_at=at(first - timedelta(days=80), 9), planned_by_id=teller.kay,
        opened_at=None if planned_blocks else at(first - timedelta(days=75), 9),
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
            registered_at=at(on, 10), seat_at=at(on, 10),
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
        asked_at = at(today - timedelta(days=4 - number), 11)
        teller.add(Registration, course_class=run.row, candidate=person, funding="employer", registered_at=asked_at)


def _attend(teller: Teller, run: Run, today: date) -> None:
    """Everybody comes, some late, some leave early; one stays away for a block, and one correction was needed."""
    seeded = teller.house.seeded
    for number, registration in enumerate(run.registrations):
        for place, block in enumerate(run.blocks):
            if block.starts_at >= at(today, 6) or (number == 3 and place in (2, 3)):
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
