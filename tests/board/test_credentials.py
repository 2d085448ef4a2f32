"""A certificate at the board: what it is follows from the dates; renewed on a word, late with a penalty, ordered with a reason."""

from __future__ import annotations

from datetime import date, time

import pytest

from cairn.board.commands.credentials import (
    Act,
    lift_suspension,
    renew_credential,
    surrender_credential,
    suspend_credential,
)
from cairn.board.domain.registered import Event, EventKind, decide_registered
from cairn.board.models import BoardCredential, CredentialEvent, FeeLine
from cairn.board.queries.credentials import get_credential, list_credentials
from cairn.kernel.actors import Role
from cairn.kernel.errors import BadInput, Conflict, NotFound, NotPermitted, Refused
from cairn.kernel.instants import from_local
from cairn.platform.ids import new_id
from cairn.platform.packs import rules_on
from cairn.privacy.scope import scope_of, scope_of_installation
from tests.browsers import counted, set_clock, sign_in
from tests.people import NOW, TODAY, ZONE, engage

pytestmark = pytest.mark.django_db


def issued(cast, on=date(2025, 3, 11), *, covered=None, n=1, holder=None):
    """A certificate issued on a day, renewed each December until a year is covered."""
    with scope_of(cast.hana):
        credential = BoardCredential.objects.create(
            organization_id=cast.organization.id,
            holder_id=holder,
            kind="behavioral_health_peer",
            place="us-mt",
            n=n,
            number=f"BHPS-{n:05d}",
            name="Ivo Lang",
            issued_on=on,
        )
        for year in range(on.year, (covered or on.year) + 1):
            CredentialEvent.objects.create(
                organization_id=cast.organization.id,
                credential=credential,
                kind="issued" if year == on.year else "renewed",
                on=on if year == on.year else date(year - 1, 12, 9),
                for_year=0 if year == on.year else year,
                recorded_at=NOW,
                recorded_by_id=cast.hana.engagement_id,
                recorded_by_name="Hana",
            )
    return credential.id


def act(credential_id, version=1, event_id=None):
    return Act(event_id or new_id(), credential_id, version)


def at(day):
    return from_local(day, time(12), ZONE)


def renew(cast, credential_id, on, dollars, *, attests_ce=True, actor=None, **more):
    actor = actor or cast.hana
    with scope_of(actor):
        return renew_credential(
            actor=actor, act=act(credential_id, **more), attests_ce=attests_ce, paid_cents=dollars * 100, now=at(on)
        )


def outcome(cast, credential_id, on):
    with scope_of(cast.hana):
        return get_credential(cast.hana, credential_id, on).registered.standing.outcome


@pytest.mark.parametrize(
    ("on", "word"),
    [
        (date(2025, 12, 31), "active"),
        (date(2026, 2, 14), "lapsed"),
        (date(2026, 2, 15), "expired"),
        (date(2027, 12, 31), "expired"),
        (date(2028, 1, 1), "terminated"),
    ],
)
def test_the_dates_alone_say_what_it_is(cast, on, word):
    assert outcome(cast, issued(cast), on) == word


def test_a_renewal_takes_the_holders_word_and_the_fee_of_the_day(cast):
    credential_id = issued(cast, covered=2026)
    with pytest.raises(Refused) as error:
        renew(cast, credential_id, TODAY, 93, attests_ce=False)
    assert [one.code for one in error.value.decision.against] == ["renew.attested"]
    with pytest.raises(BadInput) as wrong:
        renew(cast, credential_id, TODAY, 125)
    assert "$93.00" in wrong.value.problems["paid"]
    event_id = new_id()
    for _ in range(2):
        assert renew(cast, credential_id, TODAY, 93, event_id=event_id) == event_id
    assert outcome(cast, credential_id, date(2027, 12, 31)) == "active"
    with scope_of(cast.hana):
        assert [line.amount_cents for line in FeeLine.objects.all()] == [9300]
        assert BoardCredential.objects.get().version == 2


def test_next_year_is_the_last_that_can_be_paid(cast):
    credential_id = issued(cast, covered=2026)
    renew(cast, credential_id, TODAY, 93)
    with pytest.raises(Refused) as error:
        renew(cast, credential_id, TODAY, 93, version=2)
    assert [one.code for one in error.value.decision.against] == ["renew.year"]


@pytest.mark.parametrize(
    ("on", "dollars", "until"),
    [(date(2026, 1, 20), 186, 2026), (date(2026, 6, 1), 186, 2026), (date(2027, 6, 1), 279, 2027)],
)
def test_late_ones_pay_a_penalty_for_each_renewal_that_was_missed(cast, on, dollars, until):
    credential_id = issued(cast)
    with pytest.raises(BadInput):
        renew(cast, credential_id, on, 93)
    renew(cast, credential_id, on, dollars)
    assert outcome(cast, credential_id, on) == "active"
    assert outcome(cast, credential_id, date(until + 1, 1, 1)) == "lapsed"
    with scope_of(cast.hana):
        assert CredentialEvent.objects.order_by("-on")[0].kind == "reactivated"
        penalty = get_credential(cast.hana, credential_id, on).paid[0]
        assert penalty.what.startswith("Late penalty")


def test_a_price_of_one_day_is_not_the_price_of_another(cast):
    old = issued(cast, date(2020, 3, 11), covered=2021)
    renew(cast, old, date(2021, 12, 9), 125)
    renew(cast, old, date(2022, 12, 9), 93, version=2)
    with scope_of(cast.hana):
        assert list(FeeLine.objects.order_by("charged_on").values_list("amount_cents", flat=True)) == [12500, 9300]


def test_an_expired_one_that_returns_is_audited_for_certain_and_a_terminated_one_does_not_return(cast):
    credential_id = issued(cast)
    with scope_of(cast.hana):
        figures = get_credential(cast.hana, credential_id, date(2026, 6, 1)).renewal.figures
        assert (figures["audit_is_certain"], figures["is_reactivation"]) == (True, True)
        assert not get_credential(cast.hana, credential_id, date(2026, 1, 20)).renewal.figures["audit_is_certain"]
    with pytest.raises(Refused):
        renew(cast, credential_id, date(2028, 1, 1), 279)


def test_a_suspension_runs_until_the_day_before_it_is_lifted(cast):
    credential_id = issued(cast, covered=2026)
    with scope_of(cast.hana):
        suspend_credential(actor=cast.hana, act=act(credential_id), reason="Order 12.", now=at(date(2026, 5, 1)))
        with pytest.raises(Conflict):
            suspend_credential(actor=cast.hana, act=act(credential_id, 2), reason="Again.", now=at(date(2026, 5, 2)))
        lift_suspension(actor=cast.hana, act=act(credential_id, 2), reason="Cured.", now=at(date(2026, 6, 1)))
    days = (date(2026, 4, 30), date(2026, 5, 1), date(2026, 5, 31), date(2026, 6, 1))
    assert [outcome(cast, credential_id, day) for day in days] == ["active", "suspended", "suspended", "active"]
    with scope_of(cast.hana), pytest.raises(Conflict):
        lift_suspension(actor=cast.hana, act=act(credential_id, 3), reason="x", now=at(date(2026, 6, 2)))


def test_what_is_given_back_stays_so(cast):
    credential_id = issued(cast, covered=2026)
    with scope_of(cast.hana):
        with pytest.raises(BadInput) as error:
            surrender_credential(actor=cast.hana, act=act(credential_id), reason=" ", now=NOW)
        assert set(error.value.problems) == {"reason"}
        surrender_credential(actor=cast.hana, act=act(credential_id), reason="Moved away.", now=NOW)
        for verb in (surrender_credential, suspend_credential):
            with pytest.raises(Conflict):
                verb(actor=cast.hana, act=act(credential_id, 2), reason="x", now=NOW)
    assert outcome(cast, credential_id, TODAY) == "surrendered"
    with pytest.raises(Refused):
        renew(cast, credential_id, TODAY, 93, version=2)


def test_two_clerks_at_once_the_second_is_told(cast):
    credential_id = issued(cast, covered=2026)
    renew(cast, credential_id, TODAY, 93)
    with pytest.raises(Conflict, match="changed since you opened"):
        renew(cast, credential_id, TODAY, 93)


def test_events_of_a_lift_without_an_order_change_nothing():
    events = [Event(EventKind.ISSUED, date(2026, 1, 5)), Event(EventKind.LIFTED, date(2026, 2, 1))]
    assert decide_registered(date(2026, 1, 5), events, rules_on(TODAY), TODAY).outcome == "active"


def test_who_sees_and_who_writes(cast):
    credential_id = issued(cast, covered=2026, holder=cast.ivo.engagement_id)
    with scope_of_installation():
        foreign = engage(cast, "fern", Role.BOARD_CLERK, cast.other_organization, cast.other_program)
        petra = engage(cast, "petra", Role.CANDIDATE, cast.organization, cast.program)
    with scope_of(cast.ivo):
        assert get_credential(cast.ivo, credential_id, TODAY).registered.number == "BHPS-00001"
    for actor in (foreign, petra):
        with scope_of(actor), pytest.raises(NotFound):
            get_credential(actor, credential_id, TODAY)
    with pytest.raises(NotFound):
        renew(cast, credential_id, TODAY, 93, actor=foreign)
    for actor in (cast.ivo, cast.ana, cast.dov):
        with pytest.raises(NotPermitted):
            renew(cast, credential_id, TODAY, 93, actor=actor)


def test_the_book_on_its_pages(cast, monkeypatch):
    set_clock(monkeypatch)
    credential_id = issued(cast, covered=2026, holder=cast.ivo.engagement_id)
    browser, address = sign_in(cast, "hana"), f"/board/credentials/{credential_id}/"
    assert "Today it comes to $93.00" in browser.get(address).content.decode()
    wrong = browser.post(f"{address}renew/", {"version": "1", "attests_ce": "yes", "paid": "a lot"})
    assert wrong.status_code == 400
    assert 'value="a lot"' in wrong.content.decode()
    sent = {"version": "1", "id": new_id(), "attests_ce": "yes", "paid": "93"}
    assert browser.post(f"{address}renew/", sent).status_code == 302
    assert browser.post(f"{address}suspend/", {"version": "1", "reason": "Order 12."}).status_code == 409
    assert browser.post(f"{address}suspend/", {"version": "2", "reason": ""}).status_code == 400
    assert browser.post(f"{address}suspend/", {"version": "2", "reason": "Order 12."}).status_code == 302
    assert "Suspended" in browser.get("/board/credentials/?standing=suspended").content.decode()
    assert browser.post(f"{address}lift/", {"version": "3", "reason": "Cured."}).status_code == 302
    assert browser.post(f"{address}surrender/", {"version": "4", "reason": "Moved."}).status_code == 302
    own = sign_in(cast, "ivo")
    assert "BHPS-00001" in own.get("/board/application/").content.decode() or own.get(address).status_code == 200
    assert "Write the renewal" not in own.get(address).content.decode()


def test_the_book_costs_the_same_with_many(cast, monkeypatch):
    set_clock(monkeypatch)
    browser, costs = sign_in(cast, "hana"), []
    for numbers in (range(2), range(2, 60)):
        for n in numbers:
            issued(cast, covered=2026, n=n + 1)
        with counted() as count:
            assert browser.get("/board/credentials/").status_code == 200
        costs.append(len(count))
    with scope_of(cast.hana):
        assert len(list_credentials(cast.hana, TODAY)) == 60
    assert costs[1] <= costs[0] == 7  # the count of entries; the walk for the counts (3); the page itself (3)
