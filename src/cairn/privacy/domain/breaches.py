"""Information that got to somebody who should not have it: who is told until when. Small ones too, in a log by year. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from cairn.kernel.citations import Citation
from cairn.kernel.errors import BadInput

WHAT_LENGTH, KINDS_LENGTH, WORDS_LENGTH = 1000, 300, 600


class Step(StrEnum):
    """Who has to be told."""

    PEOPLE = "people"
    DEPARTMENT = "department"
    MEDIA = "media"

    @property
    def label(self) -> str:
        return {
            "people": "Each person whose information it was, in writing",
            "department": "The federal health department, on its website",
            "media": "The news media of the state",
        }[self.value]


@dataclass(frozen=True, slots=True)
class BreachRules:
    """The terms of a day, each with its source."""

    individual_days: int
    large_from: int
    media_above: int
    after_year_end_days: int
    sources: dict[Step, Citation]
    small_source: Citation  # for the department, when the breach is small


@dataclass(frozen=True, slots=True)
class Duty:
    """One who has to be told, until when, and when it was done."""

    step: Step
    due: date
    citation: Citation
    done_on: date | None


def is_large(people: int, rules: BreachRules) -> bool:
    return people >= rules.large_from


def duties_of(
    *, discovered_on: date, people: int, most_in_one_state: int, done: dict[Step, date], rules: BreachRules
) -> tuple[Duty, ...]:
    """Everybody who has to be told, soonest first. The news media only for more people of one state than the rule names."""
    soon = discovered_on + timedelta(days=rules.individual_days)
    year_end = date(discovered_on.year, 12, 31)
    large = is_large(people, rules)
    department = soon if large else year_end + timedelta(days=rules.after_year_end_days)
    owed = [
        (Step.PEOPLE, soon, rules.sources[Step.PEOPLE]),
        (Step.DEPARTMENT, department, rules.sources[Step.DEPARTMENT] if large else rules.small_source),
    ]
    if most_in_one_state > rules.media_above:
        owed.append((Step.MEDIA, soon, rules.sources[Step.MEDIA]))
    return tuple(
        sorted((Duty(step, due, source, done.get(step)) for step, due, source in owed), key=lambda one: one.due)
    )


def check_breach(
    *, what: str, kinds: str, people: int, most_in_one_state: int, discovered_on: date | None,
    happened_on: date | None, today: date,
) -> date:  # fmt: skip
    """The day of discovery. Raises BadInput naming each field."""
    problems = {}
    if not what:
        problems["what"] = "Write in a few words what happened. Name nobody who is served."
    elif len(what) > WHAT_LENGTH:
        problems["what"] = f"Use at most {WHAT_LENGTH} characters; now it is {len(what)}."
    if len(kinds) > KINDS_LENGTH:
        problems["kinds"] = f"Use at most {KINDS_LENGTH} characters; now it is {len(kinds)}."
    if people < 1:
        problems["people"] = (
            "Write how many people it concerns. One counts; where you do not know yet, write the most it can be."
        )
    if most_in_one_state > people:
        problems["most_in_one_state"] = "This cannot be more than all people together."
    if discovered_on is None:
        problems["discovered_on"] = (
            "Say on which day somebody here first knew, or could have known: the terms count from there."
        )
    elif discovered_on > today:
        problems["discovered_on"] = "This day is still to come."
    elif happened_on is not None and happened_on > discovered_on:
        problems["happened_on"] = "It cannot have happened after it was discovered."
    if problems or discovered_on is None:
        raise BadInput(problems)
    return discovered_on


def check_words(field: str, words: str, ask: str) -> None:
    """Raises BadInput where nothing is said, or too much."""
    if not words:
        raise BadInput({field: ask})
    if len(words) > WORDS_LENGTH:
        raise BadInput({field: f"Use at most {WORDS_LENGTH} characters; now it is {len(words)}."})
