"""What goes wrong on real days: two tabs, a session that ends, wrong times, pressing back, no script, no pointer."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from tests.e2e.browsers import come_in, enter, presses

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("pages")]
CONTACT = re.compile(r"/contacts/[0-9a-f-]{36}/(\?saved=[a-z-]+)?$")
WORDS = "We sat by the river. He said “not today” twice; I listened."


def contacts(house):
    return house.rows("SELECT count(*) AS n FROM support_encounter")[0]["n"]


def begin(page, words=WORDS, length="30 min", person="Gil"):
    page.goto("/contacts/new/?fresh=1")
    page.get_by_label(person, exact=True).click()
    if length:
        page.get_by_label(length, exact=True).click()
    page.get_by_label("What happened").fill(words)


def save(page, button="Save"):
    page.get_by_role("button", name=button, exact=True).click()
    page.wait_for_url(CONTACT)


def test_two_tabs_on_one_note(house, browser):
    page = enter(browser, house, "Ana")
    begin(page, "A first line")
    save(page)
    other = page.context.new_page()
    other.goto(page.url)
    page.get_by_label("What happened").fill("Written in the first tab")
    with page.expect_navigation():  # the page says “Saved” already, from the first time
        page.get_by_role("button", name="Save", exact=True).click()
    other.get_by_label("What happened").fill("Written in the second tab")
    other.get_by_role("button", name="Save", exact=True).click()
    other.get_by_text("Both texts are here. Nothing is lost.").wait_for()
    cards = other.locator(".cards .card p").all_inner_texts()
    assert cards == ["Written in the first tab", "Written in the second tab"]
    with other.expect_navigation(url=CONTACT):
        other.get_by_role("button", name="Save", exact=True).click()
    note = other.get_by_label("What happened").input_value()
    assert "Written in the first tab" in note
    assert "Written in the second tab" in note


def test_the_session_ends_while_a_note_is_written(house, browser):
    page = enter(browser, house, "Ana")
    begin(page)
    page.get_by_text(re.compile("^Saved ")).first.wait_for()
    before = contacts(house)
    assert house.change("DELETE FROM django_session") >= 1
    page.get_by_label("What I noticed").fill("Typed after the end.")
    page.get_by_role("button", name="Save and sign").click()
    page.get_by_text("You are signed out. Your words stay here.").wait_for()
    assert page.get_by_label("What happened").input_value() == WORDS
    assert contacts(house) == before
    come_in(page.context.new_page(), "Ana")
    page.get_by_role("button", name="Save and sign").click()
    page.wait_for_url(CONTACT)
    assert page.get_by_text(WORDS).is_visible()
    assert page.get_by_text("Typed after the end.").is_visible()
    assert contacts(house) == before + 1


def test_the_session_ends_and_no_script_runs(house, browser):
    words = "Said here alone: words of an earlier note would be marked."
    page = enter(browser, house, "Ana", java_script_enabled=False)
    begin(page, words)
    before = contacts(house)
    house.change("DELETE FROM django_session")
    page.get_by_role("button", name="Save and sign").click()
    page.get_by_role("heading", name="Your words are safe").wait_for()
    assert page.get_by_label("What happened").input_value() == words
    assert page.get_by_label("Version").count() == page.get_by_label("Kind").count() == 0, "codes come back unseen"
    assert contacts(house) == before
    come_in(page.context.new_page(), "Ana")
    for _ in range(2):  # the page says so itself: without script the form's token is taken anew by a second press
        with page.expect_navigation():
            page.get_by_role("button", name="Send it again").click()
        if CONTACT.search(page.url):
            break
    page.get_by_text(words).first.wait_for()
    assert contacts(house) == before + 1


@pytest.mark.parametrize(
    ("times", "field", "words"),
    [
        ({"start": "14:30", "stop": "13:45", "days_ago": 1}, "stop", "It stops before it starts"),
        ({"start": "10:00", "stop": "10:30", "days_ago": -1}, "stop", "once it has happened"),
        ({"start": "23:30", "stop": "00:15", "days_ago": 1}, "stop", "tick “It went past midnight”"),
        ({"start": "02:30", "stop": "03:30", "day": "2026-03-08"}, "start", "the clocks went forward"),
        ({"start": "01:30", "stop": "02:30", "day": "2026-11-01"}, "which_start", "Which one was it?"),
        ({"stop": "10:00", "days_ago": 1}, "minutes", "Give a length"),
    ],
)
def test_times_that_cannot_be(house, browser, times, field, words):
    page = enter(browser, house, "Ana")
    begin(page, length="")
    before = contacts(house)
    tell_times(page, house, times)
    page.get_by_role("button", name="Save and sign").click()
    problem = page.locator(f"[id^='{field}'][id$='-error'], [id='{field}-error']").first
    problem.wait_for()
    assert words in problem.inner_text()
    assert page.locator("[role=alert], .errors, .error-summary").first.is_visible()
    assert page.get_by_label("What happened").input_value() == WORDS
    assert page.get_by_label("Gil", exact=True).is_checked()
    assert page.get_by_label("Stop").input_value() == times["stop"]
    assert contacts(house) == before


def tell_times(page, house, told):
    page.get_by_text("Another length or time").click()
    day = told.get("day") or (house.today - timedelta(days=told["days_ago"])).isoformat()
    page.get_by_label("Day").fill(day)
    if "start" in told:
        page.get_by_label("Start").fill(told["start"])
    page.get_by_label("Stop").fill(told["stop"])


def test_a_contact_over_midnight_is_one_contact_on_two_days(house, browser):
    page = enter(browser, house, "Ana")
    begin(page, length="")
    tell_times(page, house, {"start": "23:30", "stop": "00:15", "days_ago": 2})
    page.get_by_label("It went past midnight").check()
    save(page, "Save and sign")
    assert "11:30 pm to 12:15 am, 45 min" in page.locator("h1 + p").inner_text()
    page.goto("/work/")
    days = page.locator("tbody tr").all_inner_texts()
    first, second = house.today - timedelta(days=2), house.today - timedelta(days=1)
    assert any(f"{first:%b} {first.day}" in row for row in days)
    assert any(f"{second:%b} {second.day}" in row for row in days)


def test_back_and_again_is_one_contact(house, browser):
    page = enter(browser, house, "Ana")
    begin(page)
    form = page.locator("form[data-autosave]")
    sent = form.evaluate("form => new URLSearchParams(new FormData(form)).toString()")
    before = contacts(house)
    save(page, "Save and sign")
    page.go_back()
    with page.expect_navigation():
        page.get_by_role("button", name="Save and sign").click()
    assert contacts(house) == before + 1
    first = sent.split("id=")[1].split("&")[0]
    again = page.context.request.post(
        "/contacts/new/", data=sent + "&act=sign", max_redirects=0,
        headers={"Content-Type": "application/x-www-form-urlencoded", "Origin": house.url},
    )  # fmt: skip
    assert (again.status, first in again.headers["location"]) == (302, True)
    assert contacts(house) == before + 1


def test_without_script(house, browser):
    page = enter(browser, house, "Ana", java_script_enabled=False)
    before = contacts(house)
    page.get_by_role("link", name="Write a contact", exact=True).click()
    page.get_by_label("Gil", exact=True).click()
    page.get_by_label("What happened").fill(WORDS)
    page.get_by_role("button", name="Save and sign").click()
    page.get_by_text("Give a length").first.wait_for()
    assert page.get_by_label("What happened").input_value() == WORDS
    page.get_by_label("15 min", exact=True).click()
    page.get_by_role("button", name="Save and sign").click()
    page.get_by_text("Signed", exact=True).first.wait_for()
    assert contacts(house) == before + 1


def test_with_the_keyboard_alone(house, browser):
    page = enter(browser, house, "Ana")
    before, pressed = contacts(house), presses(page)
    go_to(page, "Write a contact", "Enter")
    page.wait_for_url("**/contacts/new/")
    go_to(page, "Gil", "Space")
    go_to(page, "15 min", "Space")
    page.keyboard.press("ArrowRight")  # the next length in the group: 30 min
    assert page.get_by_label("30 min", exact=True).is_checked()
    go_to(page, "Emotional", "Space")
    go_to(page, "What happened", "")
    page.keyboard.type(WORDS)
    go_to(page, "Save and sign", "Enter")
    page.wait_for_url(CONTACT)
    assert contacts(house) == before + 1
    assert presses(page) == pressed


FOCUSED = """() => { const it = document.activeElement;
  return it.getAttribute("aria-label") || (it.labels && it.labels[0] ? it.labels[0].textContent : it.textContent).trim() }"""
SEEN = """() => { const it = document.activeElement, own = getComputedStyle(it), beside = it.labels && it.labels[0];
  const marked = style => style.outlineStyle !== "none" && style.outlineWidth !== "0px" || style.boxShadow !== "none";
  return marked(own) || Boolean(beside) && marked(getComputedStyle(beside)) }"""


def go_to(page, words, key):
    """Tab until something by that name has the focus, and see that it shows."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED).startswith(words):
            break
    else:
        raise AssertionError(f"The Tab key never comes to “{words}”.")
    assert page.evaluate(SEEN), f"“{words}” has the focus and does not show it."
    if key:
        page.keyboard.press(key)
