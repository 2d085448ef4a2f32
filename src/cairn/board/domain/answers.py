"""What was typed into a step, as the texts that are kept; and what is still missing before the application can be sent."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from cairn.board.domain.steps import STAYS, STEPS, Kind, Question, Step
from cairn.kernel.errors import BadInput

LONGEST, LONGEST_TEXT = 120, 4000  # letters; a certificate prints names of so many
MOST = 10_000  # hours or dollars: a slip of the finger, not a rule
MINUTES, CENTS = 60, 100  # the smallest parts of an hour and of a dollar


def read_step(step: Step, sent: Mapping[str, str]) -> dict[str, str]:
    """The answers of one step as kept texts. What is empty stays out; what cannot be read raises BadInput by field."""
    kept: dict[str, str] = {}
    problems: dict[str, str] = {}
    for question in step.questions:
        text = sent.get(question.name, "").strip()
        if not text:
            continue
        try:
            kept[question.name] = READERS[question.kind](question, text)
        except ValueError as error:
            problems[question.name] = str(error)
    if problems:
        raise BadInput(problems)
    return kept


def find_gaps(answers: Mapping[str, str]) -> dict[str, str]:
    """What keeps an application from being sent, by field: needed answers left empty, and stays half-told."""
    gaps = {
        question.name: f"{step.title}: “{question.label}” is still empty."
        for step in STEPS
        for question in step.asked(answers)
        if question.is_needed and not answers.get(question.name)
    }
    for n in range(1, STAYS + 1):
        gaps.update(_stay_gaps(answers, n))
    if answers.get("has_convictions") == "yes" and not answers.get("rehabilitation"):
        gaps["rehabilitation"] = "Other convictions: say what it was and what has changed since."
    return gaps


def _stay_gaps(answers: Mapping[str, str], n: int) -> Iterator[tuple[str, str]]:
    kind, started, ended = (answers.get(f"stay_{n}_{part}", "") for part in ("kind", "started", "ended"))
    if bool(kind) != bool(started):
        yield f"stay_{n}_{'started' if kind else 'kind'}", f"Stay {n}: give both where it was and when it began."
    if ended and not started:
        yield f"stay_{n}_started", f"Stay {n}: you gave its end. Say where it was and when it began, or empty it."
    elif ended and ended <= started:
        yield f"stay_{n}_ended", f"Stay {n}: the end must be after the start."


def _text(longest: int) -> Callable[[Question, str], str]:
    def read(question: Question, text: str) -> str:
        if len(text) > longest:
            raise ValueError(f"Keep this under {longest:,} letters; it has {len(text):,}.")
        return text

    return read


def _date(question: Question, text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise ValueError("Give the day, such as 2026-11-20.") from None


def _moment(question: Question, text: str) -> str:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is not None:
        raise ValueError("Give the day and the time, such as 2026-11-20T14:30.")
    return moment.isoformat(timespec="minutes")


def _amount(example: str, parts: int) -> Callable[[Question, str], str]:
    def read(question: Question, text: str) -> str:
        try:
            amount = Decimal(text.lstrip("$"))
        except InvalidOperation:
            amount = Decimal("NaN")
        if not amount.is_finite() or not 0 <= amount < MOST or (amount * parts) % 1:
            raise ValueError(f"Give a number, such as {example}.")
        return str(amount)

    return read


def _one_of(*allowed: str) -> Callable[[Question, str], str]:
    def read(question: Question, text: str) -> str:
        if text not in (allowed or [value for value, _ in question.choices]):
            raise ValueError("Choose one of those shown.")
        return text

    return read


READERS: dict[Kind, Callable[[Question, str], str]] = {
    Kind.TEXT: _text(LONGEST),
    Kind.LONG: _text(LONGEST_TEXT),
    Kind.DATE: _date,
    Kind.MOMENT: _moment,
    Kind.HOURS: _amount("40", MINUTES),
    Kind.DOLLARS: _amount("17.50", CENTS),
    Kind.YES: _one_of("yes"),
    Kind.YES_OR_NO: _one_of("yes", "no"),
    Kind.CHOICE: _one_of(),
}
