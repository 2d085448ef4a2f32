"""Sessions and work from before the first known rule: named, left out of the account, and no stop for any page."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from cairn.platform.packs import rules_on, the_rulebook
from cairn.privacy.scope import scope_of
from cairn.supervision.queries.debts import NEEDED, get_debt, judged_from, list_debts
from cairn.supervision.queries.log import get_log
from tests.browsers import set_clock, sign_in
from tests.labor import session, worked
from tests.people import TODAY, at

FIRST = date(2022, 1, 1)
OLD_DAYS = (TODAY - date(2021, 6, 1)).days


def test_the_first_day_is_the_one_from_which_every_rule_is_known():
    assert judged_from(TODAY, "us-mt") == FIRST
    eve = rules_on(FIRST - timedelta(days=1), "us-mt")
    assert any(eve.find(key) is None for key in NEEDED)
    assert all(rules_on(FIRST, "us-mt").find(key) for key in NEEDED)
    assert the_rulebook().known_since(["no.such.key"], TODAY, "us-mt") is None
    assert judged_from(FIRST, "us-mt") == FIRST
    assert judged_from(FIRST - timedelta(days=1), "us-mt") is None


@pytest.mark.django_db
def test_old_sessions_stop_no_page_and_are_named(cast, monkeypatch):
    set_clock(monkeypatch)
    with scope_of(cast.ana):
        for day in range(7):
            worked(cast, date(2021, 6, 1) + timedelta(days=day), 480)
        session(cast, at(9, days_ago=OLD_DAYS), at(10, days_ago=OLD_DAYS))
        worked(cast, TODAY - timedelta(days=2), 120)
        session(cast, at(9, days_ago=1), at(10, days_ago=1))
    with scope_of(cast.ben):
        debt = get_debt(cast.ben, cast.ana.engagement_id, TODAY)
        assert list_debts(cast.ben, TODAY)[0].judged_from == FIRST
        log = get_log(cast.ben, cast.ana.engagement_id, date(2021, 1, 1), TODAY, TODAY)
    figures = debt.decision.figures
    assert (debt.judged_from, figures["unjudged_sessions"], figures["unjudged_minutes"]) == (FIRST, 1, 7 * 480)
    assert (figures["supervised_minutes"], figures["gap_count"]) == (60, 0)
    assert "1 session and 56 h of work" in debt.decision.finding("supervision.not_judged").found
    assert (log.minutes, log.not_counted_minutes) == (60, 60)
    assert "not judged, no rule known" in str(log.parts)
    ben = sign_in(cast, "ben")
    for address in ("/supervision/", f"/supervision/{cast.ana.engagement_id}/"):
        answer = ben.get(address)
        assert answer.status_code == 200
        text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", answer.content.decode()))
        assert "before January 1, 2022 are not judged: no rule known" in text


@pytest.mark.django_db
def test_nothing_is_said_where_nothing_lies_before(cast):
    with scope_of(cast.ana):
        session(cast, at(9, days_ago=1), at(10, days_ago=1))
    with scope_of(cast.ben):
        debt = get_debt(cast.ben, cast.ana.engagement_id, TODAY)
    assert debt.judged_from is None
    assert "supervision.not_judged" not in {one.code for one in debt.decision.findings}
