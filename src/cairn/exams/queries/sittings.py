"""Sittings: the paper in the candidate's hand (never the key), results for whoever decides, and figures of items."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from cairn.exams import policy  # noqa: F401 - declares who may
from cairn.exams.domain.papers import read_paper
from cairn.exams.domain.scores import Score, count_right
from cairn.exams.domain.statistics import ItemFigures, figures_of
from cairn.exams.models import Sitting, SittingAnswer
from cairn.exams.queries.banks import banks
from cairn.exams.queries.competencies import competencies
from cairn.kernel.actors import Actor
from cairn.kernel.errors import NotFound
from cairn.kernel.instants import Instant, as_instant
from cairn.privacy.policy import visible


@dataclass(frozen=True, slots=True)
class Question:
    """One item as it stands on this paper: `number` from 1, options in this paper's order, `chosen` a place from 0 or None."""

    number: int
    code: str
    text: str
    options: tuple[str, ...]
    chosen: int | None
    saved_at: Instant | None


@dataclass(frozen=True, slots=True)
class Paper:
    """A sitting in the hand of the one who sits it. Neither right answers nor reasons are in it."""

    id: UUID
    occasion_id: UUID
    title: str
    started_at: Instant
    ends_at: Instant
    submitted_at: Instant | None
    questions: tuple[Question, ...]

    def is_over(self, now: Instant) -> bool:
        return self.submitted_at is not None or now > self.ends_at

    @property
    def answered(self) -> int:
        return sum(question.chosen is not None for question in self.questions)


@dataclass(frozen=True, slots=True)
class Result:
    """How one person's exam stands: `correct` is None while it runs."""

    sitting_id: UUID
    candidate_id: UUID
    started_at: Instant
    ends_at: Instant
    submitted_at: Instant | None
    items: int
    correct: int | None


def get_paper(actor: Actor, sitting_id: UUID, on: date) -> Paper:
    """The actor's own paper with what is saved; raises NotFound. Two statements."""
    row = visible(Sitting, actor, "exams.sitting.take", on).filter(id=sitting_id).first()
    if row is None:
        raise NotFound
    bank = banks()[row.bank]
    saved = {item: (choice, saved_at) for item, choice, saved_at in _answers(actor, on, sitting_id)}
    questions = []
    for number, one in enumerate(read_paper(row.paper), 1):
        item, (choice, saved_at) = bank.items[one.code], saved.get(one.code, (None, None))
        questions.append(
            Question(
                number,
                one.code,
                item.text,
                tuple(item.options[place] for place in one.order),
                None if choice is None else one.order.index(choice),
                as_instant(saved_at) if saved_at else None,
            )
        )
    submitted_at = as_instant(row.submitted_at) if row.submitted_at else None
    return Paper(
        row.id, row.occasion_id, bank.title, as_instant(row.started_at), as_instant(row.ends_at), submitted_at,
        tuple(questions),
    )  # fmt: skip


def get_score(actor: Actor, sitting_id: UUID, on: date, now: Instant) -> Score:
    """What came out of an own sitting that is over; raises NotFound for one that still runs. Two statements."""
    row = visible(Sitting, actor, "exams.sitting.see", on).filter(id=sitting_id).first()
    if row is None or (row.submitted_at is None and now <= row.ends_at):
        raise NotFound
    answers = {item: choice for item, choice, _ in _answers(actor, on, sitting_id)}
    counted = count_right(banks()[row.bank], read_paper(row.paper), answers)
    correct = counted.correct if row.correct is None else row.correct
    by_name = {competencies()[code].name: pair for code, pair in counted.by_competency.items()}
    return Score(correct, row.items, by_name)


def list_results(actor: Actor, occasion_id: UUID, on: date, now: Instant) -> dict[UUID, Result]:
    """Results of an occasion by candidate, those that the actor may see. Two statements.

    A sitting whose time ran out counts as it was saved, also before anybody closed it.
    """
    rows = list(visible(Sitting, actor, "exams.sitting.see", on).filter(occasion_id=occasion_id))
    open_ids = [row.id for row in rows if row.submitted_at is None and now > row.ends_at]
    saved: dict[UUID, dict[str, int]] = defaultdict(dict)
    answers = visible(SittingAnswer, actor, "exams.sitting.see", on).filter(sitting_id__in=open_ids)
    for sitting_id, item, choice in answers.values_list("sitting_id", "item", "choice"):
        saved[sitting_id][item] = choice
    found = {}
    for row in rows:
        correct = row.correct
        if row.id in open_ids:
            correct = count_right(banks()[row.bank], read_paper(row.paper), saved[row.id]).correct
        found[row.candidate_id] = Result(
            row.id, row.candidate_id, as_instant(row.started_at), as_instant(row.ends_at),
            as_instant(row.submitted_at) if row.submitted_at else None, row.items, correct,
        )  # fmt: skip
    return found


@dataclass(frozen=True, slots=True)
class Weighed:
    """One item of a bank with its figures; the coordinator reads its text and key here."""

    figures: ItemFigures
    competency: str
    text: str
    right: str
    reason: str


def weigh_items(actor: Actor, bank_name: str, on: date) -> tuple[int, list[Weighed]]:
    """The number of counted sittings, and figures of every item that was on a paper, most remarkable first. Two statements."""
    bank = banks().get(bank_name)
    if bank is None:
        raise NotFound
    rows = visible(Sitting, actor, "exams.item.weigh", on).filter(bank=bank_name, submitted_at__isnull=False)
    papers = {sitting_id: read_paper(paper) for sitting_id, paper in rows.values_list("id", "paper")}
    chosen: dict[UUID, dict[str, int]] = defaultdict(dict)
    answers = visible(SittingAnswer, actor, "exams.item.weigh", on).filter(sitting__bank=bank_name)
    for sitting_id, item, choice in answers.values_list("sitting_id", "item", "choice"):
        chosen[sitting_id][item] = choice
    marks = [
        {one.code: chosen[sitting_id].get(one.code) == bank.items[one.code].right for one in paper}
        for sitting_id, paper in papers.items()
    ]
    weighed = []
    for figures in figures_of(marks):
        one = bank.items[figures.code]
        name = competencies()[one.competency].name
        weighed.append(Weighed(figures, name, one.text, one.options[one.right], one.reason))
    weighed.sort(key=lambda row: (row.figures.difficulty is None, not row.figures.remark, row.figures.code))
    return len(papers), weighed


def _answers(actor: Actor, on: date, sitting_id: UUID) -> list[tuple[str, int, datetime]]:
    rows = visible(SittingAnswer, actor, "exams.sitting.see", on).filter(sitting_id=sitting_id)
    return list(rows.values_list("item", "choice", "saved_at"))
