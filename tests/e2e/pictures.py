"""The guide's pictures: ten screens on a phone and on a desk, two of them in the dark, from the demo's people.

    python -m tests.e2e.pictures            writes docs/guide/pictures/*.png

One screenful each, at one pixel for a pixel, so that a clone stays small.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.e2e import houses
from tests.e2e.browsers import PHONE, chromium, enter
from tests.e2e.screens import screens

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "guide" / "pictures"
DESK = {"width": 1280, "height": 660}
DARK = {("today", "phone"), ("prepare", "desk")}
LARGEST, LARGEST_TOGETHER = 120_000, 2_500_000  # bytes


def main() -> int:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made:
        told, folder = Path(made, "told"), Path(made, "house")
        told.mkdir()
        folder.mkdir()
        with houses.served(houses.tell(told), folder) as house, chromium() as browser:
            take(house, browser)
    sizes = [file.stat().st_size for file in FOLDER.glob("*.png")]
    print(f"{len(sizes)} pictures, {sum(sizes):,} bytes, the largest {max(sizes):,}")
    return 1 if max(sizes) > LARGEST or sum(sizes) > LARGEST_TOGETHER else 0


def take(house: houses.House, browser: object) -> None:
    pages = {}
    for screen in screens(house):
        if not screen.is_chief:
            continue
        page = pages.get(screen.who) or pages.setdefault(screen.who, enter(browser, house, screen.who))
        page.goto(screen.path)
        for size, width in (("phone", PHONE), ("desk", DESK)):
            page.set_viewport_size(width)
            for theme in ("light", "dark"):
                if theme == "light" or (screen.name, size) in DARK:
                    page.emulate_media(color_scheme=theme, reduced_motion="reduce")
                    name = f"{screen.name}-{size}{'-dark' if theme == 'dark' else ''}.png"
                    (FOLDER / name).write_bytes(page.screenshot(animations="disabled"))


if __name__ == "__main__":
    sys.exit(main())
