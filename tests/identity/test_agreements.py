"""Supervision put in place: made by the manager, signed by the two, never reaching back, ended with a reason; licenses on record."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from cairn.identity.commands.agreements import end_agreement, make_agreement, sign_agreement
from cairn.identity.commands.licenses import record_license, take_back_license
from cairn.identity.domain.agreements import AgreementDraft, LicenseDraft
from cairn.identity.models import SupervisionAgreement, SupervisorQualification
from cairn.identity.queries.peers import get_peer
from cairn.kernel.errors import BadInput, Conflict, NotFound, NotPermitted
from cairn.platform.ids import new_form_id, new_id
from cairn.privacy.models import LedgerEntry
from cairn.privacy.scope import scope_of
from cairn.supervision.queries.debts import get_debt
from cairn.supervision.queries.supervisors import decide_agreement
from tests import people
from tests.browsers import counted, set_clock, sign_in
from tests.labor import hire_more, session
from tests.people import NOW, TODAY, at

pytestmark = pytest.mark.django_db(transaction=True)
SOON = TODAY + timedelta(days=10)


def sent_for(cast, **changes):
    sent = {"id": str(new_form_id(cast.organization.id)), "peer": str(cast.cleo.engagement_id), "kind": "regular"}
    sent |= {"supervisor": str(cast.ben.engagement_id), "starts_on": TODAY.isoformat(), "ends_on": ""}
    return {**sent, "is_relative": "no", "is_own_therapist": "no", **changes}


def make(cast, actor=None, **changes):
    actor = actor or cast.faye
    given = {
        "peer_id": cast.cleo.engagement_id, "supervisor_id": cast.ben.engagement_id, "kind": "regular",
        "starts_on": TODAY, "ends_on": None, "is_relative": False, "is_own_therapist": False, **changes,
    }  # fmt: skip
    with scope_of(actor):
        return make_agreement(actor=actor, agreement_id=new_id(), draft=AgreementDraft(**given), now=NOW)


def sign(agreement_id, actor, now=NOW):
    with scope_of(actor):
        return sign_agreement(actor=actor, agreement_id=agreement_id, now=now)


def test_made_by_the_manager_and_signed_by_both_from_their_homes(cast, monkeypatch):
    set_clock(monkeypatch)
    faye, cleo, ben = (sign_in(cast, name) for name in ("faye", "cleo", "ben"))
    sent = sent_for(cast)
    with counted() as asked:
        assert faye.post("/agreements/new/", sent).status_code == 302
    assert len(asked) <= 10, asked
    assert faye.post("/agreements/new/", sent).status_code == 302
    assert faye.post("/agreements/new/", {**sent, "kind": "cover"}).status_code == 409
    address = f"/agreements/{sent['id']}/sign/"
    for browser in (cleo, ben):
        assert address in browser.get("/").content.decode()
        assert "Sign this agreement" in browser.get(address).content.decode()
        with counted() as asked:
            assert browser.post(address).status_code == 302
        assert len(asked) <= 10, asked
        assert browser.post(address).status_code == 302
        assert address not in browser.get("/").content.decode()
    with scope_of(cast.faye):
        row = SupervisionAgreement.objects.get(id=sent["id"])
        acts = list(
            LedgerEntry.objects.filter(action__startswith="identity.agreement.").values_list("action", flat=True)
        )
    assert (row.peer_signed_at, row.supervisor_signed_at, row.starts_on) == (NOW, NOW, TODAY)
    assert sorted(acts) == ["identity.agreement.made", "identity.agreement.signed", "identity.agreement.signed"]


def test_it_holds_from_the_second_signature_never_before(cast):
    agreement_id = make(cast)
    sign(agreement_id, cast.cleo)
    sign(agreement_id, cast.ben, NOW + timedelta(days=3))
    with scope_of(cast.faye):
        assert SupervisionAgreement.objects.get(id=agreement_id).starts_on == TODAY + timedelta(days=3)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"peer_id": None}, "peer"),
        ({"supervisor_id": None}, "supervisor"),
        ({"kind": "odd"}, "kind"),
        ({"starts_on": TODAY - timedelta(days=1)}, "starts_on"),
        ({"starts_on": None}, "starts_on"),
        ({"ends_on": TODAY - timedelta(days=1)}, "ends_on"),
        ({"is_relative": None}, "is_relative"),
        ({"is_relative": True}, "is_relative"),
        ({"is_own_therapist": True}, "is_own_therapist"),
        ({"peer_id": new_id()}, "peer"),
        ({"supervisor_id": new_id()}, "supervisor"),
    ],
)
def test_what_cannot_be_agreed_names_the_field(cast, changes, field):
    with pytest.raises(BadInput) as error:
        make(cast, **changes)
    assert set(error.value.problems) == {field}


def test_the_two_have_one_agreement_at_a_time(cast):
    with pytest.raises(BadInput, match="already"):
        make(cast, peer_id=cast.ana.engagement_id)


def test_ended_with_a_reason_today_or_later(cast, monkeypatch):
    set_clock(monkeypatch)
    faye, address = sign_in(cast, "faye"), f"/agreements/{cast.agreement.id}/end/"
    assert faye.post(address, {"ends_on": TODAY.isoformat(), "because": ""}).status_code == 400
    past = faye.post(address, {"ends_on": (TODAY - timedelta(days=1)).isoformat(), "because": "moved"})
    assert (past.status_code, "moved" in past.content.decode()) == (400, True)
    for _ in range(2):
        assert faye.post(address, {"ends_on": SOON.isoformat(), "because": "moved"}).status_code == 302
    with scope_of(cast.faye):
        row = SupervisionAgreement.objects.get(id=cast.agreement.id)
        assert LedgerEntry.objects.filter(action="identity.agreement.ended").count() == 1
    assert (row.ends_on, row.ended_because) == (SOON, "moved")


def test_one_that_was_ended_is_not_signed_any_more(cast):
    agreement_id = make(cast)
    with scope_of(cast.faye):
        end_agreement(actor=cast.faye, agreement_id=agreement_id, ends_on=TODAY, because="a slip", now=NOW)
    with pytest.raises(BadInput):
        sign(agreement_id, cast.cleo)


def test_nobody_signs_or_ends_for_others(cast, monkeypatch):
    set_clock(monkeypatch)
    agreement_id = make(cast)
    for actor in (cast.ana, cast.faye, cast.dov):  # a manager signs only where they supervise themselves
        with pytest.raises(NotFound):
            sign(agreement_id, actor)
    with pytest.raises(NotPermitted):
        sign(agreement_id, cast.jun)
    for actor in (cast.ana, cast.ben, cast.jun, cast.noor):
        with pytest.raises(NotPermitted):
            make(cast, actor)
    dov = sign_in(cast, "dov")
    theirs, nowhere = (dov.get(f"/agreements/{each}/sign/") for each in (agreement_id, new_id()))
    assert theirs.status_code == nowhere.status_code == 404
    assert "Cleo" not in sign_in(cast, "ana").get("/agreements/").content.decode()
    assert "Cleo" not in dov.get("/agreements/").content.decode()


@pytest.mark.parametrize("count", [5, 200])
def test_the_list_costs_the_same_and_turns_pages(cast, monkeypatch, count):
    set_clock(monkeypatch)
    with scope_of(cast.faye):
        hire_more(cast, count)
    faye = sign_in(cast, "faye")
    with counted() as asked:
        text = faye.get("/agreements/").content.decode()
    assert len(asked) <= 6, asked
    assert ("?after=" in text) is (count == 200)


def license_of(cast, actor, license_id=None, **changes):
    given = {
        "holder_id": cast.ben.engagement_id, "license_type": "social_worker", "number": "SW-4",
        "licensed_on": TODAY - timedelta(days=900), "expires_on": None, **changes,
    }  # fmt: skip
    with scope_of(actor):
        return record_license(actor=actor, license_id=license_id or new_id(), draft=LicenseDraft(**given), now=NOW)


def test_a_license_is_recorded_by_its_holder_or_the_manager(cast, monkeypatch):
    set_clock(monkeypatch)
    ben, sent = sign_in(cast, "ben"), {"id": str(new_form_id(cast.organization.id)), "license_type": "social_worker"}
    sent |= {
        "number": "SW-9",
        "licensed_on": "2025-02-01",
        "training_hours": "20.5",
        "training_completed_on": "2026-01-10",
    }
    for _ in range(2):
        assert ben.post("/licenses/new/", sent).status_code == 302
    assert ben.post("/licenses/new/", {**sent, "number": "SW-8"}).status_code == 409
    with scope_of(cast.faye):
        row = SupervisorQualification.objects.get(id=sent["id"])
    assert (row.engagement_id, row.supervision_training_minutes) == (cast.ben.engagement_id, 1230)
    assert "SW-9" in ben.get("/licenses/").content.decode()
    license_of(cast, cast.faye)
    with counted() as asked:
        assert "SW-4" in sign_in(cast, "faye").get("/licenses/").content.decode()
    assert len(asked) <= 6, asked


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"license_type": "registered_nurse"}, "license_type"),
        ({"number": " "}, "number"),
        ({"licensed_on": SOON}, "licensed_on"),
        ({"licensed_on": None}, "licensed_on"),
        ({"expires_on": TODAY - timedelta(days=901)}, "expires_on"),
        ({"training_minutes": 60}, "training_completed_on"),
        ({"training_minutes": -1}, "training_hours"),
    ],
)
def test_a_license_that_cannot_be_taken_names_the_field(cast, changes, field):
    with pytest.raises(BadInput) as error:
        license_of(cast, cast.faye, **changes)
    assert set(error.value.problems) == {field}


def test_licenses_are_nobody_elses_to_record_or_see(cast, monkeypatch):
    set_clock(monkeypatch)
    for who in ("ana", "jun", "noor", "dov"):
        assert sign_in(cast, who).get("/licenses/").status_code == 403, who
        with pytest.raises(NotPermitted):
            license_of(cast, cast.actors[who])
    with pytest.raises(NotFound):
        license_of(cast, cast.faye, holder_id=cast.dov.engagement_id)
    license_id = license_of(cast, cast.faye)
    with pytest.raises(Conflict):
        license_of(cast, cast.faye, license_id, number="other")


def qualified(cast) -> bool:
    with scope_of(cast.faye):
        return decide_agreement(get_peer(cast.faye, cast.ana.engagement_id, TODAY), TODAY, "us-mt")[1].allowed


def take_back(cast, actor, because="Entered for the wrong person", now=NOW):
    with scope_of(cast.faye):
        license_id = SupervisorQualification.objects.get().id
    with scope_of(actor):
        return take_back_license(actor=actor, license_id=license_id, because=because, now=now)


def test_a_license_taken_back_qualifies_nobody_from_then_on_and_stays_readable(cast, monkeypatch):
    set_clock(monkeypatch)
    assert qualified(cast)
    page = sign_in(cast, "ben").get("/licenses/").content.decode()
    address = re.search(r"/licenses/[\w-]{36}/take-back/", page)[0]
    ben = sign_in(cast, "ben")
    assert "count no more" in ben.get(address).content.decode()
    assert ben.post(address, {"because": " "}).status_code == 400
    assert qualified(cast)
    assert ben.post(address, {"because": "Entered for the wrong person"}).status_code == 302
    assert not qualified(cast)
    shown = ben.get("/licenses/").content.decode()
    assert "Entered for the wrong person" in shown
    assert "/take-back/" not in shown
    take_back(cast, cast.faye, because="Again")  # changes nothing
    with scope_of(cast.faye):
        row = SupervisorQualification.objects.get()
        assert (row.taken_back_because, row.taken_back_at) == ("Entered for the wrong person", NOW)
        assert LedgerEntry.objects.filter(action="identity.license.taken_back").count() == 1


def test_sessions_held_under_it_count_no_more(cast):
    with scope_of(cast.faye):
        session(cast, at(9, days_ago=3), at(10, days_ago=3))
        counted_on = get_debt(cast.faye, cast.ana.engagement_id, TODAY).last_counted_on
    assert counted_on == TODAY - timedelta(days=3)
    take_back(cast, cast.ben)
    with scope_of(cast.faye):
        assert get_debt(cast.faye, cast.ana.engagement_id, TODAY).last_counted_on is None


def test_a_license_is_nobody_elses_to_take_back(cast):
    for who in ("ana", "jun", "dov"):
        with pytest.raises(NotPermitted):
            take_back(cast, cast.actors[who])
    with scope_of(cast.faye):
        other = people.engage(cast, "otto", cast.ben.role, cast.organization, cast.program)
    with pytest.raises(NotFound):
        take_back(cast, other)
