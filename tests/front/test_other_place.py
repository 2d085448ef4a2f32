"""An installation in a place whose packs hold no rule of supervision, standing or fees: every page opens, and says what is not known."""

from __future__ import annotations

import logging

import pytest
from django.core.cache import cache
from django.urls import reverse

from cairn.identity.models import Organization
from cairn.privacy.scope import scope_of_installation
from tests.architecture.test_addresses import ADDRESSES
from tests.architecture.test_outsider import sign_in
from tests.browsers import set_clock
from tests.matching.test_small_town import filled
from tests.whole_house import fill

pytestmark = pytest.mark.django_db
ELSEWHERE = "us-oh"


@pytest.fixture
def elsewhere(cast, monkeypatch):
    set_clock(monkeypatch)
    logging.disable(logging.WARNING)
    ids = fill(cast)
    with scope_of_installation():
        Organization.objects.update(place=ELSEWHERE)
    yield cast, ids
    logging.disable(logging.NOTSET)


@pytest.mark.parametrize("who", ["ana", "ben", "faye", "jun", "gil-himself"])
def test_every_page_opens_where_no_rule_is_on_record(elsewhere, who):
    cast, ids = elsewhere
    browser, broken, opened = sign_in(cast, who), [], 0
    for route, _ in ADDRESSES:
        if route.startswith(("sign-in/", "hats/", "demo/")):
            continue
        cache.clear()
        status = browser.get("/" + filled(route, ids)).status_code
        opened += status == 200
        if status >= 500 or status == 409:
            broken.append((route, status))
    assert not broken, "\n" + "\n".join(f"{route} {status}" for route, status in broken)
    assert opened > 5
