"""The sign-in ends while somebody writes: every word comes back, and can be sent again."""

from __future__ import annotations

import html
import random
import re

import pytest
from django.test import Client as Browser

from cairn.platform.ids import new_id
from tests.architecture.test_outsider import sign_in

pytestmark = pytest.mark.django_db(transaction=True)

WORDS = 'He said: "I\'m <fine>" & laughed.\r\n\r\n  Then we walked — 20 minutes.\u2028¿Qué más?'


def kept(page: bytes) -> dict[str, str]:
    """What a browser would send from the page's form (it drops one line break after the tag, as the HTML rules say)."""
    found = re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>\n?(.*?)</textarea>', page.decode(), re.DOTALL)
    found += re.findall(r'<input type="hidden" name="((?!csrf)[^"]+)" value="([^"]*)">', page.decode())
    return {name: html.unescape(text) for name, text in found}


def test_expired_at_a_random_moment_nothing_typed_is_lost_and_it_can_be_sent_again(cast):
    chance = random.Random(27)
    for _ in range(20):
        text = WORDS[: chance.randrange(1, len(WORDS))] * chance.randrange(1, 4)
        fields = {
            "id": str(new_id()),
            "name": text,
            "email": "g@example.org",
            "role": "mentor",
            "starts_on": "2024-01-01",
        }
        owner = sign_in(cast, "noor")
        session = owner.session
        session["seen_at"] = session["began_at"] = 1
        session.save()
        page = owner.post("/people-at-work/invite/", fields)
        assert page.status_code == 401
        assert page["Cache-Control"] == "no-store"
        assert kept(page.content) == fields
        owner.force_login(cast.accounts["noor"])
        assert b"no role is chosen" in owner.post("/people-at-work/invite/", kept(page.content)).content
        owner.get("/hats/")
        sent = owner.post("/people-at-work/invite/", kept(page.content))
        assert sent.status_code == 200
        assert b"/sign-in/join/" in sent.content


def test_an_outdated_form_keeps_the_words_and_no_secret(cast):
    browser = Browser(enforce_csrf_checks=True)
    page = browser.post(
        "/people-at-work/invite/", {"title": "Walks", "password": "hidden words", "csrfmiddlewaretoken": "x"}
    )
    assert page.status_code == 403
    assert kept(page.content) == {"title": "Walks"}
    assert b"hidden words" not in page.content
    token = re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', page.content)[1].decode()
    again = browser.post("/people-at-work/invite/", {**kept(page.content), "csrfmiddlewaretoken": token})
    assert again.status_code == 401, "the new token is good; now only the sign-in is missing"


@pytest.mark.parametrize("headers", [{"accept": "application/json"}, {"hx-request": "true"}])
def test_a_draft_saved_by_script_is_told_in_its_own_way(cast, headers):
    answer = Browser().post("/people-at-work/invite/", {"name": "Gwen"}, headers=headers)
    assert (answer.status_code, answer.json()["why"]) == (401, "signed_out")


def test_a_page_that_is_asked_for_signed_out_is_reached_afterwards(cast):
    answer = Browser().get("/people-at-work/?left")
    assert answer["Location"] == "/sign-in/?next=%2Fpeople-at-work%2F%3Fleft"
    assert b'name="next" value="/people-at-work/?left"' in Browser().get(answer["Location"]).content
