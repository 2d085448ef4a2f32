"""The way in without a passkey: a name that says nothing and six digits, set up after the code handed over, asked at the door."""

from __future__ import annotations

import html
import re
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client as Browser

from cairn.identity.commands.client_codes import check_client_code
from cairn.identity.domain.client_names import address_as_typed, address_for, name_of
from cairn.identity.models import Account
from cairn.kernel.instants import Instant
from cairn.platform.ids import new_id
from cairn.portal.commands.access import end_access, make_access_code
from cairn.portal.web.tries import NAME_TRIES
from cairn.privacy.models import LedgerEntry
from cairn.privacy.scope import scope_of, scope_of_installation
from tests.browsers import set_clock
from tests.identity.doors import code_for, give_app
from tests.people import NOW
from tests.portal.house import WORD

pytestmark = pytest.mark.django_db
LEAKS = re.compile(r"Cairn|recover|peer support|Gil\b|clinic", re.IGNORECASE)


@pytest.fixture(autouse=True)
def _clock(cast, monkeypatch):
    set_clock(monkeypatch)
    cache.clear()


def text(page) -> str:
    return html.unescape(page.content.decode())


def handed(cast) -> str:
    with scope_of(cast.ana):
        return make_access_code(actor=cast.ana, code_id=new_id(), client_id=cast.gil.id, now=NOW).code


def begin(cast) -> Browser:
    browser = Browser()
    assert browser.post("/mine/code/", {"code": handed(cast), "sign": WORD})["Location"] == "/mine/in/set-up/"
    return browser


def key_on(page) -> str:
    return re.search(r'class="secret"[^>]*>([A-Z2-7 ]+)<', text(page))[1].replace(" ", "")


def name_on(page) -> str:
    return re.search(r"<strong[^>]*>(notes-[0-9a-f]{8})</strong>", text(page))[1]


def set_up(cast) -> tuple[str, str]:
    """Gil sets up his app; the name and the key that it keeps."""
    browser = begin(cast)
    page = browser.get("/mine/in/set-up/app/")
    name, key = name_on(page), key_on(page)
    assert browser.post("/mine/in/set-up/app/", {"code": code_for(key)})["Location"] == "/mine/"
    assert "Your pages" in text(browser.get("/mine/"))
    cache.clear()  # the same half minute may be used again
    return name, key


def come_in(name, code, **more):
    return Browser().post("/mine/in/app/", {"name": name, "code": code, **more})


def test_the_name_is_random_and_forgives_how_it_is_typed():
    assert address_as_typed(" NOTES-0a1b 2c3d ") == address_for("0a1b2c3d") == address_as_typed("0a1b2c3d")
    assert address_as_typed("notes-0a1b2c3d@in.invalid") == address_for("0a1b2c3d")
    assert name_of("somebody@example.org") == ""
    assert len(address_as_typed("x" * 10_000)) < 80


def test_set_up_then_at_the_door(cast):
    name, key = set_up(cast)
    browser = Browser()
    page = browser.get("/mine/in/")
    assert "/mine/in/app/?next=" in text(page)
    sent = {"name": name, "code": code_for(key), "next": "/mine/plan/"}
    assert browser.post("/mine/in/app/", sent)["Location"] == "/mine/plan/"
    hat = browser.get("/mine/plan/")["Location"]
    assert browser.get(hat)["Location"] == "/mine/plan/"
    assert "My plan" in text(browser.get("/mine/plan/"))
    with scope_of_installation():
        acts = set(LedgerEntry.objects.values_list("action", flat=True))
    assert {"identity.second_step.added", "identity.account.signed_in"} <= acts


def test_a_code_opens_once(cast):
    name, key = set_up(cast)
    assert come_in(name, code_for(key)).status_code == 302
    assert come_in(name, code_for(key)).status_code == 400


def test_a_used_code_stays_used_as_long_as_it_fits(cast, monkeypatch):
    """The library forgets a used code after half a minute, while it still fits."""
    name, key = set_up(cast)
    code = code_for(key)
    assert come_in(name, code).status_code == 302
    monkeypatch.setattr("allauth.mfa.totp.internal.auth.TOTP._mark_code_used", lambda self, used: True)
    for typed in (f"{code[:3]} {code[3:]}", f"{code}      and more", f"{code}      7"):
        assert come_in(name, typed).status_code == 400


def test_unknown_name_wrong_code_and_a_name_of_work_are_one_answer(cast):
    name, _ = set_up(cast)
    asked = [
        (name, "000000"),
        ("notes-00000000", "000000"),
        ("", ""),
        (cast.accounts["ana"].email, "000000"),
        ("' OR 1=1", "x"),
    ]
    answers = []
    for typed, code in asked:
        page = come_in(typed, code)
        answers.append(
            (page.status_code, re.sub(r'(name="(?:name|csrfmiddlewaretoken)"[^>]*?) value="[^"]*"', r"\1", text(page)))
        )
    assert len(set(answers)) == 1
    assert answers[0][0] == 400


def test_the_work_is_the_same_for_a_name_that_nobody_has(cast):
    """Not measured in time: both ask the database, the seal and the code check equally often."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    name, _ = set_up(cast)
    counts = []
    for typed in (name, "notes-00000000"):
        with CaptureQueriesContext(connection) as asked:
            assert check_client_code(name=typed, code="000000", now=NOW) is None
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_an_unknown_name_is_checked_against_a_sealed_key_too(cast, monkeypatch):
    opened = []
    adapter = type(get_adapter())
    real = adapter.decrypt
    monkeypatch.setattr(adapter, "decrypt", lambda self, sealed: opened.append(1) or real(self, sealed))
    check_client_code(name="notes-00000000", code="000000", now=NOW)
    assert opened == [1]


def test_five_tries_for_a_name_whether_anybody_has_it_or_not(cast):
    name, key = set_up(cast)
    for typed in (name, "notes-00000000"):
        said = [come_in(typed, "000000").status_code for _ in range(NAME_TRIES + 1)]
        assert said == [400] * NAME_TRIES + [429], typed
    last = come_in(name.upper(), code_for(key))
    assert last.status_code == 429
    assert "Nothing is lost" in text(last)


def test_the_right_code_forgets_the_tries_before_it(cast):
    name, key = set_up(cast)
    for _ in range(NAME_TRIES - 1):
        come_in(name, "000000")
    assert come_in(name, code_for(key)).status_code == 302
    assert come_in(name, "000000").status_code == 400


def test_trying_many_names_from_one_place_has_an_end(cast):
    said = {come_in(f"notes-{n:08x}", "000000").status_code for n in range(21)}
    assert said == {400, 429}


def test_an_app_of_somebody_at_work_opens_nothing_here(cast):
    from tests.identity.doors import SECRET

    give_app(cast.accounts["ana"])
    assert come_in(cast.accounts["ana"].email, code_for(SECRET)).status_code == 400


def test_the_app_and_the_pages_say_nothing_about_anybody(cast):
    browser = begin(cast)
    page = browser.get("/mine/in/set-up/app/")
    with scope_of_installation():
        account = Account.objects.get(email=address_for(name_on(page).removeprefix("notes-")))
    url = urlsplit(get_adapter().build_totp_url(account, key_on(page)))
    assert unquote(url.path) == f"/Notes:{name_on(page)}"
    assert parse_qs(url.query) == {"secret": [key_on(page)], "issuer": ["Notes"]}
    assert "issuer=Cairn" in get_adapter().build_totp_url(cast.accounts["ana"], "A" * 32)
    for shown in (page, Browser().get("/mine/in/app/")):
        assert shown["Cache-Control"] == "no-store, private"
        assert "<title>Notes</title>" in text(shown)
        assert not LEAKS.search(re.sub(r"<[^>]*>", " ", text(shown)))


@pytest.mark.parametrize("language", ["en", "es"])
def test_in_both_languages_and_the_key_stays_when_the_page_opens_again(cast, language):
    browser = begin(cast)
    key = key_on(browser.get("/mine/in/set-up/app/"))
    browser.post("/mine/language/", {"language": language, "back": "/mine/in/set-up/app/"})
    page = browser.get("/mine/in/set-up/app/")
    assert key_on(page) == key
    assert f'<html lang="{language}">' in text(page)
    wrong = browser.post("/mine/in/set-up/app/", {"code": "000000"})
    assert wrong.status_code == 400
    assert key_on(wrong) == key
    assert {"en": "These digits do not fit", "es": "Esos números no coinciden"}[language] in text(wrong)
    assert browser.post("/mine/in/set-up/app/", {"code": code_for(key)})["Location"] == "/mine/"


def test_setting_up_takes_as_long_as_it_takes(cast, monkeypatch):
    """Finding and installing an app may take a while; nobody is asked for a password that they do not have."""
    from cairn.identity.web import adapters

    browser = begin(cast)
    key = key_on(browser.get("/mine/in/set-up/app/"))
    real = adapters.time.time
    monkeypatch.setattr(adapters.time, "time", lambda: real() + 8 * 60)
    again = browser.get("/mine/in/set-up/app/")
    assert (again.status_code, key_on(again)) == (200, key)


def test_without_the_code_from_somebody_nothing_is_set_up(cast):
    assert Browser().get("/mine/in/set-up/app/")["Location"] == "/mine/in/"
    name, _ = set_up(cast)
    assert name
    with scope_of_installation():
        assert Authenticator.objects.filter(type="totp").count() == 1


def test_a_new_code_in_person_ends_the_old_app(cast):
    name, key = set_up(cast)
    with scope_of(cast.ana):
        end_access(actor=cast.ana, client_id=cast.gil.id, now=Instant(NOW))
    assert come_in(name, code_for(key)).status_code == 400
    with scope_of_installation():
        assert not Authenticator.objects.exists()
    fresh, fresh_key = set_up(cast)
    assert fresh != name
    assert come_in(fresh, code_for(fresh_key)).status_code == 302


def test_the_way_on_stays_in_this_house(cast):
    name, key = set_up(cast)
    assert come_in(name, code_for(key), next="https://elsewhere.example/")["Location"] == "/mine/"
