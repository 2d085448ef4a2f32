"""Taking the answers of a step: what cannot be taken, what counts as done, and what only waits."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from cairn.intake.domain.questions import NOT_YET, QUESTIONS, Kind, Question, Step
from cairn.journeys.steps import FactKind, StepFact
from cairn.kernel.errors import BadInput
from cairn.kernel.instants import years_after

EARLIEST = date(1900, 1, 1)
DECIDES = {Step.WHO: "called", Step.EXPLAINED: "heard", Step.FEE: "agreed", Step.IDENTITY: "looked_at"}
SKIPPED, WAITS = "Skipped for now. It can be told any day.", "Not yet."


def checked_answers(step: Step, sent: Mapping[str, str], today: date) -> dict[str, str]:
    """What was told, without what was left out. Raises BadInput with a sentence for each field."""
    answers, problems = {}, {}
    for question in QUESTIONS[step]:
        text = sent.get(question.code, "").strip()
        if not text:
            continue
        problem = _problem(question, text, today)
        if problem:
            problems[question.code] = problem
        else:
            answers[question.code] = text
    if problems:
        raise BadInput(problems)
    return answers


def _problem(question: Question, text: str, today: date) -> str:
    if question.kind is Kind.CHOICE:
        return "" if text in dict(question.options) else "Choose one of the answers, or leave it open."
    if question.kind is Kind.DAY:
        return _day_problem(text, today)
    if len(text) > question.length:
        return f"Use at most {question.length} characters; now it is {len(text)}."
    return ""


def _day_problem(text: str, today: date) -> str:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return "Write the day as year-month-day, for example 1986-05-02."
    if day > today:
        return "This day is still to come. Give one that was."
    return "" if day >= EARLIEST else f"Give a day after {EARLIEST.year}."


def fact_of(step: Step, answers: Mapping[str, str], on: date, by: str) -> StepFact:
    """What the newest answers of a step say about it: done, or kept and waiting."""
    decides = DECIDES.get(step)
    told = answers.get(decides, "") if decides else "".join(answers.values())
    if not answers:
        return StepFact(step.value, FactKind.UNDER_WAY, on, SKIPPED, by)
    if not told or told == NOT_YET:
        return StepFact(step.value, FactKind.UNDER_WAY, on, WAITS, by)
    return StepFact(step.value, FactKind.DONE, on, "", by)


def day_of(answers: Mapping[str, str], code: str) -> date | None:
    """A kept day; None while it was not told."""
    return date.fromisoformat(answers[code]) if answers.get(code) else None


def years_old(birth_date: date, on: date) -> int:
    """Full years on a day; who was born on February 29 turns a year older on March 1 where there is none."""
    years = on.year - birth_date.year
    return years if years_after(birth_date, years) <= on else years - 1
