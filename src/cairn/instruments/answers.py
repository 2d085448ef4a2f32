"""Answers: what was chosen, checked against the questions, and the figures that follow.

Missing stays missing. A skipped question is no answer; "prefer not to say" is kept as said and counts as missing; a score over a
missing answer does not exist. Nothing is filled in and nothing is prorated.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cairn.instruments.questionnaires import Instrument, Option, Question
from cairn.kernel.errors import BadInput


@dataclass(frozen=True, slots=True)
class Answer:
    """One question answered."""

    link_id: str
    option: Option


@dataclass(frozen=True, slots=True)
class Scored:
    """One figure, or None with the questions that are missing for it. The possible range is the instrument's own."""

    code: str
    value: int | None
    missing: tuple[str, ...]
    lowest: int
    highest: int


def read_answers(instrument: Instrument, given: Mapping[str, str]) -> tuple[Answer, ...]:
    """Answers in the order of the questions from `{linkId: code}`; an empty text is a skipped question.

    Raises BadInput naming each question whose answer is not on its list, or that may not be skipped.
    """
    problems: dict[str, str] = {}
    answers: list[Answer] = []
    for question in instrument.questions:
        code = given.get(question.link_id, "")
        option = question.option(code)
        if option is not None:
            answers.append(Answer(question.link_id, option))
        elif code:
            problems[question.link_id] = f"“{question.text}”: choose one of the answers shown."
        elif question.is_required:
            problems[question.link_id] = f"“{question.text}”: please choose an answer."
    if problems:
        raise BadInput(problems)
    return tuple(answers)


def scores_of(instrument: Instrument, answers: tuple[Answer, ...]) -> tuple[Scored, ...]:
    """Every score that the instrument defines, exact or not there at all."""
    chosen = {answer.link_id: answer.option for answer in answers if not answer.option.is_missing}
    scored = []
    for score in instrument.scores:
        numbers = [[o.number for o in instrument.question(q).options if o.number is not None] for q in score.over]
        missing = tuple(link_id for link_id in score.over if link_id not in chosen)
        total = None if missing else score.times * sum(chosen[link_id].number or 0 for link_id in score.over)
        lowest = score.times * sum(min(of_one) for of_one in numbers)
        highest = score.times * sum(max(of_one) for of_one in numbers)
        scored.append(Scored(score.code, total, missing, lowest, highest))
    return tuple(scored)


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as a form shows it: chips of one choice."""

    name: str
    legend: str
    hint: str
    options: tuple[tuple[str, str], ...]
    chosen: str
    may_skip: bool
    error: str


def form_of(
    instrument: Instrument, given: Mapping[str, str] | None = None, problems: Mapping[str, str] | None = None
) -> tuple[Asked, ...]:
    """The form of an instrument: every page that asks one draws this, and nothing else."""
    return tuple(_asked(question, given or {}, problems or {}) for question in instrument.questions)


def _asked(question: Question, given: Mapping[str, str], problems: Mapping[str, str]) -> Asked:
    return Asked(
        name=question.link_id,
        legend=question.text,
        hint=question.hint,
        options=tuple((option.code, option.words) for option in question.options),
        chosen=given.get(question.link_id, ""),
        may_skip=not question.is_required,
        error=problems.get(question.link_id, ""),
    )
