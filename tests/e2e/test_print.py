"""What is folded for the screen is printed whole, with script and without, and opens for an address that leads into it."""

from __future__ import annotations

import pytest

from tests.e2e.browsers import DESK, enter, visit

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("pages")]


def seen_rows(page):
    """Rows of the folded tables that take up room."""
    return page.locator("details.whole tbody tr").evaluate_all(
        "rows => rows.filter(one => one.checkVisibility()).length"
    )


@pytest.mark.parametrize("script", [True, False])
def test_rules_are_folded_on_the_screen_and_whole_on_paper(house, browser, script):
    page = visit(browser, house, DESK, java_script_enabled=script)
    page.goto("/rules/us-mt/")
    rows = page.locator("details.whole tbody tr").count()
    assert rows > 100
    folded = len(page.pdf())
    if not script:
        assert folded > 100_000, "a list of topics alone would be a tenth of it"
        return
    assert seen_rows(page) == 0
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert seen_rows(page) == rows
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert seen_rows(page) == 0


def test_an_address_that_leads_to_one_rule_opens_its_topic(house, browser):
    page = visit(browser, house, DESK)
    page.goto("/rules/us-mt/")
    anchor = page.locator("details.whole th[id]").last.get_attribute("id")
    page.goto("/help-now/")
    page.goto(f"/rules/us-mt/#{anchor}")
    assert page.locator(f"[id='{anchor}']").is_visible()
    assert page.locator("details.whole[open]").count() == 1


def test_claims_come_whole_on_paper(house, browser):
    page = enter(browser, house, "Jun", DESK)
    page.goto("/claims/")
    assert seen_rows(page) == 0
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert seen_rows(page) == page.locator("details.whole tbody tr").count() > 0
    assert page.complaints == []
