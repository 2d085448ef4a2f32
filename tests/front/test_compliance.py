"""Compliance: one row for each peer supporter, soonest breach first, in a bounded number of statements."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from cairn.credentials.models import BackgroundCheck
from cairn.front.pages.compliance import list_compliance
from cairn.identity.models import SupervisionAgreement, SupervisorQualification
from cairn.privacy.scope import scope_of
from cairn.supervision.queries.debts import get_debt
from tests.browsers import counted, set_clock, sign_in
from tests.labor import certify, hire_more, worked
from tests.people import LONG_AGO, TODAY

pytestmark = pytest.mark.django_db(transaction=True)


def ana_row(cast):
    with scope_of(cast.faye):
        return next(row for row in list_compliance(cast.faye, TODAY) if row.peer.id == cast.ana.engagement_id)


@pytest.fixture
def in_order(cast):
    """Ana: certified this year, checked, supervised."""
    with scope_of(cast.faye):
        certify(cast, date(2026, 2, 1))
        BackgroundCheck.objects.create(
            organization_id=cast.organization.id,
            holder_id=cast.ana.engagement_id,
            completed_on=LONG_AGO,
            is_clear=True,
        )


def test_everything_in_order_is_clear_and_says_what_comes_next(cast, in_order):
    row = ana_row(cast)
    assert row.is_clear
    assert row.agreement.supervisor_name == "Ben"
    assert row.next.words == "40 h of work until the stop"


def test_each_thing_that_is_missing_stands_against_the_row(cast, in_order):
    with scope_of(cast.faye):
        SupervisorQualification.objects.update(expires_on=TODAY - timedelta(days=1))
    row = ana_row(cast)
    assert (row.supervisor.allowed, row.next.words) == (False, "The supervisor is not qualified")
    with scope_of(cast.faye):
        SupervisionAgreement.objects.update(supervisor_signed_at=None)
    row = ana_row(cast)
    assert (row.agreement, row.next.words) == (None, "No supervision agreement in force")


def test_the_soonest_breach_comes_first_and_the_page_is_the_same_decision(cast, in_order):
    with scope_of(cast.faye):
        for days_ago in range(1, 7):
            worked(cast, TODAY - timedelta(days=days_ago), 480)
        debt = get_debt(cast.faye, cast.ana.engagement_id, TODAY)
    row = ana_row(cast)
    assert row.debt.decision == debt.decision
    assert row.next.words == "Work stops until a session is held"
    with scope_of(cast.faye):
        rows = list_compliance(cast.faye, TODAY)
    assert [each.next.days for each in rows] == sorted(each.next.days for each in rows)


def test_only_the_manager_opens_it(cast, monkeypatch):
    set_clock(monkeypatch)
    codes = {name: sign_in(cast, name).get("/compliance/").status_code for name in ("faye", "ana", "ben", "dov", "lee")}
    assert codes == {"faye": 200, "ana": 403, "ben": 403, "dov": 403, "lee": 403}


def test_it_costs_the_same_for_five_and_for_two_hundred(cast, monkeypatch):
    set_clock(monkeypatch)
    faye, costs = sign_in(cast, "faye"), []
    for more in (3, 195):
        with scope_of(cast.faye):
            hire_more(cast, more)
        with counted() as asked:
            answer = faye.get("/compliance/")
        assert answer.status_code == 200
        costs.append(len(asked))
    assert costs[0] == costs[1] <= 6, asked


def test_a_long_list_comes_in_pages_that_together_hold_everybody_once(cast, monkeypatch):
    set_clock(monkeypatch)
    with scope_of(cast.faye):
        hire_more(cast, 90)
    faye, address, seen = sign_in(cast, "faye"), "/compliance/", []
    for _ in range(3):
        body = faye.get(address).content.decode()
        seen += re.findall(r"/credential/([0-9a-f-]{36})/", body)
        older = re.search(r'href="(/compliance/\?after=[^"]+)"', body)
        address = older.group(1) if older else ""
    assert address == ""
    assert len(seen) == len(set(seen)) == 92
