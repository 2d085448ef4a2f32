"""The benefits survey: the own answers, and for the coordinator how many said what, never who."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from cairn.instruments.questionnaires import Instrument
from cairn.kernel.actors import Actor, Role
from cairn.mentoring import policy  # noqa: F401 - declares who may
from cairn.mentoring.models import BenefitAnswer
from cairn.platform.instruments import instrument
from cairn.privacy.policy import visible

FEWEST = 5  # people who must have answered before anything is shown; the survey promises it
MENTOR, MENTEE = "mentoring-benefits-mentor", "mentoring-benefits-mentee"


@dataclass(frozen=True, slots=True)
class BenefitCounts:
    """One questionnaire of a year: how many people answered and, when they are enough, (question, [(answer, how many)])."""

    title: str
    people: int
    questions: tuple[tuple[str, tuple[tuple[str, int], ...]], ...]

    @property
    def is_hidden(self) -> bool:
        return self.people < FEWEST


def asked_of(actor: Actor) -> Instrument:
    """The questionnaire for the side of the pair that the actor is on."""
    return instrument(MENTOR if actor.role is Role.MENTOR else MENTEE)


def get_own_answers(actor: Actor, on: date) -> dict[str, str]:
    """What the actor answered for the year, by question. One statement."""
    rows = visible(BenefitAnswer, actor, "mentoring.benefit.answer", on).filter(for_year=on.year)
    return dict(rows.values_list("link_id", "code"))


def list_benefit_counts(actor: Actor, on: date) -> tuple[BenefitCounts, ...]:
    """The year so far. Two statements."""
    rows = visible(BenefitAnswer, actor, "mentoring.benefit.count", on).filter(for_year=on.year)
    people = dict(rows.values_list("instrument").annotate(Count("person", distinct=True)))
    said: dict[str, Counter[tuple[str, str]]] = {MENTEE: Counter(), MENTOR: Counter()}
    counted = rows.values_list("instrument", "link_id", "code").annotate(Count("id"))
    for name, link_id, code, count in counted:
        said[name][link_id, code] = count
    return tuple(_counts(name, title, people.get(name, 0), said[name]) for name, title in TITLES)


TITLES = ((MENTEE, "Mentees"), (MENTOR, "Mentors"))


def _counts(name: str, title: str, people: int, said: Counter[tuple[str, str]]) -> BenefitCounts:
    if people < FEWEST:
        return BenefitCounts(title, people, ())
    questions = (
        (
            question.text,
            tuple(
                (option.words, said[question.link_id, option.code])
                for option in question.options
                if not option.is_missing
            ),
        )
        for question in instrument(name).questions
    )
    return BenefitCounts(title, people, tuple(questions))
