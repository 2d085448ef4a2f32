"""A real Chromium: phones and desks, pointer events counted, complaints of the console kept."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.e2e.houses import IN_CI, House

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
# Counts every press of a pointer, before any handler of the page can hide it; kept over pages of one tab.
COUNT = """
addEventListener("pointerdown", () => {
  sessionStorage.setItem("presses", 1 + Number(sessionStorage.getItem("presses") || 0));
}, true);
"""
NAMES = ("chromium", "chromium-browser", "google-chrome")


def find_chromium() -> str:
    """Its path; skips the test where it is missing, and fails in CI."""
    found = os.environ.get("CAIRN_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if found:
        return found
    reason = "Chromium is not installed (Debian, Ubuntu: apt install chromium)."
    if IN_CI:
        pytest.fail(reason)
    pytest.skip(reason)


@contextmanager
def chromium() -> Iterator[Any]:
    path = find_chromium()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        try:
            yield browser
        finally:
            browser.close()


def visit(browser: Any, house: House, size: dict[str, int] = PHONE, **options: Any) -> Any:
    """A fresh page in a context of its own. `page.complaints` holds what the console and the policy said against it."""
    context = browser.new_context(viewport=size, base_url=house.url, locale="en-US", **options)
    context.set_default_timeout(30_000)
    context.add_init_script(COUNT)
    page = context.new_page()
    page.complaints = []
    page.on("console", lambda said: page.complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    return page


def enter(browser: Any, house: House, name: str, size: dict[str, int] = PHONE, **options: Any) -> Any:
    """A page of somebody who came in by one click."""
    page = visit(browser, house, size, **options)
    come_in(page, name)
    return page


def come_in(page: Any, name: str) -> None:
    """By the door of this name, until the page behind it is there: going on sooner asks without the new session."""
    page.goto("/demo/")
    door(page, name).click()
    page.wait_for_url(lambda url: urlsplit(url).path != "/demo/")


def door(page: Any, name: str) -> Any:
    """The first door of this name: a candidate has one at the board's desk and one at the training body."""
    named = page.get_by_role("button", name=f"Enter as {name} ")
    return named.or_(page.get_by_role("button", name=f"Enter as {name},")).first


def presses(page: Any) -> int:
    return int(page.evaluate("Number(sessionStorage.getItem('presses') || 0)"))
