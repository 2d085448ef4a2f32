"""A database that cannot grow: a save is refused in words, nothing is half-done, and all goes on once there is room."""

from __future__ import annotations

import pytest
from django.db import connection

from cairn.platform import clock
from cairn.platform.ids import new_id
from cairn.privacy.models import LedgerEntry, LedgerHead
from cairn.privacy.scope import scope_of
from cairn.support.models import Encounter, EncounterMark, Note
from tests import people
from tests.support.test_contact_pages import browser_of, form_for

pytestmark = [
    pytest.mark.slow,  # alone: it limits the size of a file
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.support.page_urls"),
    pytest.mark.skipif("connection.vendor != 'sqlite'", reason="the size of the embedded file is what is limited"),
]


def allow_pages(more: int | None) -> None:
    """Let the file grow by so many pages only; None lifts the limit."""
    with connection.cursor() as cursor:
        used = cursor.execute("PRAGMA page_count").fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {2**30 if more is None else used + more}")


def stored() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Encounter, EncounterMark, Note, LedgerEntry))


def test_a_save_that_does_not_fit_is_refused_whole_and_the_next_one_goes_on(cast, monkeypatch, settings, tmp_path):
    settings.STATIC_ROOT = str(tmp_path)
    monkeypatch.setattr(clock, "now", lambda: people.NOW)
    browser = browser_of(cast, "ana")
    long = "Walked along the river and talked. " * 500
    assert browser.post("/contacts/new/", form_for(cast, data=long)).status_code == 302
    refused = 0
    allow_pages(30)
    try:
        for _ in range(400):  # the file has room left by earlier tests
            with scope_of(cast.ana):
                before = stored()
            form = form_for(cast, data=long)
            answer = browser.post("/contacts/new/", form)
            with scope_of(cast.ana):
                after = stored()
                entries = LedgerEntry.objects.order_by("n")
                assert LedgerHead.objects.get(organization_id=cast.ana.organization_id).n == entries.last().n
            if answer.status_code == 302:
                continue
            refused += 1
            assert answer.status_code == 503
            assert answer["Retry-After"]
            assert "Traceback" not in answer.content.decode()
            assert after == before, "nothing was half-done"
            break
    finally:
        allow_pages(None)
    assert refused == 1, "the file did fill up"
    again = browser.post("/contacts/new/", form)
    assert again.status_code == 302, "the same form, sent again, is saved"
    with scope_of(cast.ana):
        assert Encounter.objects.filter(id=form["id"]).count() == 1


def test_a_look_that_cannot_be_written_down_does_not_happen(cast, monkeypatch, settings, tmp_path):
    settings.STATIC_ROOT = str(tmp_path)
    monkeypatch.setattr(clock, "now", lambda: people.NOW)
    browser = browser_of(cast, "ana")
    form = form_for(cast, id=str(new_id()), data="Something private.")
    shown = browser.post("/contacts/new/", form)["Location"]
    allow_pages(0)
    try:
        for _ in range(1500):  # what earlier tests deleted is room as well
            answer = browser.get(shown)
            if answer.status_code == 503:
                break
            assert "Something private." in answer.content.decode()
    finally:
        allow_pages(None)
    assert answer.status_code == 503, "the file did fill up"
    assert "Something private." not in answer.content.decode()
    assert browser.get(shown).status_code == 200
