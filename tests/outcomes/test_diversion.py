"""Diversion dollars: one event an episode, zero answers are answers, missing is missing, intervals by client and seed."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cairn.kernel.instants import Instant
from cairn.kernel.money import Money
from cairn.outcomes.domain.diversion import Answer, Price, diversion_of
from cairn.outcomes.domain.intervals import FEWEST_CLIENTS, cluster_interval

START = Instant(datetime(2026, 1, 5, 12, tzinfo=UTC))
ED = Price("emergency_room", Money(52000), "average cost", "payer", 2017, "HCUP SB 257, revised 2020")
PRICES = {
    "emergency_room": ED,
    "called_911": Price("called_911", Money(30000), "average", "county", 2025, "county ledger"),
}


def answer(client: str, hours: int, event: str) -> Answer:
    return Answer(client, Instant(START + timedelta(hours=hours)), event)


def test_one_event_counts_for_an_episode_of_a_client():
    result = diversion_of([answer("a", 0, "emergency_room"), answer("a", 5, "emergency_room")], PRICES)
    assert (result.total, result.episodes) == (Money(52000), 1)


def test_a_day_later_is_a_new_episode():
    result = diversion_of([answer("a", 0, "emergency_room"), answer("a", 24, "called_911")], PRICES)
    assert (result.total, result.episodes) == (Money(82000), 2)


def test_a_priced_answer_stands_before_nothing_in_the_same_episode():
    result = diversion_of([answer("a", 0, "done_nothing"), answer("a", 3, "called_911")], PRICES)
    assert result.total == Money(30000)


def test_nothing_and_a_friend_are_answers_worth_zero():
    result = diversion_of([answer("a", 0, "done_nothing"), answer("b", 0, "called_friend")], PRICES)
    assert (result.total, result.answers, dict(result.by_client)) == (Money(0), 2, {"a": 0, "b": 0})


def test_scenarios_are_shares_of_what_was_stated():
    result = diversion_of([answer("a", 0, "emergency_room")], PRICES)
    assert [result.scenario(percent) for percent in (25, 50, 100)] == [Money(13000), Money(26000), Money(52000)]


@pytest.mark.parametrize(("source", "year"), [("", 2020), ("  ", 2020), ("somewhere", 0)])
def test_a_price_without_source_or_year_is_refused(source, year):
    with pytest.raises(ValueError, match="no source or no year"):
        Price("emergency_room", Money(1), "average", "payer", year, source)


@given(st.permutations([answer(c, h, e) for c in "ab" for h in (0, 7, 30) for e in ("called_911", "done_nothing")]))
def test_the_order_of_answers_does_not_matter(answers):
    assert diversion_of(answers, PRICES).total == Money(4 * 30000)


def test_few_clients_get_no_interval():
    result = cluster_interval([100] * (FEWEST_CLIENTS - 1), draw=random.Random(1).randrange)
    assert (result.low, result.high, result.value) == (None, None, 2900)


def test_one_seed_gives_one_interval_and_it_holds_the_value():
    values = [0] * 40 + [52000] * 10
    first = cluster_interval(values, draw=random.Random(7).randrange, resamples=400)
    again = cluster_interval(list(reversed(values)), draw=random.Random(7).randrange, resamples=400)
    assert first == again
    assert first.low < first.value < first.high


def test_visits_of_one_client_do_not_narrow_the_interval():
    spread = cluster_interval([1000] * 60 + [0] * 60, draw=random.Random(3).randrange, resamples=400)
    heavy = cluster_interval([60000] + [0] * 119, draw=random.Random(3).randrange, resamples=400)
    assert heavy.high - heavy.low > spread.high - spread.low
