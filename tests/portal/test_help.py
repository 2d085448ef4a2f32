"""Help now for the person themself: in their language, with their own plan, and never behind a door."""

from __future__ import annotations

import pytest
from django.test import Client as Browser

from cairn.directory.commands.listings import write_listing
from cairn.directory.domain.entries import Entry, Kind, Phone
from cairn.directory.domain.settings import Setting
from cairn.plans.commands.plans import write_plan_part
from cairn.plans.domain.parts import Part
from cairn.platform.ids import new_id
from cairn.portal.commands.access import make_access_code
from cairn.portal.models import Access
from cairn.privacy.scope import scope_of, scope_of_installation
from tests.browsers import set_clock
from tests.browsers import sign_in as sign_in_at_work
from tests.people import NOW
from tests.portal.house import let_in, sign_in

pytestmark = pytest.mark.django_db
NUMBERS = ('href="tel:911"', 'href="tel:988"', 'href="sms:988"')


@pytest.fixture(autouse=True)
def hour(monkeypatch):
    set_clock(monkeypatch)


@pytest.fixture
def browser(cast):
    let_in(cast, cast.gil, "gil-himself")
    with scope_of(cast.ana):
        entry = Entry("County", "Mobile team", Kind.OTHER, phones=(Phone("406-555-0199"),), setting=Setting.CRISIS)
        write_listing(actor=cast.ana, listing_id=new_id(), entry=entry, now=NOW)
    return sign_in(cast, "gil-himself")


def text(page):
    return page.content.decode()


@pytest.mark.parametrize(
    ("language", "said"), [("en", "It is never too early to call."), ("es", "Nunca es demasiado pronto para llamar.")]
)
def test_in_their_language_with_the_team_nearby(browser, language, said):
    browser.post("/mine/language/", {"language": language, "back": "/mine/"})
    page = browser.get("/mine/help/")
    assert page.status_code == 200
    assert said in text(page)
    assert all(number in text(page) for number in NUMBERS)
    assert 'href="tel:4065550199"' in text(page)
    assert page["Cache-Control"] == "no-store, private"


def test_each_of_their_pages_leads_there_and_the_other_address_says_the_same(browser):
    for address in ("/mine/", "/mine/plan/", "/mine/messages/", "/mine/nowhere/"):
        assert 'href="/mine/help/"' in text(browser.get(address)), address
    page = text(browser.get("/help-now/"))
    assert "It is never too early to call." in page
    assert "I am a peer supporter" not in page


def test_their_own_words_about_hard_days_stand_there(cast, browser):
    code = "signs"
    assert "From my plan" not in text(browser.get("/mine/help/"))
    with scope_of(cast.ana):
        write_plan_part(
            actor=cast.ana, client_id=cast.gil.id, revision_id=new_id(), part=Part.CRISIS, answers={code: "I give things away."},
            seen=0, with_client=True, now=NOW,
        )  # fmt: skip
    page = text(browser.get("/mine/help/"))
    assert "From my plan" in page
    assert "I give things away." in page


def test_who_is_signed_out_works_here_or_was_shut_out_meets_the_numbers_and_nothing_of_anybody(cast, browser):
    with scope_of_installation():
        Access.objects.update(ended_at=NOW)
    for other in (Browser(), sign_in_at_work(cast, "ana"), browser):
        page = other.get("/mine/help/")
        assert page.status_code == 200
        assert all(number in text(page) for number in NUMBERS)
        assert "Mobile team" not in text(page)


def test_between_the_code_and_the_passkey_the_numbers_are_there_and_nothing_of_the_person(cast, browser):
    with scope_of(cast.ana):
        code = make_access_code(actor=cast.ana, code_id=new_id(), client_id=cast.gil.id, now=NOW).code
    just_in = Browser()
    assert just_in.post("/mine/code/", {"code": code})["Location"] == "/mine/in/set-up/"
    assert 'href="/mine/help/"' in text(just_in.get("/mine/in/set-up/"))
    for address in ("/mine/help/", "/help-now/"):
        page = just_in.get(address)
        assert page.status_code == 200, address
        assert 'href="tel:988"' in text(page)
        assert "Mobile team" not in text(page)
    assert just_in.get("/mine/")["Location"] == "/mine/in/set-up/"
