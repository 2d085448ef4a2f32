"""What came of it between two days: one definition for each measure, computed from the facts when asked."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cairn.identity.queries.programs import ProgramView, list_programs
from cairn.kernel.actors import Actor
from cairn.kernel.instants import Instant
from cairn.kernel.money import ZERO, Money
from cairn.kernel.suppression import is_few
from cairn.outcomes import policy
from cairn.outcomes.domain.diversion import SCENARIOS, Answer, Diversion, Price, diversion_of
from cairn.outcomes.domain.intervals import Interval, cluster_interval
from cairn.outcomes.domain.means import Mean, mean_by_client
from cairn.outcomes.domain.returns import Return
from cairn.outcomes.queries.prices import list_prices
from cairn.privacy.policy import grant_for
from cairn.support.queries.counts import ContactCounts, count_contacts
from cairn.support.queries.surveys import SurveyFact, list_survey_facts

SEED = 20_170_501  # of the resampling; written on the page, so that anybody can draw the same interval
MISSING = frozenset({"prefer_not_to_say"})
DAYS_IN_MONTH_TIMES_12 = 365


@dataclass(frozen=True, slots=True)
class Response:
    """How many surveys were offered, answered and declined; the rest is still open."""

    offered: int
    answered: int
    declined: int

    @property
    def percent(self) -> int | None:
        return (200 * self.answered + self.offered) // (2 * self.offered) if self.offered else None


@dataclass(frozen=True, slots=True)
class Scenario:
    """Diversion dollars if only a share of what was stated had happened, with the interval and what remains after the program's cost."""

    name: str
    percent: int
    gross: Money
    low: Money | None
    high: Money | None
    returns: Return


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Every figure of a period, with what is needed to judge it."""

    start: date
    end: date
    counts: ContactCounts
    cost: Money
    cost_per_contact: Money | None
    cost_per_client: Money | None
    response: Response
    satisfaction: Mean
    wellbeing: Mean
    counterfactual_answers: int
    diversion: Diversion
    interval: Interval
    scenarios: tuple[Scenario, ...]
    prices: tuple[Price, ...]
    unpriced: tuple[str, ...]  # stated events without a price: they count as nought

    @property
    def has_few_people(self) -> bool:
        """Whether contacts and hours would tell of one person."""
        return is_few(self.counts.clients)

    @property
    def has_few_answers(self) -> bool:
        """Whether what was stated, and its dollars, would tell what one person answered."""
        return is_few(self.interval.n)


def get_outcomes(actor: Actor, start: date, end: date, on: date) -> Outcomes:
    """Every measure from `start` to `end`, both included. Six statements, whatever the size."""
    grant_for(actor, policy.SEE)
    counts = count_contacts(actor, start, end, on)
    cost = cost_between(list_programs(actor, on), start, end)
    facts = list_survey_facts(actor, start, end, on=on)
    prices = {each.price.event: each.price for each in list_prices(actor, on)}
    answers = counterfactuals(facts)
    diversion = diversion_of(answers, prices)
    interval = cluster_interval(list(diversion.by_client.values()), draw=random.Random(SEED).randrange)  # noqa: S311 - a seeded draw, not a secret
    return Outcomes(
        start=start,
        end=end,
        counts=counts,
        cost=cost,
        cost_per_contact=cost.over(counts.contacts) if cost.cents else None,  # no cost entered is not a cost of nought
        cost_per_client=cost.over(counts.clients) if cost.cents else None,
        response=response_of(facts),
        satisfaction=mean_by_client(numbers(facts, "satisfaction")),
        wellbeing=mean_by_client(numbers(facts, "wellbeing")),
        counterfactual_answers=len(answers),
        diversion=diversion,
        interval=interval,
        scenarios=tuple(_scenario(name, percent, diversion, interval, cost) for name, percent in SCENARIOS),
        prices=tuple(prices.values()),
        unpriced=tuple(sorted({answer.event for answer in answers} - set(prices))),
    )


def cost_between(programs: Sequence[ProgramView], start: date, end: date) -> Money:
    """All costs of the programs in the period: a month's cost, taken by days."""
    total = ZERO
    for program in programs:
        days = (end - max(start, program.starts_on)).days + 1
        if days > 0:
            total += Money(
                (program.monthly_cost.cents * 12 * days + DAYS_IN_MONTH_TIMES_12 // 2) // DAYS_IN_MONTH_TIMES_12
            )
    return total


def response_of(facts: Sequence[SurveyFact]) -> Response:
    states = [fact.state for fact in facts]
    return Response(len(states), states.count("answered"), states.count("declined"))


def numbers(facts: Sequence[SurveyFact], link_id: str) -> list[tuple[int, int]]:
    """(client, number) for each answer to one question; what was skipped is not there."""
    found = []
    for fact in facts:
        _, number = fact.answers.get(link_id, ("", None))
        if number is not None:
            found.append((fact.client, number))
    return found


def counterfactuals(facts: Sequence[SurveyFact]) -> list[Answer]:
    """Answers to "what would you have done"; no answer and "rather not say" are missing, not nought."""
    found = []
    for fact in facts:
        code, _ = fact.answers.get("counterfactual", ("", None))
        if code and code not in MISSING:
            found.append(Answer(f"{fact.client:08d}", Instant(fact.at), code))
    return found


def _scenario(name: str, percent: int, diversion: Diversion, interval: Interval, cost: Money) -> Scenario:
    gross = diversion.scenario(percent)
    low, high = (
        None if cents is None else Money((cents * percent + 50) // 100) for cents in (interval.low, interval.high)
    )
    return Scenario(name, percent, gross, low, high, Return(gross, cost))
