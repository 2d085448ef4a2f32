"""What the exams room has to show in the demo: the sittings of the class that is over, and what was decided on them."""

from __future__ import annotations

from datetime import date, timedelta

from cairn.credentials.domain.courses import CourseFacts, ExamSitting, decide_course_passed
from cairn.exams.domain.papers import draw_items, lay_out
from cairn.exams.domain.papers import written as written_paper
from cairn.exams.models import Sitting, SittingAnswer
from cairn.exams.queries.banks import banks
from cairn.front.demo.people import PLACE
from cairn.front.demo.training_rows import BANK, ITEMS, MINUTES, Run, Teller, at, instant_or_none
from cairn.kernel.instants import Instant, Span, as_instant
from cairn.platform.packs import rules_on
from cairn.training.commands.completions import written
from cairn.training.domain.attendance import Mark, minutes_in
from cairn.training.models import Completion, Registration


def sit(teller: Teller, run: Run, today: date) -> None:
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
            saved_at = began + timedelta(minutes=1 + place)
            teller.add(SittingAnswer, sitting=sitting, item=one.code, choice=choice, saved_at=saved_at)
        sitting.submitted_at, sitting.correct = began + timedelta(minutes=62), correct
        if number < len(run.registrations) - 2:
            _decide(teller, run, registration, correct, today)


def _decide(teller: Teller, run: Run, registration: Registration, correct: int, today: date) -> None:
    on = (run.row.exam_opens_at + timedelta(days=1)).date()
    minutes = 0
    for block in run.blocks:
        marks = [
            Mark(row.kind, instant_or_none(row.at), instant_or_none(row.until))
            for row in teller.marks.get((registration.id, block.id), ())
        ]
        minutes += minutes_in(marks, Span(as_instant(block.starts_at), as_instant(block.ends_at)), at(today, 6))
    facts = CourseFacts(2400, minutes, (ExamSitting(run.row.exam_opens_at.date(), correct, ITEMS),))
    decision = decide_course_passed(facts, rules_on(on, PLACE), on)
    teller.add(
        Completion, registration=registration, outcome=decision.outcome, attended_minutes=minutes, scheduled_minutes=2400,
        correct=correct, items=ITEMS, facts=written(decision), decided_at=at(on, 10), decided_on=on,
        decided_by_id=teller.kay,
    )  # fmt: skip
