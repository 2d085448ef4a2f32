"""The person says by themselves who may see their record."""

from __future__ import annotations

import pytest
from django.urls import reverse

from cairn.privacy.scope import scope_of
from cairn.support.commands.apart import keep_apart, open_in_emergency
from cairn.support.domain.apart import Named
from cairn.support.models import Client
from tests.browsers import set_clock
from tests.people import NOW
from tests.portal.house import let_in, sign_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Only people whom I name"), ("es", "Solo las personas que yo nombre")]
)
def test_they_keep_it_apart_and_name_who_sees_it(cast, monkeypatch, language, words):
    set_clock(monkeypatch)
    let_in(cast, cast.gil, "gil-himself", language=language)
    browser, where = sign_in(cast, "gil-himself"), reverse("portal_seen_by")
    assert words in browser.get(where).content.decode()
    sent = {"seen_by": "few", "keepers": [str(cast.ben.engagement_id)], "out": [str(cast.faye.engagement_id)]}
    assert browser.post(where, sent).status_code == 302
    seen = {}
    for who in ("ana", "ben", "faye", "jun"):
        with scope_of(cast.actors[who]):
            seen[who] = Client.objects.filter(id=cast.gil.id).exists()
    assert seen == {"ana": True, "ben": True, "faye": False, "jun": False}
    both = {**sent, "out": sent["keepers"]}
    again = browser.post(where, both)
    assert again.status_code == 400
    assert browser.get(reverse("portal_plan")).status_code == 200


@pytest.mark.parametrize(("language", "why"), [("en", "Why"), ("es", "Por qué")])
def test_beside_an_emergency_opening_a_link_leads_to_its_reason(cast, monkeypatch, language, why):
    set_clock(monkeypatch)
    let_in(cast, cast.gil, "gil-himself", language=language)
    browser, where = sign_in(cast, "gil-himself"), reverse("portal_seen_by")
    link = f'href="{where}">{why}</a>'
    assert link not in browser.get(reverse("portal_looks")).content.decode()
    with scope_of(cast.ana):
        keep_apart(actor=cast.ana, client_id=cast.gil.id, named=Named(True, frozenset(), frozenset()), now=NOW)
    with scope_of(cast.faye):
        open_in_emergency(actor=cast.faye, given="Gilbert", family="Marsh", because="A fire in the house", now=NOW)
    assert link in browser.get(reverse("portal_looks")).content.decode()
    assert "A fire in the house" in browser.get(where).content.decode()
