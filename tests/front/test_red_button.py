"""The red button: on every page of who works in the field, and its numbers on the page itself for when there is no signal."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from cairn.directory.commands.listings import write_listing
from cairn.directory.domain.entries import Entry, Kind, Phone
from cairn.directory.domain.settings import Setting
from cairn.platform.ids import new_id
from cairn.privacy.scope import scope_of
from tests.browsers import set_clock, sign_in
from tests.people import NOW

pytestmark = pytest.mark.django_db


def plain_addresses():
    """Every address without an id that answers a peer supporter with a page."""
    from django.urls import URLPattern

    from cairn.front.urls import urlpatterns

    def walk(patterns):
        for one in patterns:
            if isinstance(one, URLPattern):
                if one.name and "<" not in str(one.pattern) and "cairn" in one.callback.__module__:
                    yield one.name
            else:
                yield from walk(one.url_patterns)

    return sorted(set(walk(urlpatterns)))


def test_every_page_that_a_peer_supporter_can_open_has_it(cast, monkeypatch):
    set_clock(monkeypatch)
    ana, seen, without = sign_in(cast, "ana"), [], []
    for name in plain_addresses():
        answer = ana.get(reverse(name))
        page = answer.content.decode("utf-8", "replace") if answer.status_code == 200 else ""
        if '<main class="main"' not in page or 'class="places"' not in page:
            continue  # no page of the frame: a file, a turning, a page for everybody, an act
        seen.append(name)
        if f'class="red" href="{reverse("help_now")}"' not in page or 'href="tel:988"' not in page:
            without.append(name)
    assert len(seen) > 20
    assert without == []


def listed(cast, name, number, **changes):
    entry = Entry("County", name, Kind.OTHER, phones=(Phone(number),), **changes)
    with scope_of(cast.ana):
        write_listing(actor=cast.ana, listing_id=new_id(), entry=entry, now=NOW)


def without_signal(browser):
    page = browser.get(reverse("list_caseload")).content.decode()
    return re.findall(r'href="tel:(\d+)"', page.split('id="help-offline"', 1)[1])


def test_the_programs_own_numbers_go_along_once_today_was_opened(cast, monkeypatch):
    set_clock(monkeypatch)
    listed(cast, "Team", "(406) 555-0199", setting=Setting.CRISIS)
    warm = Entry("Network", "Night line", Kind.WARMLINE, phones=(Phone("406-555-0140"),))
    with scope_of(cast.ana):
        write_listing(actor=cast.ana, listing_id=new_id(), entry=warm, now=NOW)
    ana, dov = sign_in(cast, "ana"), sign_in(cast, "dov")
    assert without_signal(ana) == ["911", "988"]
    for browser in (ana, dov):
        browser.get("/")
    assert without_signal(ana) == ["911", "988", "4065550199", "4065550140"]
    assert without_signal(dov) == ["911", "988"]
    listed(cast, "A nearer team", "406-555-0100", setting=Setting.CRISIS)
    ana.get(reverse("help_now"))
    assert "4065550100" in without_signal(ana)


@pytest.mark.parametrize(
    ("zip_code", "said"),
    [("596", "five digits"), ("00001", "No distance is known"), ('"><script>', "five digits")],
)
def test_a_zip_that_leads_nowhere_keeps_the_numbers(cast, monkeypatch, zip_code, said):
    set_clock(monkeypatch)
    listed(cast, "Team", "(406) 555-0199", setting=Setting.CRISIS)
    page = sign_in(cast, "ana").get(reverse("help_now"), {"zip": zip_code}).content.decode()
    assert said in page
    assert "tel:4065550199" in page
    assert "<script>" not in page.split("</head>", 1)[1]


def test_who_is_not_in_the_field_carries_none(cast, monkeypatch):
    set_clock(monkeypatch)
    page = sign_in(cast, "jun").get(reverse("home")).content.decode()
    assert 'class="red"' not in page
    assert "help-offline" not in page
