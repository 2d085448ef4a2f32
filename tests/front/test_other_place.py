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
SAYS_SO = {  # rest on the rule altogether
    "supervision/<uuid:peer_id>/log/",
    "supervision/<uuid:peer_id>/log/paper/",
    "mentoring/sessions/<uuid:skills_session_id>/take-over/",
}
NOT_OF_THE_PLACE = {
    "",
    "directory/files/<uuid:import_id>/",
}  # the house's rows hold canaries where these read JSON, in any place


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
        answer = browser.get("/" + filled(route, ids))
        status, is_said = answer.status_code, b"No rule on record" in b"".join(answer)
        opened += status == 200
        if route in SAYS_SO and status == 409:
            assert is_said
        elif (status >= 500 and route not in NOT_OF_THE_PLACE) or (status == 409 and is_said):
            broken.append((route, status))
    assert not broken, "\n" + "\n".join(f"{route} {status}" for route, status in broken)
    assert opened > 5


def test_choosing_and_compliance_go_on_and_say_what_is_not_known(elsewhere):
    cast, _ = elsewhere
    faye = sign_in(cast, "faye")
    chosen = faye.get(reverse("choose_peer", kwargs={"client_id": cast.gil.id}))
    assert chosen.status_code == 200
    assert "Cleo" in chosen.content.decode()
    assert "No rule on record" in faye.get(reverse("list_compliance")).content.decode()
    assert (
        "No rule of supervision is on record"
        in sign_in(cast, "ben")
        .get(reverse("prepare_session", kwargs={"peer_id": cast.ana.engagement_id}))
        .content.decode()
    )
