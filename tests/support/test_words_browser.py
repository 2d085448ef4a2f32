"""Hints on words in a real browser: quiet with script, by keyboard alone, and by the button where there is no script."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from cairn.privacy.scope import scope_of
from cairn.support.models import Encounter
from tests.support.test_contact_browser import CHROMIUM, page, shoot  # noqa: F401 - a fixture

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.support.page_urls"),
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="needs Chromium"),
]
WORDS = "Another addict came by. 🌲 He said “I am a junkie”. His sister Dana drove."


def test_hints_come_quietly_lead_to_their_place_and_can_be_kept_by_keyboard(cast, page):  # noqa: F811
    page.goto(f"/contacts/new/?person={cast.gil.id}")
    page.get_by_label("What happened").fill(WORDS)
    page.get_by_text("2 places you may want to look at").wait_for()
    assert page.evaluate("document.activeElement.id") == "data", "nobody's cursor is taken away"
    shoot(page, "hints")
    assert [one["id"] for one in Axe().run(page).response["violations"]] == []
    page.get_by_role("link", name="Go there").last.press("Enter")
    selected = "(() => { const t = document.activeElement; return t.value.slice(t.selectionStart, t.selectionEnd); })()"
    assert page.evaluate(selected) == "sister Dana"
    page.get_by_role("button", name="Keep my words: addict").press("Enter")
    page.get_by_text("1 place you may want to look at").wait_for()
    assert page.evaluate("document.activeElement.id") == "words", "a screen reader goes on where it was"
    page.get_by_label("What’s next").fill("Walk again on Thursday")
    page.wait_for_timeout(3_500)
    assert page.get_by_text("1 place you may want to look at").count() == 1, "what was kept does not come again"
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.complaints == []


def test_enter_in_a_field_still_saves(cast, page):  # noqa: F811
    page.goto(f"/contacts/new/?person={cast.gil.id}")
    page.get_by_label("15 min", exact=True).click()
    page.get_by_text("Another length or time").click()
    page.get_by_label("Minutes").press("Enter")
    page.wait_for_url(re.compile(r"/contacts/[0-9a-f-]{36}/\?saved=[a-z-]+$"))
    with scope_of(cast.ana):
        assert Encounter.objects.count() == 1
