"""Help now for the person themself: in their language, with their own plan, and never behind a door."""

from __future__ import annotations

import pytest
from django.test import Client as Browser

from cairn.directory.commands.listings import write_listing
from cairn.directory.domain.entries import Entry, Kind, Phone
from cairn.directory.domain.settings import Setting
from cairn.kernel.crisis import CALL, CALL_OR_TEXT, LINE, TEXT, with_line
from cairn.plans.commands.plans import write_plan_part
from cairn.plans.domain.parts import Part
from cairn.platform.ids import new_id
from cairn.platform.packs import rules_on
from cairn.portal.commands.access import make_access_code
from cairn.portal.domain.words import WORDS
from cairn.portal.models import Access
from cairn.privacy.scope import scope_of, scope_of_installation
from tests.browsers import set_clock
from tests.browsers import sign_in as sign_in_at_work
from tests.people import NOW, TODAY
from tests.portal.house import WORD, let_in, sign_in

pytestmark = pytest.mark.django_db
NUMBERS = ('href="tel:911"', 'href="tel:988"', 'href="sms:988"')


@pytest.fixture(autouse=True)
def hour(monkeypatch):
    set_clock(monkeypatch)


@pytest.fixture
def browser(cast):
    let_in(cast, cast.gil, "gil-himself")
    with scope_of(cast.ana):
        entry = Entry(
            "County",
            "Mobile team",
            Kind.OTHER,
            phones=(Phone("406-555-0199", "day and night"),),
            setting=Setting.CRISIS,
        )
        write_listing(actor=cast.ana, listing_id=new_id(), entry=entry, now=NOW)
    return sign_in(cast, "gil-himself")


def text(page):
    return page.content.decode()


@pytest.mark.parametrize(
    ("language", "said", "nearby", "note"),
    [
        ("en", "It is never too early to call.", "Help in a crisis, near you", "day and night"),
        ("es", "Nunca es demasiado pronto para llamar.", "Ayuda en una crisis, cerca de ti", "de día y de noche"),
    ],
)
def test_in_their_language_with_the_team_nearby(browser, language, said, nearby, note):
    browser.post("/mine/language/", {"language": language, "back": "/mine/"})
    page = browser.get("/mine/help/")
    assert page.status_code == 200
    assert said in text(page)
    assert all(number in text(page) for number in NUMBERS)
    assert 'href="tel:4065550199"' in text(page)
    assert f"406-555-0199, {note}." in text(page)
    assert nearby in text(page)
    assert page["Cache-Control"] == "no-store, private"


def test_each_of_their_pages_leads_there_and_the_other_address_says_the_same(browser):
    for address in ("/mine/", "/mine/plan/", "/mine/messages/", "/mine/nowhere/"):
        assert 'href="/mine/help/"' in text(browser.get(address)), address
    page = text(browser.get("/help-now/"))
    assert "It is never too early to call." in page
    assert "I am a peer supporter" not in page


def test_each_page_tells_the_same_way_to_the_line_in_their_language(browser):
    call, write = with_line(CALL)[1], with_line(TEXT)[1]
    assert (call, write) == ("Llama al 988 y marca 2", "Envía AYUDA al 988")
    browser.post("/mine/language/", {"language": "es", "back": "/mine/"})
    within = with_line(CALL_OR_TEXT)[1]
    assert {call.casefold(), write.casefold()} == set(within.casefold().split(", o "))
    assert f"Para hablar ahora, {within}." in text(browser.get("/mine/messages/"))
    for address in ("/mine/", "/mine/help/"):
        assert f"De día o de noche, {within}." in text(browser.get(address)), address
    page = text(browser.get("/mine/help/"))
    assert f"<strong>{call}</strong>" in page
    assert f"<strong>{write}</strong>" in page
    assert [key for key, (_, spanish) in WORDS.items() if "988" in spanish and within not in spanish] == []


def test_the_number_in_sentences_is_the_one_of_the_rules():
    assert rules_on(TODAY, "us-federal").find("crisis.line").shown == LINE


@pytest.mark.parametrize(("door", "help_page"), [("/mine/in/", "/mine/help/"), ("/sign-in/", "/help-now/")])
def test_every_door_leads_to_help_without_signing_in(cast, door, help_page):
    anybody = Browser()
    page = text(anybody.get(door))
    assert f'href="{help_page}"><span>Help now' in page or f'href="{help_page}">Help now</a>' in page
    assert 'href="tel:988"' in text(anybody.get(help_page))


def test_their_own_words_about_hard_days_stand_there(cast, browser):
    code = "signs"
    assert "From my plan" not in text(browser.get("/mine/help/"))
    with scope_of(cast.ana):
        write_plan_part(
            actor=cast.ana, client_id=cast.gil.id, revision_id=new_id(), part=Part.CRISIS, answers={code: "I give things away."},
            seen=0, with_client=True, now=NOW,
        )  # fmt: skip
    page = text(browser.get("/mine/help/"))
    assert '<details class="card" open><summary>From my plan' in page
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
    assert just_in.post("/mine/code/", {"code": code, "sign": WORD})["Location"] == "/mine/in/set-up/"
    assert 'href="/mine/help/"' in text(just_in.get("/mine/in/set-up/"))
    for address in ("/mine/help/", "/help-now/"):
        page = just_in.get(address)
        assert page.status_code == 200, address
        assert 'href="tel:988"' in text(page)
        assert "Mobile team" not in text(page)
    assert just_in.get("/mine/")["Location"] == "/mine/in/set-up/"
