"""The page for anybody: no cookie, no foreign post, nobody floods it for the others, and nothing of who asks is left behind."""

from __future__ import annotations

import logging
import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client as Browser
from django.urls import reverse

from cairn.intake.commands.asking import open_asking_door
from cairn.intake.commands.asking_doors import pause_asking_door, reopen_asking_door, set_program_phone
from cairn.intake.domain import asking as limits
from cairn.intake.domain.asking import MOST_FROM_ONE
from cairn.intake.domain.asking_words import WORDS
from cairn.intake.models import Asking, AskingDoor
from cairn.intake.web import asking as asking_web
from cairn.kernel.instants import Instant
from cairn.platform.ids import new_id
from cairn.privacy.models import LedgerEntry
from cairn.privacy.scope import scope_of, scope_of_installation
from tests.browsers import set_clock
from tests.intake.acts import form
from tests.people import NOW

pytestmark = pytest.mark.django_db
HOSTILE = "Zorro<img src=x onerror=alert(1)>\r\nSet-Cookie: a=b\x00{{ 7*7 }}"


@pytest.fixture(autouse=True)
def _now(monkeypatch):
    cache.clear()
    set_clock(monkeypatch)


@pytest.fixture
def token(cast):
    with scope_of(cast.faye):
        open_asking_door(actor=cast.faye, door_id=new_id(), program_id=cast.program.id, now=NOW)
        return AskingDoor.objects.get().token


@pytest.fixture
def number(cast):
    with scope_of(cast.faye):
        set_program_phone(
            actor=cast.faye,
            phone_id=new_id(),
            program_id=cast.program.id,
            phone="(406) 555-0100",
            hours="9 to 5",
            now=NOW,
        )


def url_of(token):
    return reverse("ask", kwargs={"token": token})


def kept():
    with scope_of_installation():
        return Asking.objects.count()


def strict():
    """A browser that keeps no cookie, before a server that checks forms."""
    return Browser(enforce_csrf_checks=True)


def test_it_works_without_a_cookie_and_leaves_none(token):
    browser = strict()
    page = browser.get(url_of(token))
    sent = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page.content.decode()))
    assert set(sent) == {"seal", "id", "lang"}
    told = {**form(token), "id": sent["id"]}
    for answer in (
        page,
        browser.post(url_of(token), {**told, "speak": "es"}),
        browser.post(url_of(token), {**told, "called": ""}),
        browser.post(url_of(token), form(token)),
        browser.get(reverse("asking_sent", kwargs={"token": token})),
        browser.get(url_of("nothing")),
    ):
        assert not answer.cookies
        assert "csrf" not in answer.content.decode().lower()
    assert kept() == 1


def test_the_form_of_the_page_is_taken_once_some_time_has_passed(token, monkeypatch):
    page = strict().get(url_of(token)).content.decode()
    sent = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page)) | {
        "called": "R",
        "another": "here",
    }
    quick = strict().post(url_of(token), sent)
    assert (quick.status_code, WORDS["too_quick"][0] in quick.content.decode(), kept()) == (400, True, 0)
    assert sent["seal"] in quick.content.decode(), "the same form: pressed again, it is taken"
    set_clock(monkeypatch, Instant(NOW + limits.QUICKEST))
    assert strict().post(url_of(token), sent).status_code == 302
    assert kept() == 1


@pytest.mark.parametrize(
    ("sender", "is_taken"),
    [
        ({"Origin": "https://elsewhere.example"}, False),
        ({"Origin": "null"}, False),
        ({"Sec-Fetch-Site": "cross-site"}, False),
        ({"Sec-Fetch-Site": "same-site", "Origin": "http://testserver"}, False),
        ({"Referer": "https://elsewhere.example/http://testserver/"}, False),
        ({"Origin": "http://testserver.elsewhere.example"}, False),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "null"}, True),
        ({"Origin": "http://testserver"}, True),
        ({}, True),
    ],
)
def test_what_another_site_sends_is_refused_and_none_of_it_shown(token, sender, is_taken):
    answer = strict().post(url_of(token), form(token, called="Robin Foreign"), headers=sender)
    assert (answer.status_code, kept()) == ((302, 1) if is_taken else (403, 0))
    assert "Robin Foreign" not in answer.content.decode()
    if not is_taken:
        assert WORDS["foreign"][0] in answer.content.decode()


def test_a_seal_fits_one_asking_at_one_door_and_no_other(cast, token):
    good = form(token)
    other = form(token)
    elsewhere = {**good, "id": str(new_id())}
    for wrong in ({**good, "seal": other["seal"]}, {**good, "seal": ""}, {**good, "seal": "9" * 30 + ".x"}, elsewhere):
        answer = strict().post(url_of(token), wrong)
        assert (answer.status_code, kept()) == (403, 0)
        assert WORDS["not_ours"][0] in answer.content.decode()
        assert 'value="Robin"' in answer.content.decode(), "what was typed is not lost"
    later = {**good, "seal": good["seal"].replace(good["seal"].split(".")[0], str(int(NOW.timestamp()) - 9))}
    assert strict().post(url_of(token), later).status_code == 403, "the moment cannot be moved"


def test_sent_again_it_is_the_same_asking_and_an_old_page_asks_once_more(token):
    sent = form(token)
    for _ in range(2):
        assert strict().post(url_of(token), sent).status_code == 302
    assert strict().post(url_of(token), {**sent, "called": "Another"}).status_code == 409
    assert kept() == 1
    old = form(token, given_out=Instant(NOW - timedelta(hours=13)))
    answer = strict().post(url_of(token), old)
    page = answer.content.decode()
    assert (answer.status_code, WORDS["open_long"][0] in page, 'value="Robin"' in page, kept()) == (409, True, True, 1)
    assert f'value="{old["id"]}"' in page
    assert old["seal"] not in page


def test_who_fills_in_the_hidden_field_is_asked_and_never_thanked_for_nothing(token):
    answer = strict().post(url_of(token), form(token, website="http://spam"))
    page = answer.content.decode()
    assert (answer.status_code, WORDS["by_machine"][0] in page, "http://spam" in page, kept()) == (400, True, False, 0)


def test_one_network_cannot_flood_the_door_for_the_others(token, monkeypatch, number):
    for _ in range(MOST_FROM_ONE):
        last = form(token)
        assert strict().post(url_of(token), last).status_code == 302
    stopped = strict().post(url_of(token), form(token, brings="Keep me"))
    page = stopped.content.decode()
    assert (stopped.status_code, stopped["Retry-After"], "Keep me" in page) == (429, "3600", True)
    assert WORDS["many_here"][0] in page
    assert 'href="tel:4065550100">(406) 555-0100</a>' in page
    assert strict().post(url_of(token), last).status_code == 302, "sent again it takes no place"
    assert strict().post(url_of(token), form(token, called="")).status_code == 400, "nor does a slip"
    other = Browser(REMOTE_ADDR="198.51.100.7", enforce_csrf_checks=True)
    assert other.post(url_of(token), form(token)).status_code == 302
    assert kept() == MOST_FROM_ONE + 1


def test_a_network_of_ipv6_is_one_caller(token):
    for n in range(MOST_FROM_ONE):
        sender = Browser(REMOTE_ADDR=f"2001:db8:1:2::{n + 1:x}")
        assert sender.post(url_of(token), form(token)).status_code == 302
    assert Browser(REMOTE_ADDR="2001:db8:1:2:ffff::9").post(url_of(token), form(token)).status_code == 429
    assert Browser(REMOTE_ADDR="2001:db8:1:3::1").post(url_of(token), form(token)).status_code == 302


@pytest.mark.parametrize("lang", ["en", "es"])
def test_a_full_door_keeps_what_was_typed_and_says_whom_to_call(cast, token, number, monkeypatch, lang):
    monkeypatch.setattr("cairn.intake.commands.asking.MOST_WAITING", 1)
    strict().post(url_of(token), form(token))
    answer = strict().post(url_of(token), form(token, brings=HOSTILE, lang=lang))
    page = answer.content.decode()
    assert (answer.status_code, WORDS["full"][lang == "es"] in page, kept()) == (409, True, 1)
    assert "&lt;img src=x" in page
    for called in ("tel:4065550100", "9 to 5", "tel:988", "tel:911"):
        assert called in page


def test_a_paused_door_gives_the_number_and_opens_again_at_the_same_address(cast, token, number):
    waiting = form(token, brings="Typed before it was closed")
    with scope_of(cast.faye):
        door_id = AskingDoor.objects.get().id
        for _ in range(2):
            pause_asking_door(actor=cast.faye, door_id=door_id, now=NOW)
    closed = strict().get(url_of(token), headers={"Accept-Language": "es"}).content.decode()
    assert WORDS["closed"][1] in closed
    assert "<form" not in closed
    for called in ("tel:4065550100", "tel:988", "tel:911"):
        assert called in closed
    answer = strict().post(url_of(token), waiting)
    page = answer.content.decode()
    assert (answer.status_code, "Typed before it was closed" in page, "tel:4065550100" in page, kept()) == (
        409,
        True,
        True,
        0,
    )
    with scope_of(cast.faye):
        for _ in range(2):
            reopen_asking_door(actor=cast.faye, door_id=door_id, now=NOW)
    assert strict().post(url_of(token), waiting).status_code == 302


def test_without_a_number_the_page_gives_the_crisis_lines(cast, token):
    with scope_of(cast.faye):
        pause_asking_door(actor=cast.faye, door_id=AskingDoor.objects.get().id, now=NOW)
    page = strict().get(url_of(token)).content.decode()
    assert re.findall(r'href="tel:(\d+)"', page) == ["988", "911"]
    assert WORDS["call_us"][0] not in page


def test_nothing_of_who_asks_reaches_logs_addresses_cookies_or_the_ledger(token, caplog, monkeypatch):
    caplog.set_level(logging.DEBUG)
    browser = Browser()
    sent = form(
        token, called=HOSTILE, phone="", another="Behind the Zorro mill", brings="Zorro", times="Zorro", lang="es"
    )
    answers = [browser.post(url_of(token), sent), browser.post(url_of(token), {**sent, "speak": "en"})]
    answers.append(browser.post(url_of(token), {**sent, "seal": "wrong"}))

    def broken(**parts):
        raise RuntimeError(str(parts["draft"]))

    monkeypatch.setattr(asking_web, "send_asking", broken)
    browser.raise_request_exception = False
    answers.append(browser.post(url_of(token), form(token, called="Zorro")))
    assert [answer.status_code for answer in answers] == [302, 200, 403, 500]
    assert answers[0]["Location"] == reverse("asking_sent", kwargs={"token": token}), "not even the language"
    assert not browser.cookies
    heads = str([dict(answer.headers) for answer in answers])
    own = "".join(
        logging.Formatter().format(record)
        for record in caplog.records
        if not record.name.startswith(
            ("django.db", "django.request")
        )  # the first writes in tests only; the second goes nowhere
    )
    with scope_of_installation():
        acts = str(list(LedgerEntry.objects.values()))
    for place in (heads, own, acts):
        assert "Zorro" not in place
        assert "127.0.0.1" not in place
