"""The gallery and the sample pages: drawn, served under the strict policy, and read by axe in both themes."""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.front.render_gallery import FRONT, PAGES, environment, render

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
POLICY = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# One row is like the next, and axe needs minutes for five hundred.
FIRST_ROWS = "document.querySelectorAll('tbody tr:nth-child(n+9)').forEach(row => row.remove())"


class StrictHandler(SimpleHTTPRequestHandler):
    """Serves a folder as Cairn would: no inline style, no inline script, nothing from elsewhere."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("gallery")
    render(folder)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(StrictHandler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def chromium():
    if not Path(CHROMIUM).exists():
        pytest.skip(f"no Chromium at {CHROMIUM}")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


def test_every_template_is_in_its_size():
    for path in sorted((FRONT / "templates").rglob("*.html")):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 130, path.name


def test_every_template_compiles_and_has_no_inline_style_or_script():
    for path in sorted((FRONT / "templates").rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        environment().from_string(text)
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)", text), path.name


def test_no_page_asks_another_host_for_anything():
    for path in [*(FRONT / "templates").rglob("*.html"), *(FRONT / "static").rglob("*.*")]:
        text = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert "://" not in text, path.name


def test_the_two_dark_blocks_are_one():
    css = (FRONT / "static/cairn/cairn.css").read_text(encoding="utf-8")
    blocks = re.findall(r'(?::root:not\(\[data-theme="light"\]\)|:root\[data-theme="dark"\]) \{(.*?)\}', css, re.DOTALL)
    assert len(blocks) == 2
    assert blocks[0].split() == blocks[1].split()


@pytest.mark.browser
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", sorted(PAGES))
def test_axe_finds_nothing(chromium, site: str, name: str, theme: str):
    from axe_playwright_python.sync_playwright import Axe

    for width in (390, 1280) if theme == "light" else (390,):
        page = chromium.new_page(viewport={"width": width, "height": 844}, color_scheme=theme, bypass_csp=True)
        page.goto(f"{site}/{name}.html")
        page.evaluate(FIRST_ROWS)
        page.evaluate("document.querySelectorAll('details:not(.menu)').forEach(details => { details.open = true })")
        # What a bar at the foot covers by chance of the height can be scrolled into sight.
        page.set_viewport_size({"width": width, "height": page.evaluate("document.documentElement.scrollHeight")})
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})
        page.close()
        assert found.violations_count == 0, found.generate_report()


@pytest.mark.browser
@pytest.mark.parametrize("name", sorted(PAGES))
def test_nothing_scrolls_sideways_and_the_policy_holds(chromium, site: str, name: str):
    page = chromium.new_page(viewport={"width": 320, "height": 844})
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.goto(f"{site}/{name}.html")
    page.evaluate(FIRST_ROWS)
    for width in (320, 390, 640, 820, 1024, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{wide} at {width}"
    page.close()
    assert complaints == []


@pytest.mark.browser
@pytest.mark.parametrize("name", ["contact", "today", "confirm", "signed_out"])
def test_everything_that_is_tapped_is_a_thumb_wide(chromium, site: str, name: str):
    page = chromium.new_page(viewport={"width": 390, "height": 844})
    page.goto(f"{site}/{name}.html")
    small = page.evaluate(
        """() => [...document.querySelectorAll("a.button, button, summary, .chip, .segment, .place, .red, .back, .foot a, .input, select")]
            .filter(e => e.checkVisibility() && !e.closest("details:not([open]) > :not(summary)"))
            .map(e => [e.textContent.trim().slice(0, 30), e.getBoundingClientRect()])
            .filter(([, box]) => box.height < 43.5 || box.width < 43.5).map(([word, box]) => `${word}: ${box.width} by ${box.height}`)"""
    )
    page.close()
    assert small == []


@pytest.mark.browser
def test_keys_theme_and_unsaved_words(chromium, site: str):
    from playwright.sync_api import expect

    page = chromium.new_page(viewport={"width": 1280, "height": 844})
    page.goto(f"{site}/today.html")
    page.keyboard.press("/")
    expect(page.locator("#search")).to_be_focused()
    page.locator("h1").click()
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_contain_text("Write a contact")
    page.keyboard.press("Escape")
    page.locator(".menu > summary").click()
    page.get_by_label("Dark", exact=True).check()
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.evaluate(
        "document.body.dispatchEvent(new CustomEvent('announce', {bubbles: true, detail: {value: 'Saved 10:42'}}))"
    )
    expect(page.locator("#live")).to_have_text("Saved 10:42")
    page.close()


@pytest.mark.browser
def test_the_contact_is_written_in_eight_taps_by_keyboard_or_thumb(chromium, site: str):
    page = chromium.new_page(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    page.goto(f"{site}/contact.html")
    for label in ("Dale K.", "30 min", "Phone$", "Met others", "Home$"):
        page.get_by_label(re.compile(f"^{label}")).first.check()
    chosen = page.locator("input:checked").evaluate_all("all => all.map(e => e.value)")
    page.close()
    assert {"dale", "30", "phone", "affiliation", "home"} <= set(chosen)
