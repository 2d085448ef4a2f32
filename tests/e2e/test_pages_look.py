"""Every page on a light phone and on a dark desk, the chief ones on both in both; folded and unfolded: nobody is shut out, nothing runs off the side, nothing complains.

CAIRN_SHOTS=FOLDER keeps a picture of each.
"""

from __future__ import annotations

import os
from itertools import groupby
from pathlib import Path

import pytest

from tests.e2e.browsers import DESK, PHONE, enter, visit
from tests.e2e.screens import screens

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("pages")]
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
RULES["resultTypes"] = ["violations"]
SHOTS = os.environ.get("CAIRN_SHOTS", "")
THEMES = {"phone": ("light",), "desk": ("dark",)}
BOTH = ("light", "dark")
# All rules of a state: the same row some hundred times.
LONG = {"rules"}
HEIGHT, TALLEST = "document.documentElement.scrollHeight", 12_000
# Open what is folded, so that axe sees it too.
UNFOLD = "document.querySelectorAll('main details').forEach(one => { one.open = true })"


def test_every_page_for_everybody(house, browser):
    from axe_playwright_python.sync_playwright import Axe

    axe, found = Axe(), []
    for who, theirs in groupby(screens(house), lambda screen: screen.who):
        page = enter(browser, house, who) if who else visit(browser, house)
        for screen in theirs:
            answer = page.goto(screen.path)
            if answer.status != 200:
                found.append(f"{screen.name}: answers {answer.status}")
            for size, width in (("phone", PHONE), ("desk", DESK)):
                page.set_viewport_size(width)
                page.emulate_media(color_scheme="light", reduced_motion="reduce")
                keep(page, screen, f"{size}-light")
                wide = page.evaluate("document.documentElement.scrollWidth")
                if wide > width["width"]:
                    found.append(f"{screen.name} on a {size}: {wide} pixels wide")
                page.evaluate(UNFOLD)
                # As tall as the page, so that the bar that follows the thumb covers nothing while axe measures.
                page.set_viewport_size({**width, "height": min(page.evaluate(HEIGHT), TALLEST)})
                wide = page.evaluate("document.documentElement.scrollWidth")
                if wide > width["width"]:
                    found.append(f"{screen.name} unfolded on a {size}: {wide} pixels wide")
                for theme in BOTH if screen.is_chief else THEMES[size]:
                    page.emulate_media(color_scheme=theme, reduced_motion="reduce")
                    for violation in axe.run(page, options=RULES).response["violations"]:
                        where = [(node["target"], node["html"][:120]) for node in violation["nodes"][:3]]
                        found.append(f"{screen.name} on a {size}, {theme}: {violation['id']} {where}")
                page.evaluate(UNFOLD.replace("true", "false"))
                if screen.name in LONG:
                    break
        found += [f"{who or 'nobody'}: {complaint}" for complaint in page.complaints]
        page.context.close()
    assert not found, "\n" + "\n".join(found)


def keep(page, screen, name):
    if SHOTS and screen.name not in LONG:
        page.screenshot(path=str(Path(SHOTS) / f"{screen.name}-{name}.png"), full_page=True, animations="disabled")
