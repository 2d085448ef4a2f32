"""Help now, the rules and their sources, who looked, and the one search: who may, what is shown, and what never is."""

from __future__ import annotations

import re

import pytest
from django.test import Client as Browser

from cairn.directory.commands.listings import write_listing
from cairn.directory.domain.entries import Entry, Kind, Phone
from cairn.directory.domain.settings import Setting
from cairn.front.jinja import environment
from cairn.identity.models import Engagement
from cairn.platform.ids import new_id
from cairn.privacy.scope import scope_of
from tests.browsers import counted, set_clock, sign_in
from tests.front.test_homes import text_of
from tests.people import NOW, TODAY, at

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def hour(monkeypatch):
    set_clock(monkeypatch)


def test_help_needs_no_account_and_no_statement(cast):
    with counted() as count:
        page = Browser().get("/help-now/")
    assert (page.status_code, len(count)) == (200, 0)
    for number in ("tel:911", "tel:988", "sms:988"):
        assert f'href="{number}"' in page.content.decode()


def test_help_names_the_own_supervisor_and_nobody_elses(cast):
    with scope_of(cast.ben):
        Engagement.objects.filter(id=cast.ben.engagement_id).update(phone="406-555-0142")
    browser = sign_in(cast, "ana")
    with counted() as count:
        page = browser.get("/help-now/")
    assert len(count) == 2
    assert 'href="tel:406-555-0142"' in page.content.decode()
    for who in ("cleo", "dov"):
        assert "Ben" not in text_of(sign_in(cast, who).get("/help-now/"))


@pytest.mark.parametrize(
    ("who", "own"),
    [
        ("ana", "“I am a peer supporter."),
        ("ben", "When your peer supporter calls"),
        ("faye", "Bring in the clinical supervisor."),
        ("noor", "“I am a peer supporter."),
    ],
)
def test_help_speaks_to_the_role_that_opens_it(cast, who, own):
    said = text_of(sign_in(cast, who).get("/help-now/"))
    assert own in said
    assert "Call 911" in said
    assert ("“I am a peer supporter." in said) == (who in ("ana", "noor"))
    assert ("No supervisor of yours is on record" in said) is False


def test_help_has_the_crisis_team_of_the_own_list_and_of_no_other_house(cast):
    with scope_of(cast.ana):
        entry = Entry(
            "County",
            "Mobile team",
            Kind.OTHER,
            phones=(Phone("(406) 555-0199", "at night too"),),
            setting=Setting.CRISIS,
        )
        write_listing(actor=cast.ana, listing_id=new_id(), entry=entry, now=NOW)
    for who in ("ana", "ben", "faye"):
        page = sign_in(cast, who).get("/help-now/").content.decode()
        assert 'href="tel:4065550199"' in page
        assert "Mobile team" in page
    for browser in (sign_in(cast, "dov"), Browser()):
        assert "Mobile team" not in text_of(browser.get("/help-now/"))


def test_a_peer_supporter_without_a_supervisor_is_told_and_nobody_else_is(cast):
    assert "No supervisor of yours is on record" in text_of(sign_in(cast, "cleo").get("/help-now/"))
    assert "No supervisor of yours" not in text_of(sign_in(cast, "ben").get("/help-now/"))


def test_rules_are_open_to_everybody_and_each_says_its_source(cast):
    with counted() as count:
        page = Browser().get("/rules/us-mt/")
    assert (page.status_code, len(count)) == (200, 0)
    said = text_of(page)
    assert "ARM 24.219.435" in said
    assert "Not verified" in said
    assert "Other sources say" in said
    assert "Why this one:" in said
    assert Browser().get("/rules/us-nowhere/").status_code == 404


def test_rules_are_folded_by_topic_with_counts_and_open_when_a_word_was_asked_for(cast):
    page = Browser().get("/rules/us-mt/").content.decode()
    heads = re.findall(
        r'<details class="group whole"( open)?>\s*<summary><h2 id="([\w-]+)">.*?</h2> <span class="soft">([\d,]+) rule',
        page,
    )
    assert len(heads) > 5
    assert not any(is_open for is_open, _, _ in heads)
    told = int(re.search(r"([\d,]+) rules", text_of(Browser().get("/rules/us-mt/")))[1].replace(",", ""))
    assert sum(int(count.replace(",", "")) for _, _, count in heads) == told == page.count('scope="row"')
    narrowed = Browser().get("/rules/us-mt/?q=supervision").content.decode()
    assert '<details class="group whole">' not in narrowed
    assert '<details class="group whole" open>' in narrowed


def test_rules_narrow_to_a_word_and_turn_to_a_day(cast):
    narrowed = text_of(Browser().get("/rules/us-mt/?q=supervision+ratio"))
    assert "Supervision" in narrowed
    assert "Fees" not in narrowed
    assert "No rule with these words" in text_of(Browser().get("/rules/us-mt/?q=xyzzy"))
    early = text_of(Browser().get("/rules/us-mt/?on=2012-01-01"))
    assert "January 1, 2012" in early
    assert "ARM 24.219.435" not in early
    wrong = Browser().get("/rules/us-mt/?on=soon")
    assert wrong.status_code == 400
    assert "Write the day as year-month-day" in text_of(wrong)


def test_a_stranger_s_today_is_that_of_the_place_and_not_of_greenwich(cast, monkeypatch):
    set_clock(monkeypatch, at(23))  # in Greenwich it is tomorrow
    assert "today, November 20, 2026" in text_of(Browser().get("/rules/us-mt/"))
    assert "today, November 21, 2026" in text_of(Browser().get("/rules/us-nc/"))


def test_everybody_at_work_reads_their_own_looks_and_no_others(cast):
    ana = sign_in(cast, "ana")
    ana.get(f"/people/{cast.gil.id}/")
    said = text_of(ana.get("/who-looked/"))
    assert "Opened a client" in said
    assert "Gil" not in said
    assert "Opened a client" not in text_of(sign_in(cast, "cleo").get("/who-looked/?all=yes"))


def test_manager_and_system_owner_read_everybodys_without_a_clients_name(cast):
    sign_in(cast, "ana").get(f"/people/{cast.gil.id}/")
    sign_in(cast, "dov").get(f"/people/{cast.zoe.id}/")
    for who in ("faye", "noor"):
        browser = sign_in(cast, who)
        with counted() as count:
            page = browser.get("/who-looked/?all=yes")
        assert len(count) <= 6, count
        said = text_of(page)
        assert "Ana, peer supporter" in said
        assert not re.search(r"\b(Gil|Dov|Zoe)\b", said)


def test_looks_go_on_page_by_page(cast):
    ana = sign_in(cast, "ana")
    for _ in range(52):
        ana.get(f"/people/{cast.gil.id}/")
    first = ana.get("/who-looked/")
    older = re.search(r'href="(/who-looked/\?before=\d+)"', first.content.decode())
    assert first.content.decode().count('<tr role="row">') == 51  # the head and fifty
    assert "Opened a client" in text_of(ana.get(older[1]))
    assert ana.get("/who-looked/?before=nonsense").status_code == 200


def test_one_field_finds_clients_colleagues_and_rules_within_ones_reach(cast):
    said = text_of(sign_in(cast, "ana").post("/search/", {"q": "gil"}))
    assert "Gil" in said
    for who in ("cleo", "dov", "lee", "noor"):
        assert not re.search(r">\s*Gil\b", text_of(sign_in(cast, who).post("/search/", {"q": "gil"}))), who
        assert f"/people/{cast.gil.id}/" not in sign_in(cast, who).post("/search/", {"q": "gil"}).content.decode()
    assert "Clinical supervisor" in text_of(sign_in(cast, "ana").post("/search/", {"q": "ben"}))
    assert "Clinical supervisor" not in text_of(sign_in(cast, "dov").post("/search/", {"q": "ben"}))
    assert "Rules" in text_of(sign_in(cast, "lee").post("/search/", {"q": "ratio"}))
    assert "Nothing by that word" in text_of(sign_in(cast, "ana").post("/search/", {"q": "xyzzy"}))


def test_what_is_searched_stands_in_no_address(cast):
    browser = sign_in(cast, "ana")
    page = browser.get("/")
    form = re.search(r'<form class="search"[^>]*>', page.content.decode())[0]
    assert 'method="post"' in form
    assert "Gil" not in text_of(browser.get("/search/?q=gil"))
    with counted() as count:
        browser.post("/search/", {"q": "a"})
    assert len([one for one in count.statements if "privacy_ledger" not in one]) == 2


def test_signed_out_only_what_is_open(cast):
    assert Browser().get("/search/").status_code == 302
    assert Browser().get("/who-looked/").status_code == 302


def test_an_instant_is_shown_on_the_day_of_whoever_looks(cast):
    late = at(23, 30)  # by the clock of Denver; tomorrow in Greenwich
    page = environment().from_string("{{ short_day(at) }}; {{ day(at) }}; {{ short_day(at, 'UTC') }}; {{ day(on) }}")
    assert page.render(at=late, on=TODAY, actor=cast.ana) == "Nov 20; November 20, 2026; Nov 21; November 20, 2026"
