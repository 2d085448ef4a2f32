"""What a claim needs to know of a person: the biller and the manager put it down, peer supporters never see it."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from cairn.kernel.errors import NotFound, NotPermitted
from cairn.platform.ids import new_form_id, new_id
from cairn.privacy.models import LedgerEntry
from cairn.privacy.scope import scope_of
from cairn.support.commands.billing_facts import take_back_diagnosis, write_legal_name
from cairn.support.domain.billing_facts import LegalName, code_as_written
from cairn.support.models import Client, ClinicalDiagnosis, Coverage
from cairn.support.queries.billing_clients import get_billing_client, list_unnamed_clients
from tests.browsers import counted, set_clock, sign_in
from tests.labor import contact
from tests.people import NOW, TODAY, at

pytestmark = pytest.mark.django_db(transaction=True)
NAME = {"given": "Hallie", "family": "Ross", "birth_date": "1990-03-04"}
COVERAGE = {"payer": "us-mt-medicaid", "member_id": "M-77", "starts_on": "2026-01-01", "ends_on": ""}
DIAGNOSIS = {"code": "f1020", "recorded_on": "2026-02-03", "from_clinician": "Dr. Yoder"}


@pytest.fixture
def page(cast, monkeypatch):
    set_clock(monkeypatch)
    return f"/people/{cast.hal.id}/billing/"


def with_id(cast, sent):
    return {"id": str(new_form_id(cast.organization.id)), **sent}


@pytest.mark.parametrize("who", ["jun", "faye"])
def test_all_of_it_is_put_down_once(cast, page, who):
    browser = sign_in(cast, who)
    sends = (("name/", NAME), ("coverage/", with_id(cast, COVERAGE)), ("diagnosis/", with_id(cast, DIAGNOSIS)))
    for form, sent in sends:
        with counted() as asked:
            assert browser.post(page + form, sent).status_code == 302, form
        assert len(asked) <= 10, asked
        assert browser.post(page + form, sent).status_code == 302, form
    for form, sent in sends[1:]:
        other = "member_id" if form == "coverage/" else "from_clinician"
        assert browser.post(page + form, {**sent, other: "another"}).status_code == 409
    with scope_of(cast.faye):
        hal = Client.objects.get(id=cast.hal.id)
        assert (hal.legal_given_name, hal.legal_family_name, hal.birth_date) == ("Hallie", "Ross", date(1990, 3, 4))
        assert Coverage.objects.get(client=hal).member_id == "M-77"
        assert ClinicalDiagnosis.objects.get(client=hal).code == "F10.20"
        written = LedgerEntry.objects.filter(subject_id=hal.id).exclude(action="support.client.billing_seen")
        assert written.count() == 3
    with counted() as asked:
        text = browser.get(page).content.decode()
    reads = [one for one in asked.statements if "privacy_ledger" not in one]
    assert len(reads) <= 6, asked
    assert all(word in text for word in ("Hallie", "1990-03-04", "M-77", "F10.20", "Dr. Yoder"))


@pytest.mark.parametrize(
    ("form", "sent", "field"),
    [
        ("name/", {**NAME, "given": ""}, "given"),
        ("name/", {**NAME, "family": "x" * 81}, "family"),
        ("name/", {**NAME, "birth_date": "2027-01-01"}, "birth_date"),
        ("name/", {**NAME, "birth_date": "long ago"}, "birth_date"),
        ("coverage/", {**COVERAGE, "payer": "none"}, "payer"),
        ("coverage/", {**COVERAGE, "member_id": " "}, "member_id"),
        ("coverage/", {**COVERAGE, "starts_on": ""}, "starts_on"),
        ("coverage/", {**COVERAGE, "ends_on": "2025-12-31"}, "ends_on"),
        ("diagnosis/", {**DIAGNOSIS, "code": "sad"}, "code"),
        ("diagnosis/", {**DIAGNOSIS, "recorded_on": "2026-12-31"}, "recorded_on"),
        ("diagnosis/", {**DIAGNOSIS, "from_clinician": ""}, "from_clinician"),
    ],
)
def test_what_cannot_be_taken_names_the_field_and_keeps_the_rest(cast, page, form, sent, field):
    answer = sign_in(cast, "jun").post(page + form, sent)
    text = answer.content.decode()
    kept = next(value for name, value in sent.items() if name not in (field, "payer") and value)
    assert answer.status_code == 400
    assert f'href="#{field}"' in text
    assert kept in text


def test_a_coverage_gets_its_last_day_before_the_next_begins(cast, page):
    jun = sign_in(cast, "jun")
    assert jun.post(page + "coverage/", with_id(cast, COVERAGE)).status_code == 302
    later = {**COVERAGE, "starts_on": "2026-06-01"}
    assert jun.post(page + "coverage/", with_id(cast, later)).status_code == 400
    with scope_of(cast.jun):
        first = Coverage.objects.get()
    assert jun.post(page + "coverage/", {"coverage": first.id, "last_day": "2025-06-01"}).status_code == 400
    assert jun.post(page + "coverage/", {"coverage": first.id, "last_day": "2026-05-31"}).status_code == 302
    assert jun.post(page + "coverage/", with_id(cast, later)).status_code == 302
    for nothing in (new_id(), "no id"):
        assert jun.post(page + "coverage/", {"coverage": nothing, "last_day": "2026-05-31"}).status_code == 404


def test_a_wrong_diagnosis_is_taken_back_and_no_claim_rests_on_it(cast, page):
    jun = sign_in(cast, "jun")
    assert jun.post(page + "diagnosis/", with_id(cast, DIAGNOSIS)).status_code == 302
    with scope_of(cast.jun):
        wrong = ClinicalDiagnosis.objects.get()
        assert get_billing_client(cast.jun, cast.hal.id, TODAY).diagnosis_on(TODAY).code == "F10.20"
    refused = jun.post(page + "diagnosis/", {"diagnosis": wrong.id, "because": ""})
    assert refused.status_code == 400
    assert 'href="#because"' in refused.content.decode()
    for _ in range(2):  # sent again it changes nothing
        assert jun.post(page + "diagnosis/", {"diagnosis": wrong.id, "because": "Another person"}).status_code == 302
    with scope_of(cast.jun):
        assert get_billing_client(cast.jun, cast.hal.id, TODAY).diagnosis_on(TODAY) is None
        (entry,) = LedgerEntry.objects.filter(action="support.diagnosis.taken_back")
        assert "F10" not in entry.body
        assert "Another person" not in entry.body
    with scope_of(cast.faye):
        assert list_unnamed_clients(cast.faye, [cast.hal.id], TODAY)[cast.hal.id].diagnosis_on(TODAY) is None
    assert "was taken back: Another person" in jun.get(page).content.decode()
    for theirs in (new_id(), "no id"):
        assert jun.post(page + "diagnosis/", {"diagnosis": theirs, "because": "x"}).status_code == 404
    elsewhere = f"/people/{cast.gil.id}/billing/diagnosis/"
    assert jun.post(elsewhere, {"diagnosis": wrong.id, "because": "x"}).status_code == 404
    with scope_of(cast.ana), pytest.raises(NotPermitted):
        take_back_diagnosis(actor=cast.ana, diagnosis_id=wrong.id, client_id=cast.hal.id, because="x", now=NOW)
    with scope_of(cast.jun), pytest.raises(IntegrityError), transaction.atomic():
        ClinicalDiagnosis.objects.update(taken_back_because="Something else")


@pytest.mark.parametrize("text", ["F10.20", "f1020", "Z59.0", "F99", "S72.001A"])
def test_codes_as_records_write_them(text):
    assert code_as_written(text)


@pytest.mark.parametrize("text", ["", "F1", "10.20", "F10.", "F10.20000", "F10 20", "F10.2é"])
def test_what_is_no_code(text):
    assert code_as_written(text) == ""


def test_peer_supporters_and_strangers_never_see_it(cast, page):
    for who in ("ana", "cleo", "ben", "lee", "noor"):
        assert sign_in(cast, who).get(page).status_code == 403, who
        with scope_of(cast.actors[who]), pytest.raises(NotPermitted):
            write_legal_name(
                actor=cast.actors[who], client_id=cast.hal.id, name=LegalName("A", "B", date(1990, 1, 1)), now=NOW
            )
    jun = sign_in(cast, "jun")
    theirs, nowhere = (jun.get(f"/people/{each}/billing/") for each in (cast.zoe.id, new_id()))
    assert theirs.status_code == nowhere.status_code == 404
    with scope_of(cast.jun), pytest.raises(NotFound):
        write_legal_name(actor=cast.jun, client_id=cast.zoe.id, name=LegalName("A", "B", date(1990, 1, 1)), now=NOW)
    assert "/billing/" not in sign_in(cast, "cleo").get(f"/people/{cast.hal.id}/").content.decode()
    assert "/billing/" in sign_in(cast, "faye").get(f"/people/{cast.hal.id}/").content.decode()


def test_the_claims_page_leads_there(cast, page):
    with scope_of(cast.ana):
        contact(cast, at(9), at(10))
    assert f"/people/{cast.gil.id}/billing/" in sign_in(cast, "jun").get("/claims/").content.decode()
