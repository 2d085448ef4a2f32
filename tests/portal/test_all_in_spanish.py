"""Every page that a Spanish reader can come to, with every text: no word is left in English but what somebody typed."""

from __future__ import annotations

import html
import re

import pytest
from django.core.cache import cache
from django.db import OperationalError
from django.test import Client as Browser
from django.test import RequestFactory

from cairn.front.web import errors
from cairn.kernel.errors import BrokenRecord
from cairn.portal.domain.choices import Language
from cairn.portal.domain.words.standards import STANDARDS, standard_in_words
from cairn.portal.models import Access
from cairn.privacy.models import Consent
from cairn.privacy.scope import scope_of_installation
from tests.browsers import set_clock
from tests.portal.house import let_in, sign_in
from tests.portal.spanish import leftovers, read, spanish_words, words_of
from tests.whole_house import CANARY, fill

pytestmark = pytest.mark.django_db
OUT = (
    "/mine/leave/",
    "/mine/language/",
    "/mine/choices/close/",
    "/mine/all/",
)  # they end the visit, or hand over a file
NAMES = "Ana Ben Cleo Faye Gil Hal Jun Mia Gilbert Marsh High Divide"
LANGUAGES = "English"  # a language is offered in its own name
TYPED = f"{CANARY} My own place, Peer support, 42 CFR 2.12(c)(6)"  # a citation is no word


MADE_UP_ACT = (
    "[en] Seen: seen"  # of `tests/whole_house.py`: an act that nobody translated is told in English, and says so
)


@pytest.fixture(autouse=True)
def _clock(cast, monkeypatch):
    set_clock(monkeypatch)
    cache.clear()


@pytest.fixture
def known():
    return spanish_words() | {*words_of(f"{NAMES} {LANGUAGES} {TYPED}")}


@pytest.fixture
def gil(cast) -> Browser:
    """Gil with one row of everything, and with the standard words of a permission in English, as staff wrote them."""
    fill(cast)
    with scope_of_installation():
        Access.objects.update(language="es")
        Consent.objects.filter(client_id=cast.gil.id).update(
            purpose="For treatment, payment, and health care operations.",
            expires_on=None,
            expires_event="end of services",
        )
    return sign_in(cast, "gil-himself")


def wrong_on(page, known) -> list[str]:
    found = read(page)
    assert '<html lang="es">' in page.content.decode()
    return leftovers(found.texts, known)


def walk(browser, known, start=("/mine/",)) -> dict[str, list[str]]:
    """Each page that links lead to, with each of its forms sent empty: what is left over, by address."""
    wrong, seen, todo, forms = {}, set(), list(start), {}
    while todo:
        address = todo.pop()
        if address in seen or not address.startswith("/mine/") or address.startswith(OUT):
            continue
        seen.add(address)
        page = browser.get(address, follow=True)
        assert page.status_code == 200, address
        wrong[address] = wrong_on(page, known)
        found = read(page)
        todo += found.links
        for form in found.forms:
            for name, value in form["buttons"] if form["method"] == "post" else ():
                action = form["action"] or address
                forms[action, name, *sorted(form["hidden"])] = (
                    action,
                    form["hidden"] | ({name: value} if name else {}),
                )
    for address, sent in forms.values():
        if not address.startswith(OUT):
            page = browser.post(address, sent, follow=True)
            assert page.status_code in (200, 400, 404, 409), (address, sent)
            wrong[f"POST {address} {sorted(sent)}"] = wrong_on(page, known)
    return wrong


def test_no_page_of_a_spanish_reader_has_an_english_word(gil, known):
    wrong = walk(gil, known)
    assert len([address for address in wrong if not address.startswith("POST")]) >= 14
    wrong["/mine/reminders/"] = [text for text in wrong["/mine/reminders/"] if not text.startswith("[en]")]  # his mail
    left = {address: texts for address, texts in wrong.items() if texts not in ([], [MADE_UP_ACT])}
    assert not left, str(left)


def test_the_doors_are_spanish_too(known):
    browser = Browser(headers={"accept-language": "es-MX"})
    doors = ("/mine/in/", "/mine/in/app/", "/mine/code/", "/join/xyz/")
    assert {door: found for door in doors if (found := wrong_on(browser.get(door), known))} == {}
    answers = {
        "/mine/code/": {"code": "wrong"}, "/mine/in/app/": {"name": "x", "code": "1"},
        "/mine/plan/words/": {"words": "Hola"},
    }  # fmt: skip
    assert {door: found for door, sent in answers.items() if (found := wrong_on(browser.post(door, sent), known))} == {}


def test_saved_is_said_in_the_language_that_was_just_chosen(gil, known):
    gil.post("/mine/choices/", {"language": "en", "tab": "notes"}, follow=True)
    page = gil.post("/mine/choices/", {"language": "es", "tab": "notes"}, follow=True)
    assert wrong_on(page, known) == []
    assert "Guardado" in page.content.decode()


def test_who_asks_is_named_with_who_would_receive_it(gil, cast):
    page = html.unescape(gil.get("/mine/permissions/").content.decode())
    waiting = page.split("Una pregunta te espera")[1].split("</article>")[0]
    assert "Te lo pide Ana, de High Divide." in waiting
    assert "Quién lo recibiría" in waiting
    address = re.search(r'href="(/mine/permissions/asked/[^"]+)"', waiting)[1]
    assert "Te lo pide Ana, de High Divide." in html.unescape(gil.get(address).content.decode())
    gil.post("/mine/language/", {"language": "en"})
    assert "Ana at High Divide asks you." in html.unescape(gil.get("/mine/permissions/").content.decode())


def test_what_everybody_says_of_a_permission_is_told_in_both_languages():
    for english, spanish in STANDARDS:
        for text in (english, f"{english.capitalize()}.", spanish):
            assert standard_in_words(text, Language.SPANISH) == spanish
            assert standard_in_words(text, Language.ENGLISH) == english
    assert standard_in_words("So that my brother sleeps", Language.SPANISH) == "So that my brother sleeps"


def test_mail_in_the_other_language_is_shown_beside_its_meaning(gil, known):
    sent = {"how": "none", "wording": "nothing", "lead": "evening", "language": "en"}
    assert wrong_on(gil.post("/mine/reminders/", sent, follow=True), known) == []
    page = gil.get("/mine/reminders/")
    assert {text.split("]")[0] for text in wrong_on(page, known)} == {"[en"}, (
        "what leaves in English says that it is English"
    )
    assert "Este es su recordatorio." in page.content.decode()


@pytest.fixture
def himself(cast) -> Browser:
    let_in(cast, cast.gil, "gil-himself", language="es")
    return sign_in(cast, "gil-himself")


@pytest.mark.parametrize(("address", "status"), [("/mine/xyz/", 404), ("/nowhere/", 404), ("/people/", 403)])
def test_an_error_is_spanish_also_when_it_is_the_first_page_of_a_visit(himself, known, address, status):
    page = himself.get(address)
    assert (page.status_code, wrong_on(page, known)) == (status, [])


@pytest.mark.parametrize(("raised", "status"), [(RuntimeError, 500), (OperationalError, 503), (BrokenRecord, 500)])
def test_a_page_that_broke_is_spanish_and_asks_the_database_nothing(himself, known, monkeypatch, raised, status):
    himself.get("/mine/")
    himself.raise_request_exception = False

    def breaks(*_args, **_kwargs):
        raise raised("Quillfeather")

    monkeypatch.setattr("cairn.portal.web.pages.get_client", breaks)
    page = himself.get("/mine/people/")
    assert (page.status_code, wrong_on(page, known)) == (status, [])
    said = page.content.decode()
    assert "Cairn" not in said
    assert "Quillfeather" not in said
    assert page["Cache-Control"] == "no-store, private"


@pytest.mark.parametrize("status", [500, 503])
def test_where_the_language_cannot_be_known_both_are_said(status):
    for path, is_own in (("/mine/", True), ("/", False)):
        request = RequestFactory().get(path)
        page = (errors.server_error if status == 500 else errors.unavailable)(request)
        assert page.status_code == status
        said = page.content.decode()
        assert all(f'lang="{language}"' in said for language in ("en", "es"))
        assert ("Algo falló" if status == 500 else "no funciona") in said
        assert ("Cairn" in said) is not is_own
