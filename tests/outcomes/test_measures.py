"""Measures equal what somebody else computes from the raw rows; missing is missing; nobody can be picked out."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cairn.kernel.errors import BadInput, Conflict, NotPermitted
from cairn.kernel.money import Money
from cairn.kernel.suppression import hidden_parts
from cairn.outcomes.commands.prices import PriceDraft, choose_price
from cairn.outcomes.models import UnitCost
from cairn.outcomes.queries.measures import get_outcomes
from cairn.outcomes.queries.prices import list_offered_prices
from cairn.platform.ids import new_id
from cairn.privacy.models import LedgerEntry
from cairn.privacy.scope import scope_of, scope_of_installation
from cairn.support.models import Client, Survey, SurveyAnswer
from tests.billing.test_claims import contact
from tests.browsers import set_clock, sign_in, steady
from tests.people import LONG_AGO, NOW, TODAY

pytestmark = pytest.mark.django_db
EVENTS = frozenset({"emergency_department", "called_911"})
START = TODAY - timedelta(days=30)


def draft(**changes):
    values = {
        "id": new_id(),
        "event": "emergency_department",
        "amount": Money(52000),
        "basis": "average cost",
        "payer_view": "payer",
        "price_year": 2017,
        "source": "HCUP Statistical Brief 257",
    }
    return PriceDraft(**{**values, **changes})


def choose(cast, actor=None, **changes):
    actor = actor or cast.faye
    with scope_of(actor):
        return choose_price(actor=actor, now=NOW, draft=draft(**changes), events=EVENTS)


def answered(cast, encounter, code, satisfaction=None):
    own = {"organization_id": cast.organization.id}
    with scope_of_installation():
        survey = Survey.objects.create(
            encounter=encounter,
            client_id=encounter.client_id,
            instrument="one-minute-survey",
            instrument_version="1",
            channel="link",
            state="answered" if code else "offered",
            offered_at=NOW,
            **own,
        )
        if code:
            SurveyAnswer.objects.create(survey=survey, link_id="counterfactual", code=code, **own)
        if satisfaction:
            SurveyAnswer.objects.create(
                survey=survey, link_id="satisfaction", code=f"satisfaction_{satisfaction}", number=satisfaction, **own
            )


def people(cast, count):
    with scope_of_installation():
        return [
            Client.objects.create(
                organization_id=cast.organization.id,
                program=cast.program,
                name=f"P{n}",
                started_on=LONG_AGO,
                created_at=NOW,
                created_by_id=cast.ana.engagement_id,
            )
            for n in range(count)
        ]


def outcomes(cast, actor):
    with scope_of(actor):
        return get_outcomes(actor, START, TODAY, TODAY)


def test_figures_equal_a_count_of_the_rows(cast):
    choose(cast)
    codes = ["emergency_department", "done_nothing", "prefer_not_to_say", None]
    for n, client in enumerate(people(cast, 40)):
        answered(
            cast, contact(cast, (8 + n % 8, n % 50), 30, client=client, days_ago=1 + n % 20), codes[n % 4], 1 + n % 5
        )
    found = outcomes(cast, cast.lee)
    assert (found.counts.contacts, found.counts.clients, found.counts.minutes) == (40, 40, 1200)
    assert (found.response.offered, found.response.answered) == (40, 30)
    assert found.diversion.total == Money(10 * 52000)
    assert found.counterfactual_answers == 20
    assert found.interval.n == 20
    assert found.unpriced == ("done_nothing",)
    assert [scenario.gross for scenario in found.scenarios] == [Money(130000), Money(260000), Money(520000)]
    days = (TODAY - START).days + 1
    assert found.cost == Money(round(cast.program.monthly_cost_cents * 12 * days / 365))
    assert found.cost_per_contact == found.cost.over(40)


def test_two_readers_see_the_same_figures(cast):
    answered(cast, contact(cast, (9,), 30), "done_nothing")
    assert outcomes(cast, cast.faye) == outcomes(cast, cast.lee)


@pytest.mark.parametrize("name", ["ana", "ben", "jun", "noor"])
def test_others_see_no_figures(cast, name):
    with pytest.raises(NotPermitted):
        outcomes(cast, cast.actors[name])


def test_dov_s_organization_is_not_in_it(cast):
    contact(cast, (9,), 30)
    with scope_of_installation():
        cast.accounts
    from tests.people import engage

    with scope_of_installation():
        funder = engage(cast, "other-lee", cast.lee.role, cast.other_organization, cast.other_program)
    assert outcomes(cast, funder).counts.contacts == 0


def test_a_price_is_put_in_use_once_and_the_older_one_rests(cast):
    form = new_id()
    choose(cast, id=form)
    choose(cast, id=form)
    choose(cast, amount=Money(60000))
    with scope_of_installation():
        assert UnitCost.objects.count() == 2
        assert UnitCost.objects.get(in_use=True).amount_cents == 60000
        assert LedgerEntry.objects.filter(action="outcomes.price.chosen").count() == 2


def test_the_same_form_with_another_price_is_a_conflict(cast):
    form = new_id()
    choose(cast, id=form)
    with pytest.raises(Conflict):
        choose(cast, id=form, amount=Money(1))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("source", "  "),
        ("price_year", 1890),
        ("price_year", TODAY.year + 1),
        ("amount", Money(0)),
        ("event", "nonsense"),
        ("basis", ""),
        ("payer_view", ""),
    ],
)
def test_a_price_that_cannot_stand_names_its_field(cast, field, value):
    with pytest.raises(BadInput) as error:
        choose(cast, **{field: value})
    assert list(error.value.problems) == [field]


@pytest.mark.parametrize(("field", "longest"), [("basis", 20), ("payer_view", 40), ("source", 300)])
def test_words_that_are_too_long_are_said_and_never_cut(cast, field, longest):
    with pytest.raises(BadInput) as error:
        choose(cast, **{field: "x" * (longest + 1)})
    assert error.value.problems == {field: f"Use at most {longest} characters."}
    choose(cast, **{field: "x" * longest})


@pytest.mark.parametrize(("field", "value"), [("basis", "charge"), ("payer_view", "the county"), ("price_year", 2018)])
def test_the_same_form_with_another_word_is_a_conflict_too(cast, field, value):
    first = draft()
    for one in (first, replace(first, **{field: value})):
        with scope_of(cast.faye), nullcontext() if one is first else pytest.raises(Conflict):
            choose_price(actor=cast.faye, now=NOW, draft=one, events=EVENTS)


def test_one_hidden_month_alone_would_be_found_by_taking_the_others_away():
    assert hidden_parts([40, 3, 12, 50]) == {1, 2}
    assert hidden_parts([40, 3, 4]) == {0, 1, 2}  # the rest of the whole would tell of seven people
    assert hidden_parts([100, 1, 1, 20]) == {1, 2, 3}
    assert hidden_parts([40, 0, 12]) == frozenset()
    assert hidden_parts([40, 5, 0]) == {0, 1}
    assert hidden_parts([3]) == {0}


def test_few_people_are_not_told_of_by_what_stands_beside_them(cast, monkeypatch):
    """One person of three would go to the emergency room: neither reader learns it from contacts, dollars or answers."""
    set_clock(monkeypatch)
    choose(cast)
    for n, client in enumerate(people(cast, 3)):
        answered(cast, contact(cast, (9 + n,), 60, client=client), "emergency_department" if n else "called_911", 5)
    for name, address in (("lee", "/outcomes/"), ("faye", "/outcomes/"), ("lee", "/")):
        body = steady(sign_in(cast, name).get(address))
        assert "So few people answered" in body
        for told in ("Diversion dollars", "contacts</", "3 clients", "911"):
            assert told not in body, (name, address, told)


def test_the_funder_chooses_no_price(cast):
    with pytest.raises(NotPermitted):
        choose(cast, cast.lee)


def test_offered_prices_carry_source_and_year(cast):
    offered = list_offered_prices(cast.faye, TODAY)
    assert offered
    assert all(entry.citation.text and entry.about["price_year"] for entry in offered)


def test_the_number_of_statements_does_not_grow(cast):
    counts = []
    for size in (3, 40):
        for n, client in enumerate(people(cast, size)):
            answered(cast, contact(cast, (8 + n % 8, n % 50), 30, client=client, days_ago=1 + n % 20), "done_nothing")
        with scope_of(cast.lee), CaptureQueriesContext(connection) as queries:
            get_outcomes(cast.lee, START, TODAY, TODAY)
        counts.append(len(queries))
    assert counts[0] == counts[1] == 6
