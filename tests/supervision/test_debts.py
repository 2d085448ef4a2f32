"""Supervision owed: the page, the list and a recomputation by hand say the same."""

from __future__ import annotations

import re
from datetime import date, timedelta
from fractions import Fraction

import pytest

from cairn.identity.models import SupervisionAgreement, SupervisorQualification
from cairn.kernel.errors import NotFound, NotPermitted
from cairn.platform.packs import rules_on
from cairn.privacy.scope import scope_of
from cairn.supervision.models import SupervisionSession
from cairn.supervision.queries.debts import get_debt, list_debts
from tests.browsers import counted, set_clock, sign_in, steady
from tests.labor import contact, hire_more, session, worked
from tests.people import NOW, TODAY, at

pytestmark = pytest.mark.django_db(transaction=True)


def debt(cast, actor=None):
    actor = actor or cast.ben
    with scope_of(actor):
        return get_debt(actor, cast.ana.engagement_id, TODAY)


def reasons(cast) -> list[str]:
    return [each.reason for each in debt(cast).decision.figures["not_counted"]]


def a_month(cast) -> None:
    """Thirty days of contacts, some overlapping, some paperwork, three sessions."""
    for days_ago in range(1, 31):
        contact(cast, at(9, days_ago=days_ago), at(10, 7, days_ago=days_ago))
        contact(cast, at(9, 30, days_ago=days_ago), at(10, 30, days_ago=days_ago))
        worked(cast, TODAY - timedelta(days=days_ago), 200)
    for days_ago in (25, 14, 3):
        session(cast, at(13, days_ago=days_ago), at(13, 45, days_ago=days_ago))


def by_hand() -> int:
    """Minutes owed for `a_month`, worked out again without the code under test."""
    a_day, supervised = 90 + 200, 3 * 45
    rules = rules_on(TODAY, "us-mt")
    owed = (30 * a_day + supervised) * Fraction(rules.value("supervision.ratio")) - supervised
    return -(-owed.numerator // owed.denominator)


def test_what_is_owed_equals_a_recomputation_by_hand(cast, monkeypatch):
    set_clock(monkeypatch)
    with scope_of(cast.ana):
        a_month(cast)
    owed = by_hand()
    assert owed > 0
    assert debt(cast).owed_minutes == owed
    with scope_of(cast.ben):
        assert [each.owed_minutes for each in list_debts(cast.ben, TODAY)] == [owed]
    words = f"{owed // 60} h {owed % 60} min"
    for address in ("/supervision/", f"/supervision/{cast.ana.engagement_id}/"):
        text = re.sub(r"<[^>]+>", "", sign_in(cast, "ben").get(address).content.decode())
        assert words in text, address


def test_work_stops_at_the_gap_and_a_session_opens_the_way_but_leaves_the_gap_on_record(cast):
    with scope_of(cast.ana):
        for days_ago in range(1, 7):
            worked(cast, TODAY - timedelta(days=days_ago), 480)
    stopped = debt(cast)
    assert (stopped.decision.outcome, stopped.until_stop_minutes) == ("stop", 0)
    with scope_of(cast.ana):
        session(cast, at(9), at(12))
    after = debt(cast).decision
    assert (after.outcome, after.figures["gap_count"], after.figures["is_made_up"]) == ("in step", 1, True)


def test_a_session_counts_only_when_both_signed(cast):
    with scope_of(cast.ana):
        row = session(cast, at(9), at(10), peer_signed_at=None)
        assert reasons(cast) == ["not signed by the peer supporter"]
        SupervisionSession.objects.filter(id=row.id).update(peer_signed_at=NOW, supervisor_signed_at=None)
        assert reasons(cast) == ["not signed by the supervisor"]
        SupervisionSession.objects.filter(id=row.id).update(supervisor_signed_at=NOW)
    assert reasons(cast) == []


def test_a_session_by_somebody_not_qualified_on_that_day_does_not_count(cast):
    with scope_of(cast.ana):
        session(cast, at(9, days_ago=30), at(10, days_ago=30))
        session(cast, at(9), at(10))
        SupervisorQualification.objects.update(expires_on=TODAY - timedelta(days=10))
    assert reasons(cast) == ["the supervisor was not qualified on that day"]
    assert debt(cast).decision.figures["supervised_minutes"] == 60


def test_a_qualification_put_on_record_later_does_not_reach_back(cast):
    with scope_of(cast.ana):
        license_ = SupervisorQualification.objects.get()
        SupervisorQualification.objects.update(recorded_at=NOW + timedelta(hours=1))
        session(cast, at(9, days_ago=3), at(10, days_ago=3), recorded_at=at(11, days_ago=3))
        assert reasons(cast) == ["the supervisor was not qualified on that day"]
        SupervisorQualification.objects.filter(id=license_.id).update(recorded_at=at(10, days_ago=400))
    assert reasons(cast) == []


def test_a_kind_of_license_is_known_however_it_was_typed(cast):
    with scope_of(cast.ana):
        session(cast, at(9), at(10))
        SupervisorQualification.objects.update(license_type="Social Worker")
        assert reasons(cast) == []
        SupervisorQualification.objects.update(license_type="Massage Therapist")
    assert reasons(cast) == ["the supervisor was not qualified on that day"]


def test_a_license_too_young_does_not_count_until_courses_stand_in(cast):
    with scope_of(cast.ana):
        session(cast, at(9), at(10))
        SupervisorQualification.objects.update(licensed_on=TODAY - timedelta(days=400))
        assert reasons(cast) == ["the supervisor was not qualified on that day"]
        SupervisorQualification.objects.update(
            supervision_training_minutes=20 * 60, supervision_training_completed_on=TODAY - timedelta(days=30)
        )
    assert reasons(cast) == []


def test_outside_the_agreement_or_under_a_relative_it_does_not_count(cast):
    with scope_of(cast.ana):
        session(cast, at(9), at(10))
        SupervisionAgreement.objects.update(starts_on=TODAY + timedelta(days=1))
        with scope_of(cast.faye):
            facts = get_debt(cast.faye, cast.ana.engagement_id, TODAY).decision.figures["not_counted"]
        assert [each.reason for each in facts] == ["no agreement was in force on that day"]
        SupervisionAgreement.objects.update(starts_on=date(2024, 1, 1), is_relative=True)
    assert reasons(cast) == ["the supervisor is a relative"]


def test_an_agreement_signed_after_the_session_was_recorded_does_not_reach_back(cast):
    with scope_of(cast.ana):
        session(cast, at(9, days_ago=3), at(10, days_ago=3), recorded_at=at(11, days_ago=3))
        SupervisionAgreement.objects.update(peer_signed_at=at(9))
    assert reasons(cast) == ["no agreement was in force on that day"]


def test_cancelled_sessions_are_out(cast):
    with scope_of(cast.ana):
        session(cast, at(9), at(10), cancelled_at=NOW)
    assert debt(cast).decision.figures["supervised_minutes"] == 0


def test_who_may_see_whose_debt(cast):
    for actor in (cast.ana, cast.ben, cast.faye):
        assert debt(cast, actor).peer.id == cast.ana.engagement_id
    for actor in (cast.cleo, cast.dov):
        with pytest.raises(NotFound):
            debt(cast, actor)
    for actor in (cast.lee, cast.jun, cast.noor):
        with pytest.raises(NotPermitted):
            debt(cast, actor)


def test_each_role_lists_its_own(cast):
    def names(actor):
        with scope_of(actor):
            return {each.peer.name for each in list_debts(actor, TODAY)}

    assert (names(cast.ana), names(cast.ben), names(cast.faye)) == ({"Ana"}, {"Ana"}, {"Ana", "Cleo"})


def test_the_soonest_stop_comes_first(cast):
    with scope_of(cast.faye):
        worked(cast, TODAY, 300, cast.cleo)
        assert [each.peer.name for each in list_debts(cast.faye, TODAY)] == ["Cleo", "Ana"]


def test_who_has_no_supervisor_never_stands_in_step(cast, monkeypatch):
    """Cleo worked nothing and has no agreement: nothing is owed, and still she may not practice."""
    set_clock(monkeypatch)
    with scope_of(cast.faye):
        assert [(each.peer.name, each.standing) for each in list_debts(cast.faye, TODAY)] == [
            ("Cleo", "no supervisor"),
            ("Ana", "in step"),
        ]
    manager, own = (sign_in(cast, name).get("/supervision/").content.decode() for name in ("faye", "cleo"))
    for body in (manager, own):
        assert "No supervisor" in body
        assert "No practice until an agreement is signed by both." in body
    assert f"/agreements/new/?peer={cast.cleo.engagement_id}" in manager
    assert "Ask your program manager today" in own
    assert "/agreements/new/" not in own
    page = sign_in(cast, "faye").get(f"/supervision/{cast.cleo.engagement_id}/").content.decode()
    assert "No supervisor today" in page


@pytest.mark.parametrize(
    "change", [{"peer_signed_at": None}, {"supervision": "peer"}, {"ends_on": TODAY - timedelta(1)}]
)
def test_only_a_clinical_agreement_in_force_is_a_supervisor(cast, change):
    assert debt(cast, cast.faye).has_supervisor
    with scope_of(cast.faye):
        SupervisionAgreement.objects.update(**change)
    assert debt(cast, cast.faye).standing == "no supervisor"


def test_lists_cost_the_same_for_five_and_for_two_hundred(cast, monkeypatch):
    set_clock(monkeypatch)
    browsers, costs = {name: sign_in(cast, name) for name in ("ben", "faye")}, []
    for more in (5, 195):
        with scope_of(cast.faye):
            hire_more(cast, more)
        for browser in browsers.values():
            with counted() as count:
                page = browser.get("/supervision/")
            assert page.status_code == 200
            assert "No practice" in page.content.decode()  # whoever was just hired has no certificate
            costs.append(len(count))
    assert costs[:2] == costs[2:]
    assert max(costs) <= 8


def test_the_prepared_page_shows_people_by_phase_and_costs_seven_statements(cast, monkeypatch):
    set_clock(monkeypatch)
    address = f"/supervision/{cast.ana.engagement_id}/"
    with scope_of(cast.ana):
        a_month(cast)
    browser = sign_in(cast, "ben")
    with counted() as count:
        body = browser.get(address).content.decode()
    assert "Gil" in body
    assert "Hal" not in steady(body)
    ledger = [sql for sql in count.statements if "ledger" in sql]
    assert len(count) - len(ledger) <= 7, count  # one for the clock
    manager = sign_in(cast, "faye").get(address).content.decode()
    assert "Engaging" in manager
    assert "Gil" not in steady(manager)
    assert sign_in(cast, "cleo").get(address).status_code == 404
    assert sign_in(cast, "dov").get(address).status_code == 404
    assert sign_in(cast, "lee").get(address).status_code == 403
