"""Checking in on the rhythm that two agreed on, seen where one looks at one's people."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from cairn.meetings.models import CheckInAgreement
from cairn.privacy.scope import scope_of, scope_of_installation
from cairn.support.queries.caseload import list_caseload
from tests.browsers import counted, set_clock, sign_in
from tests.people import NOW, TODAY, serve

pytestmark = pytest.mark.django_db


def agree(cast, pair, days_ago, every_days=7):
    with scope_of_installation():
        CheckInAgreement.objects.create(
            organization_id=cast.organization.id,
            relationship=pair,
            every_days=every_days,
            way="call",
            agreed_on=TODAY - timedelta(days=days_ago),
            recorded_at=NOW,
            recorded_by_id=cast.ana.engagement_id,
        )


@pytest.mark.parametrize(
    ("days_ago", "said", "not_said"),
    [
        (9, "Check-in overdue", "due today"),
        (7, "Check-in due today", "overdue"),
        (3, "Call every 7 days", "Check-in"),
    ],
)
def test_due_and_overdue_are_seen_on_the_card_and_on_the_page(cast, monkeypatch, days_ago, said, not_said):
    set_clock(monkeypatch)
    agree(cast, cast.gil_and_ana, days_ago)
    ana = sign_in(cast, "ana")
    for where in (reverse("list_caseload"), reverse("get_client", kwargs={"client_id": cast.gil.id})):
        page = ana.get(where).content.decode().split("<main", 1)[1]
        assert said in page, where
        assert not_said not in page, where
        assert "Call every 7 days" in page, where


def test_nothing_is_said_where_they_agreed_on_none_and_to_nobody_else(cast, monkeypatch):
    set_clock(monkeypatch)
    agree(cast, cast.hal_and_cleo, 30)
    agree(cast, cast.zoe_and_dov, 30)
    assert "Check-in" not in sign_in(cast, "ana").get("/people/").content.decode().split("<main", 1)[1]
    with scope_of(cast.cleo):
        assert [card.check_in.told for card in list_caseload(cast.cleo, TODAY).people] == ["Call every 7 days"]
    for who in ("ben", "faye"):  # what two agreed on is theirs
        actor = getattr(cast, who)
        with scope_of(actor):
            assert {card.check_in for card in list_caseload(actor, TODAY).people} == {None}


def test_a_rhythm_that_was_let_go_is_not_told(cast):
    agree(cast, cast.gil_and_ana, 30)
    with scope_of_installation():
        CheckInAgreement.objects.update(ended_on=TODAY)
    with scope_of(cast.ana):
        assert [card.check_in for card in list_caseload(cast.ana, TODAY).people] == [None]


def test_rhythms_cost_no_statement(cast, monkeypatch):
    set_clock(monkeypatch)
    ana, counts = sign_in(cast, "ana"), []
    for _ in range(2):
        ana.get("/people/")
        with counted() as count:
            ana.get("/people/")
        counts.append(len([one for one in count.statements if "privacy_ledger" not in one]))
        with scope_of_installation():
            pairs = [serve(f"Person {number}", cast.ana, cast.program)[1] for number in range(5)]
        for pair in pairs:
            agree(cast, pair, 9)
    assert counts[0] == counts[1]
