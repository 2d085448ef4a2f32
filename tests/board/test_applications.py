"""An application is written in pieces, is its writer's alone until sent, and stays as it was sent."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from cairn.board.commands.applications import save_step, start_application, submit_application
from cairn.board.models import Application, SealedStatement, Submission
from cairn.board.queries.applications import find_own_application, get_own_application, preview
from cairn.kernel.actors import Role
from cairn.kernel.errors import BadInput, BrokenRecord, Conflict, NotFound, NotPermitted
from cairn.platform.ids import new_id
from cairn.platform.sealing import seal, unseal
from cairn.privacy.models import LedgerEntry
from cairn.privacy.scope import scope_of, scope_of_installation
from tests.board.packets import send_application, write_application
from tests.browsers import counted, set_clock, sign_in
from tests.people import NOW, TODAY, engage

pytestmark = pytest.mark.django_db


def save(actor, application_id, step, **sent):
    with scope_of(actor):
        save_step(actor=actor, application_id=application_id, step=step, sent=sent, now=NOW)


def submit(actor, application_id, name="Ivo Lang"):
    with scope_of(actor):
        return submit_application(actor=actor, application_id=application_id, signed_name=name, now=NOW)


def own(actor, application_id):
    with scope_of(actor):
        return get_own_application(actor, application_id, TODAY)


def entries_of(cast):
    with scope_of(cast.ivo):
        return LedgerEntry.objects.count()


@pytest.fixture
def neighbor(cast):
    """A candidate of another organization."""
    with scope_of_installation():
        return engage(cast, "nina", Role.CANDIDATE, cast.other_organization, cast.other_program)


@pytest.fixture
def petra(cast):
    """Another candidate at the same board."""
    with scope_of_installation():
        return engage(cast, "petra", Role.CANDIDATE, cast.organization, cast.program)


def test_a_half_written_step_is_saved_and_resumed(cast):
    with scope_of(cast.ivo):
        application_id = start_application(actor=cast.ivo, application_id=new_id(), now=NOW)
    save(cast.ivo, application_id, "who", legal_name="Ivo Lang")
    save(cast.ivo, application_id, "recovery", recovery_since="2019-05-17")
    found = own(cast.ivo, application_id)
    assert (found.answers, found.sealed) == ({"legal_name": "Ivo Lang"}, {"recovery_since": "2019-05-17"})
    assert found.next_step.code == "who"


def test_an_answer_taken_away_is_gone(cast):
    application_id = write_application(cast.ivo)
    save(cast.ivo, application_id, "recovery", recovery_since="2019-05-17")
    assert own(cast.ivo, application_id).sealed == {"recovery_since": "2019-05-17"}


def test_one_at_a_time_and_starting_again_goes_on_with_it(cast):
    application_id = write_application(cast.ivo)
    with scope_of(cast.ivo):
        assert start_application(actor=cast.ivo, application_id=new_id(), now=NOW) == application_id
        assert Application.objects.count() == 1


@pytest.mark.parametrize(
    ("step", "field", "text"),
    [
        ("who", "birth_on", "the third"),
        ("who", "legal_name", "x" * 161),
        ("way", "trail", "helicopter"),
        ("training", "training_hours", "forty"),
        ("training", "training_hours", "NaN"),
        ("record", "has_convictions", "perhaps"),
        ("recovery", "attests_recovery", "maybe"),
        ("stays", "stay_1_started", "2024-06-01T10:00+02:00"),
    ],
)
def test_what_cannot_be_read_names_its_field_and_writes_nothing(cast, step, field, text):
    application_id = write_application(cast.ivo)
    before, entries = own(cast.ivo, application_id), entries_of(cast)
    with pytest.raises(BadInput) as error:
        save(cast.ivo, application_id, step, **{field: text})
    assert set(error.value.problems) == {field}
    assert own(cast.ivo, application_id) == before
    assert entries_of(cast) == entries > 0


def test_an_hour_that_never_was_is_refused_by_its_field(cast):
    application_id = write_application(cast.ivo)
    with pytest.raises(BadInput) as error:
        save(cast.ivo, application_id, "stays", stay_1_kind="inpatient", stay_1_started="2026-03-08T02:30")
    assert set(error.value.problems) == {"stay_1_started"}


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"who": {"mailing": ""}}, {"mailing"}),
        ({"recovery": {"recovery_since": ""}}, {"recovery_since"}),
        ({"stays": {"stay_1_kind": "inpatient"}}, {"stay_1_started"}),
        ({"stays": {"stay_1_kind": "inpatient", "stay_1_started": "2026-01-02T10:00", "stay_1_ended": "2026-01-01T10:00"}},
         {"stay_1_ended"}),
        ({"record": {"has_convictions": "yes"}}, {"rehabilitation"}),
    ],
)  # fmt: skip
def test_nothing_goes_out_with_a_gap(cast, changes, fields):
    application_id = write_application(cast.ivo, **changes)
    with pytest.raises(BadInput) as error:
        submit(cast.ivo, application_id)
    assert set(error.value.problems) == fields
    with scope_of(cast.ivo):
        assert not Submission.objects.exists()


def test_it_is_signed_with_the_legal_name(cast):
    application_id = write_application(cast.ivo)
    for name in ("", "Ivo"):
        with pytest.raises(BadInput) as error:
            submit(cast.ivo, application_id, name)
        assert set(error.value.problems) == {"signed_name"}


def test_what_was_sent_stays_as_it_was(cast):
    application_id = send_application(cast)
    assert submit(cast.ivo, application_id) == application_id
    with pytest.raises(Conflict):
        save(cast.ivo, application_id, "who", legal_name="Somebody Else")
    with scope_of(cast.ivo):
        assert Submission.objects.count() == 1
        for model, column in ((Submission, "answers"), (SealedStatement, "sealed")):
            with pytest.raises(IntegrityError), transaction.atomic():
                model.objects.update(**{column: b"other"})


def test_nobody_else_finds_it(cast, petra, neighbor):
    application_id = write_application(cast.ivo)
    for actor in (petra, neighbor):
        with scope_of(actor):
            assert find_own_application(actor, TODAY) is None
            with pytest.raises(NotFound):
                get_own_application(actor, application_id, TODAY)
        with pytest.raises(NotFound):
            save(actor, application_id, "who", legal_name="Me")
        with pytest.raises(NotFound):
            submit(actor, application_id)
    for actor in (cast.hana, cast.ana, cast.dov):
        with pytest.raises(NotPermitted):
            save(actor, application_id, "who", legal_name="Me")


def test_the_own_word_is_weighed_before_anything_is_sent(cast):
    stay = {"stay_1_kind": "inpatient", "stay_1_started": "2026-01-01T10:00", "stay_1_ended": "2026-01-04T10:01"}
    application_id = write_application(cast.ivo, stays=stay)
    found = preview(cast.ivo, own(cast.ivo, application_id), TODAY)
    assert [one.code for one in found.sealed.against] == ["apply.inpatient"]
    assert "2028-01-05" in found.sealed.finding("apply.inpatient").remedy
    assert [str(fee.amount) for fee in found.fees] == ["$125.00", "$27.25"]


def test_it_is_begun_where_somebody_decides_it(cast, neighbor, monkeypatch):
    with scope_of(neighbor), pytest.raises(Conflict, match="Nobody decides applications here"):
        start_application(actor=neighbor, application_id=new_id(), now=NOW)
    set_clock(monkeypatch)
    assert "Nobody decides applications here" in sign_in(cast, "nina").get("/board/application/").content.decode()


def test_a_sealed_text_opens_for_its_row_alone(settings):
    row = new_id()
    held = seal("a word", row)
    assert unseal(held, row) == "a word"
    assert b"a word" not in held
    for wrong in (lambda: unseal(held, new_id()), lambda: unseal(held[:-1] + b"x", row), lambda: unseal(b"", row)):
        with pytest.raises(BrokenRecord):
            wrong()
    settings.CAIRN_SEALED_KEY = b"\1" * 32
    with pytest.raises(BrokenRecord):
        unseal(held, row)


def test_the_pages_lead_from_step_to_step_and_lose_nothing(cast, monkeypatch):
    set_clock(monkeypatch)
    browser = sign_in(cast, "ivo")
    assert "You have not begun yet" in browser.get("/board/application/").content.decode()
    first = browser.post("/board/application/start/", {"id": new_id()})
    answer = browser.post(first.url, {"legal_name": "Ivo Lang", "birth_on": "soon"})
    assert answer.status_code == 400
    assert 'value="Ivo Lang"' in answer.content.decode()
    way = browser.post(first.url, {"legal_name": "Ivo Lang", "birth_on": "1990-02-03"}).url
    assert way.endswith("/way/")
    assert browser.post(way, {"kind": "family_peer", "trail": "self_pay"}).url.endswith("/training/")
    assert browser.post(way, {"trail": "employment"}).url.endswith("/proof/")
    assert "Hourly wage" in browser.get(way.replace("/way/", "/proof/")).content.decode()
    assert browser.post(way, {"trail": "employment", "then": "stop"}).url == "/board/application/"
    assert browser.get(way.replace("/way/", "/nowhere/")).status_code == 404


def test_it_is_checked_signed_and_sent_on_one_page(cast, monkeypatch):
    set_clock(monkeypatch)
    application_id = write_application(cast.ivo)
    browser, address = sign_in(cast, "ivo"), f"/board/applications/{application_id}/send/"
    with counted() as count:
        page = browser.get(address).content.decode()
    assert len(count) <= 3, count
    assert "12 Canyon Road" in page
    assert "since May 17, 2019" in page
    assert browser.post(address, {"signed_name": "Wrong"}).status_code == 400
    assert browser.post(address, {"signed_name": "ivo lang"}).status_code == 302
    assert "It is the board’s turn" in browser.get("/board/application/").content.decode()
