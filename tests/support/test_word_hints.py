"""Hints where a note is written: by its writer only, without script and with it, never in the way; and words that stay."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cairn.kernel.errors import BadInput, NotFound, NotPermitted
from cairn.platform import clock
from cairn.platform.ids import new_form_id, new_id
from cairn.privacy.models import LedgerEntry
from cairn.privacy.scope import scope_of, scope_of_installation
from cairn.support.commands.notes import sign_note
from cairn.support.commands.words import keep_words
from cairn.support.domain.notes import NoteTexts
from cairn.support.models import Encounter, KeptWords, Note
from tests import people
from tests.support.contact_drafts import record, statements
from tests.support.test_contact_pages import browser_of, form_for, own_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("tests.support.page_urls")]
WORDS = NoteTexts("Another addict came by.", "", "Told him to stop his meds.")
TITLE = "places you may want to look at"


@pytest.fixture(autouse=True)
def _today(monkeypatch, settings, tmp_path):
    settings.STATIC_ROOT = str(tmp_path)
    monkeypatch.setattr(clock, "now", lambda: people.NOW)


def kept_of(html: str) -> list[str]:
    return re.findall(r'name="keep" value="([^"]*)"', html)


def keep(actor, encounter_id, kept_as="stigma.addict:addict", *, may_begin=False, now=people.NOW):
    with scope_of(actor):
        keep_words(actor=actor, encounter_id=encounter_id, kept_as=kept_as, may_begin=may_begin, now=now)


def test_the_button_looks_at_the_words_and_saves_nothing(cast):
    browser = browser_of(cast, "ana")
    form = form_for(cast, data=WORDS.data, plan=WORDS.plan, act="words")
    page = browser.post("/contacts/new/", form)
    html = page.content.decode()
    assert page.status_code == 200
    assert "2 places you may want to look at" in html
    assert "<mark>addict</mark>" in html
    assert "NIDA" in html
    assert "not verified" in html, "a source that was not read says so"
    assert "Another addict came by.</textarea>" in html, "nothing typed is lost"
    assert f'value="{form["id"]}"' in html
    with scope_of(cast.ana):
        assert not Encounter.objects.exists()


def test_nothing_found_is_said_when_asked_and_not_otherwise(cast):
    browser = browser_of(cast, "ana")
    assert "Nothing to point at" in browser.post("/contacts/new/", form_for(cast, act="words")).content.decode()
    assert "Nothing to point at" not in browser.get(f"/contacts/new/?person={cast.gil.id}").content.decode()


def test_words_that_stay_stay_for_this_note_only(cast):
    browser = browser_of(cast, "ana")
    form = form_for(cast, data=WORDS.data, plan=WORDS.plan, act="words")
    first = kept_of(browser.post("/contacts/new/", form).content.decode())
    assert len(first) == 2
    after = browser.post("/contacts/new/", {**form, "keep": first[0]}).content.decode()
    assert kept_of(after) == first[1:]
    assert kept_of(browser.post("/contacts/new/", form).content.decode()) == first[1:]
    other = form_for(cast, data=WORDS.data, act="words")
    assert kept_of(browser.post("/contacts/new/", other).content.decode()) == first[:1]
    assert browser.post("/contacts/new/", {**form, "act": "sign"}).status_code == 302, "a hint stops nothing"
    with scope_of(cast.ana):
        assert Note.objects.get(encounter_id=form["id"]).signed_at is not None


def test_before_signing_the_note_shows_its_hints_to_its_writer_and_to_nobody_else(cast):
    done = record(cast, texts=WORDS, sign=False)
    address = f"/contacts/{done.encounter_id}/"
    html = browser_of(cast, "ana").get(address).content.decode()
    assert TITLE in html
    answer = browser_of(cast, "ana").post(
        f"{address}note/", {"keep": kept_of(html)[0], "data": WORDS.data, "version": "1"}
    )
    assert kept_of(answer.content.decode()) == kept_of(html)[1:]
    for who in ("ben", "faye"):
        body = browser_of(cast, who).get(address).content.decode()
        assert TITLE not in body
        assert "data-words" not in body
    with scope_of(cast.ana):
        sign_note(actor=cast.ana, encounter_id=done.encounter_id, version=1, now=people.NOW)
    assert TITLE not in browser_of(cast, "ana").get(address).content.decode()


def test_the_script_gets_the_hints_alone(cast):
    done = record(cast, texts=WORDS, sign=False)
    ana = browser_of(cast, "ana")
    part = ana.post(f"/contacts/{done.encounter_id}/words/", {"data": "His friend Gil met Dana Lee. 🌲 addict"})
    html = part.content.decode()
    assert part.status_code == 200
    assert "<html" not in html
    assert "<mark>friend Gil" not in html, "the client may be named"
    assert 'data-start="32" data-end="38"' in html, "places count as a browser counts"
    assert ana.post(f"/contacts/{done.encounter_id}/words/", {"data": "x" * 20_001}).status_code == 400
    assert ana.get(f"/contacts/{done.encounter_id}/words/").status_code == 405


def test_nobody_learns_that_a_contact_exists(cast):
    done = record(cast, texts=WORDS, sign=False)
    for who in ("dov", "cleo"):
        browser = browser_of(cast, who)
        for sent in ({"data": "addict"}, {"data": "", "keep": "stigma.addict:addict"}):
            theirs, nothing = (browser.post(f"/contacts/{one}/words/", sent) for one in (done.encounter_id, new_id()))
            bodies = [page.content.replace(str(one).encode(), b"") for page, one in ((theirs, done.encounter_id),)]
            assert theirs.status_code == nothing.status_code
            if theirs.status_code == 200:
                assert bodies[0] == nothing.content
    for who in ("ben", "faye", "jun", "lee"):
        assert browser_of(cast, who).post(f"/contacts/{done.encounter_id}/words/", {"data": ""}).status_code == 403
        assert browser_of(cast, who).get("/contacts/words/").status_code == 403


def test_keeping_words_works_once_and_is_told_to_nobody(cast):
    done = record(cast, texts=WORDS, sign=False)
    for _ in range(2):
        keep(cast.ana, done.encounter_id)
    with scope_of_installation():
        row = KeptWords.objects.get()
        assert "addict" not in row.mark
        entries = list(LedgerEntry.objects.order_by("n").values_list("action", flat=True))
    assert entries[-1] == "support.note.drafted", "as any change of a draft"
    assert not [one for one in entries if "kept" in one or "words" in one]
    with pytest.raises(NotFound):
        keep(cast.cleo, done.encounter_id)
    with pytest.raises(NotFound):
        keep(cast.dov, done.encounter_id)
    with pytest.raises(NotFound):
        keep(cast.dov, new_id())
    for who in (cast.ben, cast.faye):
        with pytest.raises(NotPermitted):
            keep(who, done.encounter_id)
    for bad in ("", " ", "x" * 2_001):
        with pytest.raises(BadInput):
            keep(cast.ana, done.encounter_id, bad)


def test_what_was_kept_goes_when_its_note_is_signed(cast):
    signed = record(cast, texts=WORDS, sign=False)
    keep(cast.ana, signed.encounter_id)
    with scope_of(cast.ana):
        sign_note(actor=cast.ana, encounter_id=signed.encounter_id, version=1, now=people.NOW)
    form_id = new_form_id(cast.organization.id)
    keep(cast.ana, form_id, may_begin=True)
    keep(cast.ana, signed.encounter_id)
    with scope_of_installation():
        assert [row.encounter_id for row in KeptWords.objects.all()] == [form_id]


def test_the_pages_keep_to_their_statements(cast):
    browser = browser_of(cast, "ana")
    done = record(cast, texts=WORDS, sign=False)
    browser.get("/people/")
    with statements() as made:
        browser.get(f"/contacts/{done.encounter_id}/")
    assert len(own_of(made)) <= 6, own_of(made)
    form = form_for(cast, data=WORDS.data, act="words")
    with statements() as made:
        browser.post("/contacts/new/", form)
    assert len(own_of(made)) <= 6, own_of(made)


def test_the_rates_stand_beside_the_hints(cast):
    html = browser_of(cast, "ana").get("/contacts/words/").content.decode()
    assert "never tuned on" in html
    assert "50 of 52" in html
    assert "119 of 120" in html
    assert "made up" in html
    assert "Recovery language" in html


def test_no_other_room_reads_what_was_kept():
    """Not in any report, pay, export or supervision: the model is named in the writing of notes only."""
    source = Path(__file__).parents[2] / "src/cairn"
    readers = {path.relative_to(source).as_posix() for path in source.rglob("*.py") if "KeptWords" in path.read_text()}
    assert {one for one in readers if "/migrations/" not in one} == {
        "support/models/__init__.py",
        "support/models/words.py",
        "support/policy_words.py",
        "support/queries/words.py",
        "support/commands/words.py",
    }
