"""The contact page in a real browser: taps counted, quiet saves, an ended session, two tabs."""

from __future__ import annotations

import os
import re
import shutil
from datetime import timedelta

import pytest

from cairn.platform import clock
from cairn.privacy.scope import scope_of
from cairn.support.models import ContactDraft, Encounter, Note
from tests import people

playwright = pytest.importorskip("playwright.sync_api")
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium")
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.support.page_urls"),
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="needs Chromium"),
]
SHOTS = os.environ.get("CAIRN_SHOTS", "")


@pytest.fixture
def page(cast, settings, tmp_path, monkeypatch, request):
    """Ana's phone, signed in, at 390 pixels."""
    from tests.support.test_contact_pages import browser_of

    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    monkeypatch.setattr(clock, "now", lambda: people.NOW)
    settings.STATIC_ROOT = str(tmp_path)
    live_server = request.getfixturevalue("live_server")
    cookie = browser_of(cast, "ana").cookies[settings.SESSION_COOKIE_NAME].value
    with playwright.sync_playwright() as player:
        chromium = player.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        context = chromium.new_context(viewport={"width": 390, "height": 844}, base_url=live_server.url)
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
        opened = context.new_page()
        opened.set_default_timeout(20_000)
        opened.complaints = []
        opened.on("console", lambda said: opened.complaints.append(said.text) if said.type == "error" else None)
        opened.on("pageerror", lambda error: opened.complaints.append(str(error)))
        yield opened
        chromium.close()


def shoot(page, name):
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)


def test_a_signed_contact_takes_at_most_eight_taps(cast, page):
    page.goto(f"/contacts/new/?person={cast.gil.id}")
    taps = 1  # "Write contact" on Today
    shoot(page, "new")
    for words in ("45 min", "Emotional", "Health"):
        page.get_by_label(words, exact=True).click()
        taps += 1
    page.get_by_label("What happened").click()
    taps += 1
    page.keyboard.type("Rode along to the clinic.")
    page.get_by_role("button", name="Save and sign").click()
    taps += 1
    page.wait_for_url(re.compile(r"/contacts/[0-9a-f-]{36}/\?saved=[a-z-]+$"))
    shoot(page, "signed")
    assert taps <= 8
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.complaints == []
    with scope_of(cast.ana):
        assert Note.objects.get().signed_at
        assert Encounter.objects.get().minutes == 45
        assert ContactDraft.objects.count() == 0


@pytest.mark.parametrize("width", [390, 1280])
def test_no_field_that_one_goes_to_nor_its_hint_stands_behind_the_save_bar(cast, page, width):
    page.set_viewport_size({"width": width, "height": 664})
    page.goto(f"/contacts/new/?person={cast.gil.id}")
    below = """name => {
        scrollTo(0, 0);
        const field = document.getElementById(name);
        scrollTo({top: field.getBoundingClientRect().top - innerHeight + 60, behavior: "instant"});
        field.focus();
        const seen = field.closest(".row")?.parentElement.querySelector(":scope > .hint") || field;
        return seen.getBoundingClientRect().bottom - document.querySelector(".save-bar").getBoundingClientRect().top;
    }"""
    for name in ("kind", "place", "plan"):
        assert page.evaluate(below, name) <= 0, name


def test_words_are_saved_quietly_and_come_back(cast, page):
    page.goto(f"/contacts/new/?person={cast.gil.id}")
    page.get_by_label("What happened").fill("Half a sent")
    page.get_by_text(re.compile(r"^Saved \d+:\d\d [ap]m$")).first.wait_for()  # as the pages say their times
    with scope_of(cast.ana):
        assert ContactDraft.objects.get().version == 1
    page.goto(f"/contacts/new/?person={cast.gil.id}")
    assert page.get_by_label("What happened").input_value() == "Half a sent"
    stored = page.evaluate("JSON.stringify(localStorage) + JSON.stringify(sessionStorage)")
    assert "Half" not in stored
    shoot(page, "resumed")


def test_words_stay_when_the_session_ends_and_go_on_after_signing_in(cast, page, settings):
    page.goto(f"/contacts/new/?person={cast.gil.id}")
    kept = [one for one in page.context.cookies() if one["name"] == settings.SESSION_COOKIE_NAME]
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.get_by_label("15 min", exact=True).click()
    page.get_by_label("What happened").fill("Long careful words")
    page.get_by_role("button", name="Save and sign").click()
    page.get_by_text("You are signed out. Your words stay here.").wait_for()
    shoot(page, "signed_out")
    assert page.get_by_label("What happened").input_value() == "Long careful words"
    page.context.add_cookies(kept)
    page.get_by_role("button", name="Save and sign").click()
    page.wait_for_url(re.compile(r"/contacts/[0-9a-f-]{36}/\?saved=[a-z-]+$"))
    with scope_of(cast.ana):
        assert Note.objects.get().data == "Long careful words"


def test_two_tabs_show_both_texts(cast, page):
    page.goto(f"/contacts/new/?person={cast.gil.id}")
    page.get_by_label("15 min", exact=True).click()
    page.get_by_label("What happened").fill("Draft")
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url(re.compile(r"/contacts/[0-9a-f-]{36}/\?saved=[a-z-]+$"))
    shoot(page, "unsigned")
    other = page.context.new_page()
    other.goto(page.url)
    page.get_by_label("What happened").fill("From the first tab")
    page.get_by_text("Saved ", exact=False).last.wait_for()
    with page.expect_navigation():  # saved before the second tab sends
        page.get_by_role("button", name="Save", exact=True).click()
    other.get_by_label("What happened").fill("From the second tab")
    other.get_by_role("button", name="Save", exact=True).click()
    other.get_by_text("Both texts are here. Nothing is lost.").wait_for()
    shoot(other, "both")
    assert "From the first tab" in other.content()
    assert "From the second tab" in other.content()


def test_the_survey_in_the_client_s_hand(cast, page):
    page.goto(f"/contacts/new/?person={cast.gil.id}")
    page.get_by_label("15 min", exact=True).click()
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("link", name="Ask for their one-minute survey").click()
    shoot(page, "hand_over")
    page.get_by_role("button", name="Show a code for their phone").click()
    page.get_by_alt_text("Code that opens the survey").wait_for()
    shoot(page, "code")
    page.get_by_role("button", name="Hand over this phone").click()
    page.get_by_label("Very helpful", exact=True).click()
    shoot(page, "survey")
    page.get_by_role("button", name="Send my answers").click()
    page.get_by_role("heading", name="Thank you").wait_for()
    shoot(page, "thanks")
    page.go_back()
    page.wait_for_load_state()
    assert "satisfaction_5" not in page.content() or not page.locator("input:checked").count()
    assert page.complaints == []


def test_on_a_desk(cast, page):
    page.set_viewport_size({"width": 1280, "height": 900})
    for n in range(12):
        with scope_of(cast.ana):
            people.serve(f"Person {n}", cast.ana, cast.program)
    page.goto(f"/contacts/new/?person={cast.gil.id}")
    page.get_by_role("button", name="Save and sign").click()
    page.get_by_text("One thing needs another look").wait_for()
    shoot(page, "desk_problem")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280


def test_a_warning_comes_before_the_session_ends_and_staying_is_one_tap(cast, page, monkeypatch):
    page.clock.install()
    page.goto(f"/contacts/new/?person={cast.gil.id}")
    page.get_by_label("What happened").fill("Long careful words")
    page.clock.run_for(2_000)
    page.get_by_text("Saved ").first.wait_for()
    page.clock.fast_forward(12 * 60_000)
    assert not page.get_by_role("button", name="Stay signed in").is_visible()
    page.clock.fast_forward(75_000)
    shoot(page, "soon_signed_out")
    thirteen = people.NOW + timedelta(minutes=13, seconds=30)
    monkeypatch.setattr(clock, "now", lambda: thirteen)
    page.get_by_role("button", name="Stay signed in").click()
    page.get_by_text("You are still signed in.").wait_for()
    later = thirteen + timedelta(minutes=14)  # long after the first quarter of an hour
    monkeypatch.setattr(clock, "now", lambda: later)
    page.get_by_label("What happened").fill("Long careful words, and more")
    page.clock.run_for(2_000)
    page.get_by_text("Saved ").first.wait_for()
    assert page.get_by_label("What happened").input_value() == "Long careful words, and more"
    assert page.complaints == []


def test_without_staying_the_session_ends_and_nothing_is_lost(cast, page, monkeypatch):
    page.clock.install()
    page.goto(f"/contacts/new/?person={cast.gil.id}")
    page.get_by_label("What happened").fill("Long careful words")
    page.clock.run_for(2_000)
    page.get_by_text("Saved ").first.wait_for()
    page.clock.fast_forward(16 * 60_000)
    later = people.NOW + timedelta(minutes=16)
    monkeypatch.setattr(clock, "now", lambda: later)
    page.get_by_role("button", name="Stay signed in").click()
    page.get_by_text("You are signed out. Your words stay here.").wait_for()
    assert page.get_by_label("What happened").input_value() == "Long careful words"
    with scope_of(cast.ana):
        assert "Long careful words" in ContactDraft.objects.get().fields
