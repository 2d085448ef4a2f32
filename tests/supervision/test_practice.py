"""Who may begin with somebody new: each cause on both sides of its day, the same answer as every other page, and to whom which part."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cairn.credentials.models import Renewal
from cairn.credentials.queries.standing import list_barred
from cairn.identity.models import Engagement, SupervisionAgreement
from cairn.kernel.actors import Role
from cairn.kernel.errors import NotPermitted
from cairn.platform.packs import rules_on
from cairn.privacy.scope import scope_of, scope_of_installation
from cairn.supervision.domain.practice import Cause
from cairn.supervision.queries.debts import list_debts, list_stop_decisions
from cairn.supervision.queries.practice import ask_practice
from tests.browsers import counted
from tests.labor import allow, contact, hire_more, session, worked
from tests.people import TODAY, at, engage

pytestmark = pytest.mark.django_db
NEXT, BEFORE = TODAY + timedelta(days=1), TODAY - timedelta(days=1)


@pytest.fixture
def cast(cast):
    with scope_of_installation():
        allow(cast)
    return cast


def causes(cast, on, actor=None):
    """Why Ana may not begin on a day; None when she may."""
    actor = actor or cast.faye
    with scope_of(actor):
        answer = ask_practice(actor, on)
    ana = cast.ana.engagement_id
    assert (ana in answer.may) is (ana not in answer.against)
    return answer.against[ana].figures["causes"] if ana in answer.against else None


def test_a_certificate_bars_from_the_day_on_which_its_grace_is_over(cast):
    with scope_of_installation():
        Renewal.objects.filter(credential__holder_id=cast.ana.engagement_id, period_ends_on=date(2026, 12, 31)).delete()
    last = date(2025, 12, 31) + timedelta(days=rules_on(TODAY, "us-mt").days("license.lapsed"))
    assert causes(cast, last) is None
    assert causes(cast, last + timedelta(days=1)) == (Cause.CERTIFICATE,)


@pytest.mark.parametrize(("days", "expected"), [(0, None), (1, (Cause.CERTIFICATE,))])
def test_a_candidate_begins_with_nobody_until_the_day_of_the_certificate(cast, days, expected):
    with scope_of_installation():
        held = Renewal.objects.filter(credential__holder_id=cast.ana.engagement_id).first().credential
        held.renewals.all().delete()
        held.issued_on = TODAY + timedelta(days=days)
        held.save()
    assert causes(cast, TODAY) == expected


def test_a_certificate_given_back_bars_from_that_day(cast):
    with scope_of_installation():
        held = Renewal.objects.filter(credential__holder_id=cast.ana.engagement_id).first().credential
        held.surrendered_on = TODAY
        held.save()
    assert (causes(cast, BEFORE), causes(cast, TODAY)) == (None, (Cause.CERTIFICATE,))


@pytest.mark.parametrize(
    ("changed", "on", "expected"),
    [
        ({"ends_on": TODAY}, TODAY, None),
        ({"ends_on": TODAY}, NEXT, (Cause.SUPERVISOR,)),
        ({"starts_on": TODAY}, TODAY, None),
        ({"starts_on": TODAY}, BEFORE, (Cause.SUPERVISOR,)),
        ({"peer_signed_at": None}, TODAY, (Cause.SUPERVISOR,)),
        ({"supervision": "peer"}, TODAY, (Cause.SUPERVISOR,)),
    ],
)
def test_without_a_supervisor_in_force_nobody_begins(cast, changed, on, expected):
    with scope_of_installation():
        SupervisionAgreement.objects.filter(id=cast.agreement.id).update(**changed)
    assert causes(cast, on) == expected


def test_who_supervises_left_so_nobody_does(cast):
    with scope_of_installation():
        Engagement.objects.filter(id=cast.ben.engagement_id).update(ends_on=TODAY)
    assert (causes(cast, TODAY), causes(cast, NEXT)) == (None, (Cause.SUPERVISOR,))


def test_the_stop_bars_from_the_minute_past_the_gap_until_a_session(cast):
    gap = rules_on(TODAY, "us-mt").minutes("supervision.max_gap")
    with scope_of_installation():
        session(cast, at(9, days_ago=9), at(10, days_ago=9))
        for days_ago in range(1, 6):
            worked(cast, TODAY - timedelta(days=days_ago), gap // 5)
        assert causes(cast, TODAY) is None
        worked(cast, TODAY, 1)
    assert (causes(cast, BEFORE), causes(cast, TODAY)) == (None, (Cause.STOP,))
    with scope_of_installation():
        session(cast, at(9), at(10))
    assert causes(cast, TODAY) is None


def test_every_cause_is_said_with_its_citations(cast):
    with scope_of_installation():
        SupervisionAgreement.objects.filter(id=cast.agreement.id).update(ends_on=BEFORE)
        Renewal.objects.all().delete()
        for days_ago in range(1, 4):
            worked(cast, TODAY - timedelta(days=days_ago), 1440)
    assert causes(cast, TODAY) == tuple(Cause)
    with scope_of(cast.faye):
        decision = ask_practice(cast.faye, TODAY).against[cast.ana.engagement_id]
    assert all(one.citations for one in decision.against)
    words = [one.found for one in decision.against]
    assert words[:2] == ["no certificate in force", "no supervisor"]
    assert words[2].startswith("must stop until supervised")


def test_the_answer_is_that_of_the_pages_of_supervision_and_certificates(cast):
    """Work before the last session is not read here, and everywhere else it is: both must say the same on each day."""
    with scope_of_installation():
        hire_more(cast, 2)
        for days_ago in range(3, 40):
            contact(cast, at(8, days_ago=days_ago), at(13, 10 + days_ago, days_ago=days_ago))
            worked(cast, TODAY - timedelta(days=days_ago), 37 * (1 + days_ago % 7), cast.cleo)
        contact(cast, at(22, days_ago=21), at(2, days_ago=20))  # over midnight, and a session within
        for days_ago, hour in ((33, 13), (21, 23), (14, 9), (6, 7)):
            session(cast, at(hour, days_ago=days_ago), at(hour, 45, days_ago=days_ago))
        session(cast, at(9, days_ago=4), at(10, days_ago=4), peer_signed_at=None)  # counts for nothing, and is work
    answers = set()
    with scope_of(cast.faye):
        for days_ago in range(40):
            on = TODAY - timedelta(days=days_ago)
            debts, barred, told = list_debts(cast.faye, on), list_barred(cast.faye, on), ask_practice(cast.faye, on)
            stops = list_stop_decisions(cast.faye, [each.peer for each in debts], on, "supervision.practice.ask")
            for debt in debts:
                key = debt.peer.id
                gap = "supervision.max_gap"
                assert stops[key].finding(gap) == debt.decision.finding(gap), (debt.peer.name, on)
                expected = debt.has_supervisor and not debt.is_stopped and key not in barred
                assert (key in told.may) is expected, (debt.peer.name, on)
                answers.add((debt.peer.name, expected))
    assert {("Ana", True), ("Ana", False), ("Cleo", True), ("Cleo", False)} <= answers


def test_a_person_served_learns_ids_and_no_reason(cast):
    with scope_of_installation():
        gil = engage(cast, "gil-himself", Role.CLIENT, cast.organization, cast.program)
        wes = engage(cast, "wes", Role.PEER_SUPPORTER, cast.organization, cast.program)
    with scope_of(gil):
        answer = ask_practice(gil, TODAY)
    assert answer.may == {cast.ana.engagement_id, cast.cleo.engagement_id}
    assert answer.against == {}
    with scope_of(cast.faye):
        assert set(ask_practice(cast.faye, TODAY).against) == {wes.engagement_id}


def test_a_peer_supporter_learns_of_themselves_and_of_nobody_else(cast):
    with scope_of_installation():
        wes = engage(cast, "wes", Role.PEER_SUPPORTER, cast.organization, cast.program)
    with scope_of(wes):
        answer = ask_practice(wes, TODAY)
    assert (answer.may, set(answer.against)) == (frozenset(), {wes.engagement_id})


def test_dov_learns_nothing_of_high_divide_and_others_have_no_business_here(cast):
    with scope_of(cast.dov):
        assert set(ask_practice(cast.dov, TODAY).against) == {cast.dov.engagement_id}
    for name in ("ben", "jun", "lee", "noor", "ivo", "hana", "kay", "mia"):
        actor = cast.actors[name]
        with scope_of(actor), pytest.raises(NotPermitted):
            ask_practice(actor, TODAY)


def test_it_costs_five_statements_whatever_the_number(cast):
    with scope_of(cast.faye):
        with counted() as few:
            ask_practice(cast.faye, TODAY)
        with scope_of_installation():
            hire_more(cast, 6)
        with counted() as many:
            assert len(ask_practice(cast.faye, TODAY).may) == 8
    assert len(few.statements) == len(many.statements) == 5, str(many)
    assert not any('supervision_supervisionsession"."summary' in one for one in many.statements)
