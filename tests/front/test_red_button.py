"""The red button: on every page of who works in the field, and its numbers on the page itself for when there is no signal."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.browsers import set_clock, sign_in

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


def test_who_is_not_in_the_field_carries_none(cast, monkeypatch):
    set_clock(monkeypatch)
    page = sign_in(cast, "jun").get(reverse("home")).content.decode()
    assert 'class="red"' not in page
    assert "help-offline" not in page
