"""How the person wants to be reminded, and their own calendar feed: chosen, stopped, refused; in both languages; and nobody else's."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from django.test import Client as Browser

from cairn.meetings.models import CalendarFeed, ReminderChoice
from cairn.privacy.scope import scope_of_installation
from tests.browsers import set_clock
from tests.meetings.house import appoint
from tests.portal.house import let_in, sign_in

pytestmark = pytest.mark.django_db
MEETINGS, REMINDERS, CALENDAR = "/mine/meetings/", "/mine/reminders/", "/mine/calendar/"
WANTED = {"how": "email", "address": "me@example.org", "wording": "time", "lead": "two_hours", "language": "es"}


@pytest.fixture(autouse=True)
def _clock(cast, monkeypatch):
    set_clock(monkeypatch)
    cache.clear()


@pytest.fixture
def browser(cast):
    let_in(cast, cast.gil, "gil-himself")
    return sign_in(cast, "gil-himself")


def text(page) -> str:
    return page.content.decode()


def kept():
    with scope_of_installation():
        return list(ReminderChoice.objects.values("client__name", "how", "address", "wording", "lead", "language"))


def address_on(page) -> str:
    return re.search(r"<code>([^<]*)</code>", text(page))[1]


def file(address):
    return Browser().get(urlsplit(address).path)


def test_reminders_are_chosen_and_forgotten_again(browser):
    assert "/mine/reminders/" in text(browser.get(MEETINGS))
    page = text(browser.get(REMINDERS))
    assert re.search(r'name="how" value="none" checked', page)
    assert "You have something at 10:00 am tomorrow." in page
    for _ in range(2):  # sent again: the same choice
        assert browser.post(REMINDERS, WANTED)["Location"] == MEETINGS
    assert kept() == [{"client__name": "Gil", **WANTED}]
    page = text(browser.get(REMINDERS))
    assert "me@example.org" in page
    assert "Tiene algo a las 10:00 mañana." in page  # as it would be sent
    browser.post(REMINDERS, {**WANTED, "how": "none"})
    assert [(one["how"], one["address"]) for one in kept()] == [("none", "")]


def test_the_page_in_spanish(browser):
    browser.post("/mine/language/", {"language": "es", "back": "/mine/"})
    page = text(browser.get(REMINDERS))
    for words in ("Sin recordatorios", "La tarde anterior", "Este es su recordatorio.", "solo: Recordatorio"):
        assert words in page
    assert re.search(r'name="language" value="es" checked', page)
    assert "Pon un correo" in text(browser.post(REMINDERS, {**WANTED, "address": "x"}))


@pytest.mark.parametrize(
    ("field", "sent", "said"),
    [
        ("address", "nobody", "Give an e-mail address"),
        ("address", "", "Give an e-mail address"),
        ("how", "dove", "Choose whether"),
        ("wording", "", "Choose what it says"),
        ("lead", "<b>", "Choose how long before"),
        ("language", "xx", "Choose a language"),
    ],
)
def test_what_cannot_be_kept_is_said_and_stays(browser, field, sent, said):
    page = browser.post(REMINDERS, {**WANTED, field: sent})
    assert page.status_code == 400
    assert said in text(page)
    assert (sent if field == "address" else "me@example.org") in text(page)
    assert "<b>" not in text(page).split("<main")[1]
    assert kept() == []


def test_another_client_s_choice_is_not_theirs(cast, browser):
    browser.post(REMINDERS, WANTED)
    let_in(cast, cast.hal, "hal-himself")
    other = sign_in(cast, "hal-himself")
    assert "me@example.org" not in text(other.get(REMINDERS))
    other.post(REMINDERS, {**WANTED, "address": "hal@example.org"})
    assert sorted((one["client__name"], one["address"]) for one in kept()) == [
        ("Gil", "me@example.org"),
        ("Hal", "hal@example.org"),
    ]


def test_a_feed_is_made_shown_once_renewed_and_stopped(cast, browser):
    appoint(cast, where_words="Quillfeather House")
    first = browser.post(CALENDAR, {"word": "errand"})
    assert first["Cache-Control"] == "no-store, private"
    address = address_on(first)
    answer = file(address)
    assert answer.status_code == 200
    assert b"SUMMARY:Errand" in answer.content
    for word in (b"Gil", b"Ana", b"Quillfeather", b"High Divide", b"peer", b"Cairn"):
        assert word not in answer.content
    page = text(browser.get(CALENDAR))
    assert urlsplit(address).path not in page
    assert "An address works since" in page
    assert re.search(r'value="errand" checked', page)
    with scope_of_installation():
        assert not CalendarFeed.objects.filter(token_digest__in=address.split("/")).exists()
    renewed = address_on(browser.post(CALENDAR, {"word": "busy"}))  # sent again: one address works, the newest
    assert (file(address).status_code, file(renewed).status_code) == (404, 200)
    for _ in range(2):
        assert browser.post(CALENDAR, {"stop": "yes"})["Location"] == CALENDAR
    assert file(renewed).status_code == 404
    assert "Stop it" not in text(browser.get(CALENDAR))


@pytest.mark.parametrize("word", ["", "AA meeting", "x" * 30])
def test_only_plain_words_leave(browser, word):
    browser.post("/mine/language/", {"language": "es", "back": "/mine/"})
    page = browser.post(CALENDAR, {"word": word})
    assert (page.status_code, "Elige una de estas palabras" in text(page)) == (400, True)
    with scope_of_installation():
        assert not CalendarFeed.objects.exists()


def test_another_client_stops_only_their_own(cast, browser):
    address = address_on(browser.post(CALENDAR, {"word": "busy"}))
    let_in(cast, cast.hal, "hal-himself")
    other = sign_in(cast, "hal-himself")
    assert "An address works" not in text(other.get(CALENDAR))
    other.post(CALENDAR, {"stop": "yes"})
    assert file(address).status_code == 200


def test_closing_one_s_pages_closes_the_address(cast, browser):
    address = address_on(browser.post(CALENDAR, {"word": "busy"}))
    browser.post("/mine/choices/close/")
    assert file(address).status_code == 404
