"""What is missing is written from the findings, edited, sent; the candidate answers and the file comes back with its clock."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from cairn.board.commands.applications import save_step, submit_application
from cairn.board.commands.decisions import settle_application
from cairn.board.commands.letters import edit_letter, send_letter, write_letter
from cairn.board.models import Application, BoardCredential, Letter, SealedStatement, Submission
from cairn.board.queries.credentials import get_credential
from cairn.board.queries.files import get_file
from cairn.board.queries.letters import get_letter, list_letters
from cairn.board.queries.queue import list_queue
from cairn.board.web import letters as pages
from cairn.kernel.actors import Role
from cairn.kernel.errors import BadInput, Conflict, NotFound, NotPermitted
from cairn.platform.ids import new_id
from cairn.privacy.scope import scope_of, scope_of_installation
from tests.board.packets import complete, send_application
from tests.board.test_credentials import issued
from tests.browsers import set_clock, sign_in
from tests.people import NOW, TODAY, at, engage

pytestmark = pytest.mark.django_db
LONG_STAY = {"stay_1_kind": "inpatient", "stay_1_started": "2026-01-01T10:00", "stay_1_ended": "2026-01-09T10:00"}


def draft(cast, application_id, actor=None):
    actor = actor or cast.hana
    with scope_of(actor):
        version = Application.objects.filter(id=application_id).values_list("version", flat=True).first() or 0
        return write_letter(
            actor=actor, letter_id=new_id(), application_id=application_id, seen_version=version, now=NOW
        )


def send(cast, letter_id, version=1, now=NOW):
    with scope_of(cast.hana):
        return send_letter(actor=cast.hana, letter_id=letter_id, seen_version=version, now=now)


def text_of(cast, letter_id):
    with scope_of(cast.hana):
        return get_letter(cast.hana, letter_id, TODAY).text


def test_the_draft_names_each_rule_with_its_source_and_no_sealed_word(cast):
    application_id = send_application(cast, stays=LONG_STAY)
    text = text_of(cast, draft(cast, application_id))
    assert "Dear Ivo Lang" in text
    assert "Training documented. Needed: 40 h. Found: 0 min." in text
    assert "Source: " in text
    assert "Inpatient stays. Needed: none longer than 72 h" in text
    for word in ("192 h", "2026-01-09", "2028", "2019-05-17", "sealed:"):
        assert word not in text


def test_nothing_is_written_about_a_file_that_is_whole(cast):
    application_id = send_application(cast)
    complete(cast, application_id)
    with pytest.raises(BadInput) as error:
        draft(cast, application_id)
    assert set(error.value.problems) == {"letter"}


def test_one_draft_at_a_time_edited_by_whoever_saw_the_last_words(cast):
    application_id = send_application(cast)
    letter_id = draft(cast, application_id)
    assert draft(cast, application_id) == letter_id
    with scope_of(cast.hana):
        edit_letter(actor=cast.hana, letter_id=letter_id, text="Dear Ivo, soon.", seen_version=1, now=NOW)
        edit_letter(actor=cast.hana, letter_id=letter_id, text="Dear Ivo, soon.", seen_version=1, now=NOW)
        with pytest.raises(Conflict):
            edit_letter(actor=cast.hana, letter_id=letter_id, text="Other words", seen_version=1, now=NOW)
        with pytest.raises(Conflict):
            send_letter(actor=cast.hana, letter_id=letter_id, seen_version=1, now=NOW)
        with pytest.raises(BadInput) as error:
            edit_letter(actor=cast.hana, letter_id=letter_id, text=" ", seen_version=2, now=NOW)
    assert set(error.value.problems) == {"text"}
    assert text_of(cast, letter_id) == "Dear Ivo, soon."


def test_a_sent_letter_stays_and_the_candidate_reads_it_then_only(cast):
    application_id = send_application(cast)
    letter_id = draft(cast, application_id)
    with scope_of(cast.ivo):
        assert list_letters(cast.ivo, application_id, TODAY) == ()
        with pytest.raises(NotFound):
            get_letter(cast.ivo, letter_id, TODAY)
    for _ in range(2):
        send(cast, letter_id)
    with scope_of(cast.ivo):
        assert [one.id for one in list_letters(cast.ivo, application_id, TODAY)] == [letter_id]
    with scope_of(cast.hana):
        with pytest.raises(Conflict):
            edit_letter(actor=cast.hana, letter_id=letter_id, text="Later words", seen_version=1, now=NOW)
        with pytest.raises(IntegrityError), transaction.atomic():
            Letter.objects.update(text="other")
    with pytest.raises(Conflict):
        draft(cast, application_id)


def test_who_may_write_and_read(cast):
    application_id = send_application(cast)
    letter_id = draft(cast, application_id)
    with scope_of_installation():
        foreign = engage(cast, "fern", Role.BOARD_CLERK, cast.other_organization, cast.other_program)
    with pytest.raises(NotFound):
        draft(cast, application_id, foreign)
    with scope_of(foreign), pytest.raises(NotFound):
        get_letter(foreign, letter_id, TODAY)
    for actor in (cast.ivo, cast.ana, cast.dov, cast.faye):
        with pytest.raises(NotPermitted):
            draft(cast, application_id, actor)


def test_the_answer_brings_the_file_back_with_its_clock(cast):
    application_id = send_application(cast, now=at(9, days_ago=20), supervision={"signed_by_supervisor_on": ""})
    send(cast, draft(cast, application_id), now=at(9, days_ago=15))
    with scope_of(cast.hana):
        (waiting,) = list_queue(cast.hana, TODAY)[0]
        assert (waiting.state.value, waiting.clock.days) == ("answering", 5)
    with scope_of(cast.ivo):
        sent = {"supervisor_name": "Ben", "supervisor_license": "1", "signed_by_candidate_on": "2026-10-20",
                "signed_by_supervisor_on": "2026-11-02"}  # fmt: skip
        save_step(actor=cast.ivo, application_id=application_id, step="supervision", sent=sent, now=NOW)
        back = at(9, days_ago=3)
        submit_application(actor=cast.ivo, application_id=application_id, signed_name="Ivo Lang", now=back)
        assert Submission.objects.count() == SealedStatement.objects.count() == 2
    with scope_of(cast.hana):
        (waiting,) = list_queue(cast.hana, TODAY)[0]
        assert (waiting.state.value, waiting.clock.days, waiting.sendings) == ("sent", 5 + 3, 2)
        file = get_file(cast.hana, application_id, TODAY)
        assert (file.first_sent_on, file.sent_on) == (TODAY - timedelta(days=20), TODAY - timedelta(days=3))
        assert file.judged.finding("apply.agreement").is_met
        assert len(file.fees) == 2


def test_while_it_is_answered_the_desk_reads_what_was_sent_before(cast):
    application_id = send_application(cast)
    send(cast, draft(cast, application_id))
    with scope_of(cast.ivo):
        sent = {"recovery_since": "2026-11-01"}
        save_step(actor=cast.ivo, application_id=application_id, step="recovery", sent=sent, now=NOW)
    with scope_of(cast.hana):
        assert get_file(cast.hana, application_id, TODAY).judged.finding("apply.recovery").is_met


def test_the_letter_is_written_edited_sent_and_printed_on_its_pages(cast, monkeypatch):
    set_clock(monkeypatch)
    application_id = send_application(cast)
    desk, own = sign_in(cast, "hana"), sign_in(cast, "ivo")
    address = desk.post(f"/board/desk/{application_id}/letter/", {"version": "2", "id": new_id()}).url
    assert "Dear Ivo Lang" in desk.get(address).content.decode()
    assert own.get(address).status_code == 403
    empty = desk.post(address, {"version": "1", "text": " "})
    assert empty.status_code == 400
    assert desk.post(address, {"version": "1", "text": "Dear Ivo,\n\nPlease add it.", "then": "save"}).url == address
    assert own.get(f"{address}paper/").status_code == 404
    sent = desk.post(address, {"version": "2", "text": "Dear Ivo,\n\nPlease add it.", "then": "send"})
    assert sent.url == f"/board/desk/{application_id}/"
    assert "Please add it." in own.get("/board/application/").content.decode()
    seen = {}
    monkeypatch.setattr(pages, "typeset", lambda room, name, data, now: seen.update(data) or b"%PDF")
    assert own.get(f"{address}paper/").content == b"%PDF"
    assert seen["paragraphs"] == ["Dear Ivo,", "Please add it."]
    assert (seen["name"], seen["mailing"], seen["is_draft"]) == ("Ivo Lang", ("12 Canyon Road, Helena",), False)
    monkeypatch.undo()
    set_clock(monkeypatch)
    paper = own.get(f"{address}paper/")
    assert paper.content.startswith(b"%PDF-")
    assert paper["Content-Disposition"] == 'attachment; filename="letter.pdf"'


def test_the_approval_letter_says_what_was_issued_and_what_comes_next(cast, monkeypatch):
    set_clock(monkeypatch)
    application_id = send_application(cast)
    version = complete(cast, application_id)
    with scope_of(cast.hana):
        settle_application(
            actor=cast.hana, decision_id=new_id(), application_id=application_id, outcome="approved", reasons="",
            seen_version=version, now=NOW,
        )  # fmt: skip
        credential = BoardCredential.objects.get()
        number = get_credential(cast.hana, credential.id, TODAY).badge.number
    address, seen = f"/board/credentials/{credential.id}/", {}
    for who in ("hana", "ivo"):
        browser = sign_in(cast, who)
        assert number in browser.get(address).content.decode()
        with monkeypatch.context() as patched:
            patched.setattr(pages, "typeset", lambda room, name, data, now: seen.update(data) or b"%PDF")
            assert browser.get(f"{address}letter/").content == b"%PDF"
        assert (seen["name"], seen["mailing"]) == ("Ivo Lang", ("12 Canyon Road, Helena",))
        assert ("Certificate number", "BHPS-00001") in seen["facts"]
        assert any("20 h by December 31, 2027" in line for line in seen["next"])
        assert browser.get(f"{address}letter/").content.startswith(b"%PDF-")
    assert sign_in(cast, "dov").get(f"{address}letter/").status_code in (403, 404)


def test_a_certificate_from_before_has_no_approval_letter(cast, monkeypatch):
    set_clock(monkeypatch)
    credential_id = issued(cast)
    browser, address = sign_in(cast, "hana"), f"/board/credentials/{credential_id}/"
    page = browser.get(address).content.decode()
    assert "No badge was signed for it" in page
    assert "Approval letter" not in page
    assert browser.get(f"{address}letter/").status_code == 404
