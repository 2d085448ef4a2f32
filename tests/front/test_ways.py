"""The search finds pages by what they are called and by other words for them; each is one that the role may open."""

from __future__ import annotations

import re

import pytest

from cairn.front.navigation import PLACES
from cairn.front.pages.ways import SHOWN, WAYS, find_ways
from cairn.kernel.actors import Role
from tests.browsers import counted, set_clock, sign_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("platform", "Phone and video"),
        ("Video", "Phone and video"),
        ("zoom", "Phone and video"),
        ("waiting", "Coming in"),
        ("who wait", "Choices that wait"),
        ("double", "Are they here already?"),
        ("way out", "The quick way out"),
        ("compliance", "Compliance"),
    ],
)
def test_a_manager_finds_the_page(cast, typed, label):
    assert label in [way.label for way in find_ways(cast.faye, typed)]


def test_no_page_is_named_that_the_role_may_not_open(cast, monkeypatch):
    set_clock(monkeypatch)
    words = ("waiting", "platform", "way out", "desk", "hiring", "policies", "supervis")
    found = {
        who: {way.href for word in words for way in find_ways(getattr(cast, who), word)}
        for who in ("jun", "hana", "ana", "faye")
    }
    assert not any("/coming-in/checks/" in found[who] for who in ("jun", "hana", "ana"))
    for who, hrefs in found.items():
        browser = sign_in(cast, who)
        assert {href for href in hrefs if browser.get(href).status_code == 403} == set(), who


@pytest.mark.parametrize("typed", ["", " ", "a", "of", "xyzzy", "(", "phone xyzzy"])
def test_few_letters_and_other_words_find_nothing(cast, typed):
    assert find_ways(cast.faye, typed) == []


def test_there_are_never_more_than_fit(cast):
    assert all(len(find_ways(cast.faye, word)) <= SHOWN for _, label, *_ in WAYS for word in label.split())


def test_phone_and_video_and_who_waits_are_where_a_manager_looks(cast, monkeypatch):
    set_clock(monkeypatch)
    names = [name for _, name, _ in PLACES[Role.PROGRAM_MANAGER]]
    assert {"list_platforms", "list_intakes", "list_choices"} <= set(names)
    browser = sign_in(cast, "faye")
    home = browser.get("/").content.decode().split("<main")[1]
    assert all(
        f'href="/{path}/"' in home for path in ("contacts/platforms", "coming-in", "choosing", "coming-in/checks")
    )
    with counted() as few:
        page = browser.post("/search/", {"q": "platform"})
    assert "Phone and video" in page.content.decode().split("<main")[1]
    with counted() as none:
        browser.post("/search/", {"q": "xyzzy"})
    assert len(few) == len(none), "pages are found without a statement"


@pytest.mark.parametrize("address", ["/search/", "/rules/"])
def test_a_field_to_search_in_has_one_id(cast, monkeypatch, address):
    set_clock(monkeypatch)
    page = sign_in(cast, "faye").get(address, follow=True).content.decode()
    (field,) = re.findall(r'<input class="input[^>]*name="q"[^>]*>', page)
    assert re.findall(r'\bid="([^"]*)"', field) == ["q"]
