"""What a person served reads when something does not work: their language, their own frame, and nothing that names the place."""

from __future__ import annotations

import html
import re

import pytest
from django.core.cache import cache
from django.test import Client as Browser
from django.test import RequestFactory

from cairn.front.web import errors
from cairn.kernel.errors import BadInput, Conflict, NotFound, NotPermitted
from cairn.portal.web.errors import PAGES
from tests.browsers import set_clock
from tests.browsers import sign_in as sign_in_at_work
from tests.portal.house import let_in, sign_in

pytestmark = pytest.mark.django_db
SAID = {
    "en": {403: "This page is not one of yours", 404: "There is nothing here", "kept": "Your words are safe"},
    "es": {403: "Esta página no es una de las tuyas", 404: "Aquí no hay nada", "kept": "Tus palabras están a salvo"},
}
ENGLISH = re.compile(r"\b(the|your|nothing|again|page)\b", re.IGNORECASE)
WORDS = 'Dije: "no" & <b>sí</b>.\r\n  Y más.'


@pytest.fixture(autouse=True)
def _clock(cast, monkeypatch):
    set_clock(monkeypatch)
    cache.clear()


def text(page) -> str:
    return html.unescape(page.content.decode())


def main(page) -> str:
    return text(page).split("<main")[1].split("</main")[0]


def own(cast, language) -> Browser:
    let_in(cast, cast.gil, "gil-himself", language=language)
    browser = sign_in(cast, "gil-himself")
    assert browser.get("/mine/").status_code == 200
    return browser


def is_theirs(page, language) -> bool:
    said = text(page)
    assert f'<html lang="{language}">' in said
    assert f"<title>{'Notas' if language == 'es' else 'Notes'}</title>" in said
    assert "Cairn" not in said
    assert page["Cache-Control"] == "no-store, private"
    assert language == "en" or not ENGLISH.search(re.sub(r"<[^>]*>", " ", main(page)))
    return True


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(
    ("address", "status"), [("/people/", 403), ("/search/", 403), ("/mine/xyz/", 404), ("/nowhere/", 404)]
)
def test_a_page_that_is_not_theirs_or_not_there(cast, language, address, status):
    page = own(cast, language).get(address)
    assert page.status_code == status
    assert is_theirs(page, language)
    assert SAID[language][status] in main(page)


@pytest.mark.parametrize("language", ["en", "es"])
def test_signed_out_in_between_the_words_come_back_in_their_language(cast, language):
    browser = own(cast, language)
    session = browser.session
    session["seen_at"] = session["began_at"] = 1
    session.save()
    sent = {"id": "0b0b0b0b-0000-7000-8000-000000000000", "words": WORDS, "take_away": "yes"}
    page = browser.post("/mine/plan/words/", sent)
    assert page.status_code == 401
    assert is_theirs(page, language)
    said = page.content.decode()
    assert SAID[language]["kept"] in text(page)
    area = re.search(
        r'<label for="kept-1">([^<]+)</label>\s*<textarea[^>]* name="words"[^>]*>\n(.*?)</textarea>', said, re.DOTALL
    )
    assert html.unescape(area[2]) == WORDS
    assert area[1] == {"en": "What I want to say", "es": "Lo que quiero decir"}[language]
    assert '<input type="hidden" name="take_away" value="yes">' in said
    assert 'href="/mine/in/"' in said
    assert "/mine/language/" not in said, "choosing another language would leave the words behind"
    assert "/sign-in/" not in said, "the door of those who work here is not theirs"


def test_the_browsers_language_is_asked_where_nothing_is_known():
    page = Browser().post("/mine/plan/words/", {"words": "x"}, headers={"accept-language": "es-MX,es;q=0.9"})
    assert (page.status_code, is_theirs(page, "es")) == (401, True)


def test_an_outdated_form_keeps_the_words_and_no_secret(cast):
    browser = Browser(enforce_csrf_checks=True)
    page = browser.post(
        "/mine/in/app/", {"name": "notes-00000000", "code": "123456"}, headers={"accept-language": "es"}
    )
    assert page.status_code == 403
    assert is_theirs(page, "es")
    assert "notes-00000000" in text(page)
    assert "123456" not in text(page)


def test_a_script_is_told_which_door(cast):
    answer = Browser().post("/mine/plan/words/", {"words": "x"}, headers={"accept": "application/json"})
    assert answer.json() == {"saved": False, "why": "signed_out", "sign_in": "/mine/in/"}


@pytest.mark.parametrize("address", ["/mine/plan/", "/mine/xyz/"])
def test_who_works_here_reads_it_as_before(cast, address):
    page = sign_in_at_work(cast, "ana").get(address)
    assert page.status_code in (403, 404)
    assert "Cairn" in text(page)


@pytest.mark.parametrize(("kind", "status"), [(NotFound, 404), (NotPermitted, 403), (BadInput, 400), (Conflict, 409)])
def test_each_typed_error_has_a_page_that_repeats_nothing_of_it(kind, status):
    request = RequestFactory().get("/mine/plan/", headers={"accept-language": "es"})
    request.session, request.actor = {}, None
    request.user = type("Nobody", (), {"is_authenticated": False})()
    error = kind({"x": "Quillfeather"}) if kind is BadInput else kind("Quillfeather")
    page = errors.for_cairn_error(request, error)
    assert page.status_code == status
    assert status in PAGES
    assert "Quillfeather" not in text(page)


def test_too_many_tries_are_told_in_their_language_and_at_work_as_before():
    for address, words in (("/mine/in/passkey/", "Demasiados intentos"), ("/sign-in/", "Too many tries")):
        request = RequestFactory().get(address, headers={"accept-language": "es"})
        request.session, request.actor = {}, None
        request.user = type("Nobody", (), {"is_authenticated": False})()
        page = errors.too_many(request)
        assert (page.status_code, words in text(page)) == (429, True)
        assert int(page["Retry-After"]) > 0
