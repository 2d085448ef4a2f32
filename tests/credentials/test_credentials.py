"""Certificates: what is on record, what the day says of it, who may know."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from cairn.credentials.commands.credentials import (
    CourseDraft,
    CredentialDraft,
    RenewalDraft,
    add_credential,
    record_ce,
    record_renewal,
)
from cairn.credentials.models import BackgroundCheck, ContinuingEducation, Credential, Renewal
from cairn.credentials.queries.standing import get_ce, get_holder, get_standing
from cairn.kernel.errors import BadInput, Conflict, NotFound, NotPermitted
from cairn.kernel.instants import from_local
from cairn.platform.ids import new_form_id, new_id
from cairn.privacy.models import LedgerEntry
from cairn.privacy.scope import scope_of
from tests.browsers import counted, set_clock, sign_in
from tests.labor import certify
from tests.people import NOW, TODAY, ZONE

pytestmark = pytest.mark.django_db(transaction=True)
ISSUED = date(2025, 3, 1)
COURSE = CourseDraft(date(2026, 5, 1), 90, "general", "Motivational listening", "A university")
RENEWAL = RenewalDraft(date(2025, 12, 10), 2026, 9300, attested_ce=True)
CREDENTIAL = CredentialDraft("behavioral_health_peer", "BH-77", ISSUED)


@pytest.fixture
def credential(cast) -> Credential:
    with scope_of(cast.ana):
        return certify(cast, ISSUED)


def take(cast, credential, actor=None, course_id=None, **changes):
    actor = actor or cast.ana
    with scope_of(actor):
        return record_ce(
            actor=actor,
            course_id=course_id or new_id(),
            credential_id=credential.id,
            draft=replace(COURSE, **changes),
            now=NOW,
        )


def renew(cast, credential, actor=None, renewal_id=None, **changes):
    actor = actor or cast.ana
    with scope_of(actor):
        return record_renewal(
            actor=actor,
            renewal_id=renewal_id or new_id(),
            credential_id=credential.id,
            draft=replace(RENEWAL, **changes),
            now=NOW,
        )


def add(cast, actor=None, credential_id=None, holder_id=None, **changes):
    actor = actor or cast.ana
    with scope_of(actor):
        return add_credential(
            actor=actor,
            credential_id=credential_id or new_id(),
            holder_id=holder_id or cast.ana.engagement_id,
            draft=replace(CREDENTIAL, **changes),
            now=NOW,
        )


def count(cast, model) -> int:
    with scope_of(cast.faye):
        return model.objects.count()


def test_each_verb_leaves_a_row_and_a_ledger_entry(cast):
    credential_id = add(cast)
    credential = Credential(id=credential_id)
    take(cast, credential)
    renew(cast, credential, cast.faye)
    assert [count(cast, model) for model in (Credential, ContinuingEducation, Renewal, LedgerEntry)] == [1, 1, 1, 3]
    with scope_of(cast.ana):
        assert get_standing(cast.ana, cast.ana.engagement_id, TODAY).outcome == "active"
        ce = get_ce(cast.ana, cast.ana.engagement_id, TODAY)
    assert (ce.figures["used_minutes"], ce.outcome) == (90, "short")


@pytest.mark.parametrize("verb", [take, renew])
def test_a_replay_changes_nothing(cast, credential, verb):
    name = "course_id" if verb is take else "renewal_id"
    other = {"minutes": 91} if verb is take else {"fee_paid_cents": 1}
    sent = {name: new_id()}
    assert verb(cast, credential, **sent) == verb(cast, credential, **sent)
    with pytest.raises(Conflict):
        verb(cast, credential, **sent, **other)
    assert count(cast, LedgerEntry) == 1


def test_adding_a_certificate_again_changes_nothing(cast):
    credential_id = new_id()
    assert add(cast, credential_id=credential_id) == add(cast, credential_id=credential_id)
    with pytest.raises(Conflict):
        add(cast, credential_id=credential_id, number="BH-78")
    assert count(cast, Credential) == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"completed_on": TODAY + timedelta(days=1)}, "completed_on"),
        ({"completed_on": ISSUED - timedelta(days=1)}, "completed_on"),
        ({"minutes": 0}, "hours"),
        ({"minutes": 6001}, "hours"),
        ({"category": "fun"}, "category"),
        ({"title": " "}, "title"),
        ({"sponsor": "x" * 121}, "sponsor"),
    ],
)
def test_a_course_that_cannot_be_taken_names_the_field(cast, credential, changes, field):
    with pytest.raises(BadInput) as error:
        take(cast, credential, **changes)
    assert set(error.value.problems) == {field}
    assert count(cast, ContinuingEducation) == 0


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"renewed_on": TODAY + timedelta(days=1)}, "renewed_on"),
        ({"renewed_on": ISSUED - timedelta(days=1)}, "renewed_on"),
        ({"for_year": 2025}, "for_year"),
        ({"for_year": 2028}, "for_year"),
        ({"fee_paid_cents": -1}, "fee_paid"),
    ],
)
def test_a_renewal_that_cannot_be_names_the_field(cast, credential, changes, field):
    with pytest.raises(BadInput) as error:
        renew(cast, credential, **changes)
    assert set(error.value.problems) == {field}
    assert count(cast, Renewal) == 0


def test_one_renewal_a_year(cast, credential):
    renew(cast, credential)
    with pytest.raises(BadInput, match="already on record"):
        renew(cast, credential, fee_paid_cents=1)


def test_a_renewal_never_waits_for_hours(cast, credential):
    renew(cast, credential, attested_ce=False)
    with scope_of(cast.ana):
        holder = get_holder(cast.ana, cast.ana.engagement_id, TODAY)
    assert holder.standing.allowed
    assert not holder.ce.allowed


def test_nobody_else_records_or_sees(cast, credential):
    for actor in (cast.cleo, cast.dov):
        for verb in (take, renew):
            with pytest.raises(NotFound):
                verb(cast, credential, actor)
        with pytest.raises(NotFound):
            add(cast, actor)
        with scope_of(actor), pytest.raises(NotFound):
            get_holder(actor, cast.ana.engagement_id, TODAY)
    for actor in (cast.ben, cast.lee, cast.jun):
        with pytest.raises(NotPermitted):
            take(cast, credential, actor)
    with pytest.raises(NotPermitted):
        get_holder(cast.lee, cast.ana.engagement_id, TODAY)


def test_a_surrendered_certificate_is_none_from_that_day(cast, credential):
    with scope_of(cast.faye):
        Credential.objects.update(surrendered_on=TODAY)
        yesterday = get_standing(cast.faye, cast.ana.engagement_id, date(2025, 12, 1))
        today = get_standing(cast.faye, cast.ana.engagement_id, TODAY)
    assert (yesterday.outcome, today.outcome) == ("active", "candidate")


@pytest.mark.parametrize(
    ("on", "outcome", "words"),
    [
        (date(2025, 12, 31), "active", "Practice is allowed today"),
        (date(2026, 2, 14), "lapsed", "Practice is allowed today"),
        (date(2026, 2, 15), "expired", "Practice is not allowed today"),
    ],
)
def test_the_day_on_which_a_lapse_becomes_an_expiry(cast, credential, monkeypatch, on, outcome, words):
    set_clock(monkeypatch, from_local(on, time(23, 59), ZONE))
    text = re.sub(r"\s+", " ", sign_in(cast, "ana").get("/credential/").content.decode())
    assert outcome.capitalize() in text
    assert words in text
    assert "37-1-141" in text


def test_add_a_course_through_the_page(cast, credential, monkeypatch):
    set_clock(monkeypatch)
    ana, address = sign_in(cast, "ana"), f"/credential/{cast.ana.engagement_id}/"
    sent = {
        "id": new_id(), "credential": credential.id, "title": "Safe talk", "sponsor": "County", "category":
        "suicide_prevention", "completed_on": "2026-05-01", "hours": "1.5",
    }  # fmt: skip
    with counted() as asked:
        assert ana.post(address + "ce/", sent).status_code == 302
    assert len(asked) <= 10, asked
    with counted() as asked:
        body = ana.get(address).content.decode()
    assert len(asked) <= 6, asked
    assert "Safe talk" in body
    assert "18 h 30 min" in body
    answer = ana.post(address + "ce/", {**sent, "id": new_id(), "hours": "a while"})
    assert answer.status_code == 400
    assert "Give the length in hours" in answer.content.decode()
    assert 'value="a while"' in answer.content.decode()
    assert 'value="Safe talk"' in answer.content.decode()


def test_renew_and_add_through_the_page(cast, credential, monkeypatch):
    set_clock(monkeypatch)
    faye, address = sign_in(cast, "faye"), f"/credential/{cast.ana.engagement_id}/"
    sent = {
        "id": new_id(),
        "credential": credential.id,
        "renewed_on": "2026-02-20",
        "for_year": "2026",
        "fee_paid": "$93",
    }
    assert faye.post(address + "renewal/", sent).status_code == 302
    assert count(cast, Renewal) == 1
    sent = {"id": new_id(), "kind": "family_peer", "number": "FP-1", "issued_on": "soon"}
    assert faye.post(address + "add/", sent).status_code == 400
    assert faye.post(address + "add/", {**sent, "issued_on": "2026-01-02"}).status_code == 302
    assert count(cast, Credential) == 2
    assert "FP-1" in faye.get(address).content.decode()


def test_who_opens_which_page(cast, credential, monkeypatch):
    set_clock(monkeypatch)
    address = f"/credential/{cast.ana.engagement_id}/"
    answers = {
        name: sign_in(cast, name).get(address).status_code for name in ("ana", "ben", "faye", "cleo", "dov", "lee")
    }
    assert answers == {"ana": 200, "ben": 200, "faye": 200, "cleo": 404, "dov": 404, "lee": 403}
    assert "Add to the record" not in sign_in(cast, "ben").get(address).content.decode()


def test_the_manager_records_a_background_check_and_nobody_else(cast, monkeypatch):
    set_clock(monkeypatch)
    address = f"/credential/{cast.ana.engagement_id}/background/"
    sent = {"id": str(new_form_id(cast.organization.id)), "checked_on": "2026-10-02", "is_clear": "yes"}
    for name, code in (("ana", 403), ("ben", 403), ("jun", 403), ("dov", 403)):
        assert sign_in(cast, name).post(address, sent).status_code == code
    faye = sign_in(cast, "faye")
    assert faye.post(address, {**sent, "checked_on": "2026-12-02"}).status_code == 400
    answer = faye.post(address, {**sent, "is_clear": ""})
    assert (answer.status_code, "2026-10-02" in answer.content.decode()) == (400, True)
    for _ in range(2):
        assert faye.post(address, sent).status_code == 302
    assert faye.post(address, {**sent, "is_clear": "no"}).status_code == 409
    assert faye.post(f"/credential/{cast.dov.engagement_id}/background/", sent).status_code == 404
    assert count(cast, BackgroundCheck) == 1
    assert "Background check: clear" in faye.get(f"/credential/{cast.ana.engagement_id}/").content.decode()
    assert "A background check" not in sign_in(cast, "ana").get("/credential/").content.decode()
