"""The board's decision: what it rests on is kept, the first one stands, approval issues the next number."""

from __future__ import annotations

import json
import threading

import pytest
from django.db import IntegrityError, connection, transaction

from cairn.board.commands.decisions import settle_application
from cairn.board.commands.desk import record_checks, record_payment
from cairn.board.domain.facts import Verified
from cairn.board.models import Application, BoardCredential, BoardDecision, CredentialEvent, FeeLine
from cairn.board.queries.decisions import list_decisions
from cairn.identity.models import Engagement
from cairn.kernel.actors import Role
from cairn.kernel.errors import BadInput, Conflict, NotFound, NotPermitted, Refused
from cairn.platform.ids import new_form_id, new_id
from cairn.privacy.scope import scope_of, scope_of_installation
from tests import people
from tests.board.packets import complete, send_application
from tests.browsers import set_clock, sign_in
from tests.people import NOW, TODAY, engage

pytestmark = pytest.mark.django_db
CONVICTED = {"has_convictions": "yes", "rehabilitation": "I have served my sentence and lead a group now."}
LONG_STAY = {"stay_1_kind": "inpatient", "stay_1_started": "2026-01-01T10:00", "stay_1_ended": "2026-01-09T10:00"}


def settle(cast, application_id, version, outcome="approved", reasons="", actor=None, decision_id=None):
    actor = actor or cast.hana
    with scope_of(actor):
        return settle_application(
            actor=actor,
            decision_id=decision_id or new_id(),
            application_id=application_id,
            outcome=outcome,
            reasons=reasons,
            seen_version=version,
            now=NOW,
        )


def whole(cast, actor=None, **changes):
    """An application that may be approved, and its version."""
    application_id = send_application(cast, actor=actor, **changes)
    return application_id, complete(cast, application_id)


def state_of(cast, application_id):
    with scope_of(cast.hana):
        return Application.objects.get(id=application_id).state


def test_approval_issues_a_certificate_and_keeps_what_it_rests_on(cast):
    application_id, version = whole(cast)
    settle(cast, application_id, version)
    assert state_of(cast, application_id) == "approved"
    with scope_of(cast.hana):
        (decision,) = BoardDecision.objects.all()
        facts, rules = json.loads(decision.facts), json.loads(decision.rules)
        assert facts["verified"]["training_minutes"] == 2400
        assert facts["fees_paid"] == ["fee.application", "fee.fingerprint"]
        assert rules["on"] == TODAY.isoformat()
        assert "us-mt.recovery.window" in rules["rules"]
        assert "sealed: meets the rule" in decision.findings
        assert list_decisions(cast.hana, application_id, TODAY)[0].is_whole
        credential = BoardCredential.objects.get()
        assert (credential.number, credential.name, credential.issued_on) == ("BHPS-00001", "Ivo Lang", TODAY)
        assert CredentialEvent.objects.get().kind == "issued"
        with pytest.raises(IntegrityError), transaction.atomic():
            BoardDecision.objects.update(reasons="other")


def test_a_rule_against_it_refuses_approval_and_says_no_sealed_word(cast):
    application_id, version = whole(cast, stays=LONG_STAY)
    with pytest.raises(Refused) as error:
        settle(cast, application_id, version)
    assert "Inpatient stays: sealed: does not meet the rule" in str(error.value)
    assert "192 h" not in str(error.value)
    assert state_of(cast, application_id) == "sent"


def test_convictions_are_weighed_in_a_review_before_approval(cast):
    application_id, version = whole(cast, record=CONVICTED)
    with pytest.raises(BadInput) as error:
        settle(cast, application_id, version)
    assert set(error.value.problems) == {"outcome"}
    settle(cast, application_id, version, "rehabilitation", "Two letters are awaited.")
    assert state_of(cast, application_id) == "rehabilitation"
    with pytest.raises(BadInput) as error:
        settle(cast, application_id, version + 1, "rehabilitation", "Again.")
    assert set(error.value.problems) == {"outcome"}
    with pytest.raises(BadInput) as error:
        settle(cast, application_id, version + 1)
    assert set(error.value.problems) == {"reasons"}
    settle(cast, application_id, version + 1, reasons="Both letters show it.")
    assert state_of(cast, application_id) == "approved"


@pytest.mark.parametrize(
    ("outcome", "reasons", "field"),
    [("perhaps", "x", "outcome"), ("refused", " ", "reasons"), ("rehabilitation", "", "reasons"),
     ("refused", "x" * 4001, "reasons")],
)  # fmt: skip
def test_bad_input_names_the_field_and_decides_nothing(cast, outcome, reasons, field):
    application_id, version = whole(cast)
    with pytest.raises(BadInput) as error:
        settle(cast, application_id, version, outcome, reasons)
    assert set(error.value.problems) == {field}
    with scope_of(cast.hana):
        assert not BoardDecision.objects.exists()


def test_the_first_decision_stands_and_the_second_clerk_is_told(cast):
    application_id, version = whole(cast)
    with scope_of_installation():
        second = engage(cast, "hugo", Role.BOARD_CLERK, cast.organization, cast.program)
    decision_id = new_id()
    settle(cast, application_id, version, "refused", "No supervisor.", decision_id=decision_id)
    with pytest.raises(Conflict, match=r"Hana decided this file on November 20, 2026 at 15:00: refused"):
        settle(cast, application_id, version, actor=second)
    assert settle(cast, application_id, version, "refused", "No supervisor.", decision_id=decision_id) == decision_id
    assert state_of(cast, application_id) == "refused"
    with scope_of(cast.hana):
        assert not BoardCredential.objects.exists()


def test_what_changed_since_it_was_opened_is_looked_at_first(cast):
    application_id, version = whole(cast)
    with pytest.raises(Conflict, match="changed since you opened"):
        settle(cast, application_id, version - 1)
    assert state_of(cast, application_id) == "sent"


def test_who_may_decide(cast):
    application_id, version = whole(cast)
    with scope_of_installation():
        foreign = engage(cast, "fern", Role.BOARD_CLERK, cast.other_organization, cast.other_program)
    with pytest.raises(NotFound):
        settle(cast, application_id, version, actor=foreign)
    for actor in (cast.ivo, cast.dov, cast.faye, cast.noor):
        with pytest.raises(NotPermitted):
            settle(cast, application_id, version, actor=actor)


def test_a_file_is_decided_on_its_page_and_the_candidate_reads_it(cast, monkeypatch):
    set_clock(monkeypatch)
    application_id, version = whole(cast)
    browser, address = sign_in(cast, "hana"), f"/board/desk/{application_id}/"
    sent = {"version": str(version), "id": new_id(), "outcome": "refused", "reasons": ""}
    wrong = browser.post(f"{address}decide/", sent)
    assert wrong.status_code == 400
    assert 'value="refused" checked' in wrong.content.decode()
    assert (
        browser.post(f"{address}decide/", {**sent, "reasons": "The class is not one that counts."}).status_code == 302
    )
    assert "Record whole" in browser.get(address).content.decode()
    second = browser.post(f"{address}decide/", {**sent, "id": new_id(), "reasons": "Mine"})
    assert second.status_code == 409
    assert "Hana decided this file" in second.content.decode()
    assert "Mine" in second.content.decode()
    assert "The class is not one that counts." in sign_in(cast, "ivo").get("/board/application/").content.decode()


@pytest.mark.django_db(transaction=True)
def test_clerks_at_the_same_moment_get_one_decision_and_numbers_without_gaps():
    cast = people.hire()
    with scope_of_installation():
        clerks = [engage(cast, f"clerk{n}", Role.BOARD_CLERK, cast.organization, cast.program) for n in range(3)]
        candidates = [engage(cast, f"c{n}", Role.CANDIDATE, cast.organization, cast.program) for n in range(3)]
    files = [whole(cast, actor=actor) for actor in candidates]
    told, start = [], threading.Barrier(len(clerks))

    def work(clerk, order):
        try:
            start.wait()
            for at in order:
                try:
                    settle(cast, *files[at], actor=clerk)
                except Conflict as error:
                    told.append(str(error))
        finally:
            connection.close()

    threads = [
        threading.Thread(target=work, args=(clerk, (n, (n + 1) % 3, (n + 2) % 3))) for n, clerk in enumerate(clerks)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(told) == 6
    assert all("That decision stands" in words for words in told)
    with scope_of(cast.hana):
        assert sorted(BoardCredential.objects.values_list("n", flat=True)) == [1, 2, 3]
        assert BoardDecision.objects.count() == 3


def test_an_approval_is_shown_before_it_issues(cast, monkeypatch):
    set_clock(monkeypatch)
    application_id, version = whole(cast)
    browser, address = sign_in(cast, "hana"), f"/board/desk/{application_id}/"
    form_id = new_form_id(cast.organization.id)
    sent = {"version": str(version), "id": form_id, "outcome": "approved", "reasons": ""}
    asked = browser.post(f"{address}decide/", sent)
    assert asked.status_code == 200
    for words in ("Ivo Lang", "Behavioral health peer support", "BHPS-…", "December 31, 2026", "Montana"):
        assert words in asked.content.decode()
    assert state_of(cast, application_id) == "sent"
    for _ in range(2):
        assert browser.post(f"{address}decide/", {**sent, "confirmed": "yes"}).status_code == 302
    with scope_of(cast.hana):
        assert BoardCredential.objects.get().number == "BHPS-00001"
    late = browser.post(f"{address}decide/", {**sent, "id": new_id()})
    assert late.status_code == 409
    assert "Hana decided this file" in late.content.decode()


def test_a_file_that_changed_is_not_asked_about(cast, monkeypatch):
    set_clock(monkeypatch)
    application_id, version = whole(cast)
    sent = {"version": str(version - 1), "id": new_id(), "outcome": "approved"}
    told = sign_in(cast, "hana").post(f"/board/desk/{application_id}/decide/", sent)
    assert told.status_code == 409
    assert "changed since you opened it" in told.content.decode()


def test_an_approved_file_leads_to_its_certificate(cast, monkeypatch):
    set_clock(monkeypatch)
    application_id, version = whole(cast)
    browser, address = sign_in(cast, "hana"), f"/board/desk/{application_id}/"
    assert "Certificate BHPS-00001" not in browser.get(address).content.decode()
    settle(cast, application_id, version)
    with scope_of(cast.hana):
        credential = BoardCredential.objects.get()
    page = browser.get(address).content.decode()
    assert "Certificate BHPS-00001" in page
    assert f"/{credential.id}/" in page


def test_only_what_can_be_done_is_offered_and_the_rest_says_why(cast, monkeypatch):
    set_clock(monkeypatch)
    application_id = send_application(cast, record=CONVICTED)
    browser, address = sign_in(cast, "hana"), f"/board/desk/{application_id}/"
    page = browser.get(address).content.decode()
    assert 'value="approved"' not in page
    assert 'value="refused"' in page
    assert "rules are not met yet" in page
    version = complete(cast, application_id)
    assert "Open a rehabilitation review first." in browser.get(address).content.decode()
    sent = {"version": str(version), "id": new_id(), "outcome": "approved", "reasons": "x"}
    refused = browser.post(f"{address}decide/", sent)
    assert refused.status_code == 400
    assert "Open a rehabilitation review first." in refused.content.decode()
    settle(cast, application_id, version, "rehabilitation", "Two letters are awaited.")
    page = browser.get(address).content.decode()
    assert 'value="approved"' in page
    assert 'value="rehabilitation"' not in page


def test_nobody_decides_on_the_own_file(cast):
    application_id, version = whole(cast)
    with scope_of_installation():
        Engagement.objects.filter(id=cast.ivo.engagement_id).update(person_id=cast.hana.person_id)
    with pytest.raises(BadInput, match="your own"):
        settle(cast, application_id, version)
    with scope_of(cast.hana), pytest.raises(Conflict, match="your own"):
        record_checks(
            actor=cast.hana, application_id=application_id, verified=Verified(), seen_version=version, now=NOW
        )
    assert state_of(cast, application_id) == "sent"


def test_a_payment_changes_the_file_that_is_decided_on(cast):
    application_id = send_application(cast)
    with scope_of(cast.hana):
        seen = Application.objects.get(id=application_id).version
        line = FeeLine.objects.filter(application_id=application_id).first()
        record_payment(actor=cast.hana, fee_line_id=line.id, paid_on=TODAY, now=NOW)
    with pytest.raises(Conflict, match="changed since you opened"):
        settle(cast, application_id, seen, "refused", "Nothing was paid.")
