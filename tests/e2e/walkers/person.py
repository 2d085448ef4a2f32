"""One person with a browser of their own: signs in by password and app, wears a hat, fills in forms, keeps pictures on request.

Forms are found by the names of their fields, pages by their addresses, what a page says by its words.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import re
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tests.e2e.browsers import DESK, visit
from tests.e2e.walkers.founding import PASSWORD, SECRET, email_of
from tests.e2e.walkers.ground import Ground

SHOTS = os.environ.get("CAIRN_SHOTS", "")  # a folder for pictures of what was walked through
HALF_MINUTE = 30


class Person:
    def __init__(self, browser: Any, ground: Ground, name: str = "", size: dict[str, int] = DESK) -> None:
        """`name`: whose sign-in; nobody's for a stranger."""
        self.name, self.ground, self.shots = name, ground, 0
        self.used = ground.used.setdefault(name, set())
        self.page = visit(browser, ground, size)  # type: ignore[arg-type]

    def leave(self) -> None:
        self.page.context.close()

    @property
    def path(self) -> str:
        return urlsplit(self.page.url).path

    def come_in(self, hat: str = "") -> None:
        """Sign in by both steps, unless one is in; then wear a hat, named by role or organization, where there are several."""
        self.page.goto("/hats/")
        if self.path == "/sign-in/":
            self.fill(login=email_of(self.name), password=PASSWORD)
            self.send("login")
            self.fill(code=self._code())
            self.send("code")
            self.page.goto("/hats/")
        if self.path == "/hats/":
            doors = self.page.locator("form", has=self.page.locator("[name=engagement]")).filter(has_text=hat)
            with self.page.expect_navigation():
                doors.first.get_by_role("button").click()
        assert not self.path.startswith(("/hats/", "/sign-in/")), self.said()

    def _code(self) -> str:
        """Six digits as the app shows them; the server takes each once, and those of the half minutes beside this one too."""
        now = int(time.time()) // HALF_MINUTE
        is_early = time.time() % HALF_MINUTE < HALF_MINUTE / 2  # else the last one may be too old once it is typed
        fresh = [step for step in (now, now + 1, *([now - 1] if is_early else [])) if step not in self.used]
        if not fresh:
            time.sleep(HALF_MINUTE - time.time() % HALF_MINUTE)
            return self._code()
        self.used.add(fresh[0])
        drawn = hmac.new(base64.b32decode(SECRET), fresh[0].to_bytes(8, "big"), hashlib.sha1).digest()
        start = drawn[-1] & 15
        return f"{(int.from_bytes(drawn[start : start + 4], 'big') & 0x7FFFFFFF) % 10**6:06d}"

    def go(self, path: str) -> None:
        answer = self.page.goto(path)
        assert answer.ok, f"{path}: {answer.status}"

    def said(self) -> str:
        """The words of the page."""
        return str(self.page.locator("main").inner_text())

    def reads(self, *words: str) -> None:
        """The page says each of these; the picture of such a page is kept."""
        self.shoot()
        said = " ".join(self.said().split())
        for each in words:
            assert each in said, f"{self.path} does not say “{each}”: {said}"

    def fill(self, **fields: Any) -> None:
        """Fields by name: a text, the value or values of choices, True for a lone box."""
        for name, value in fields.items():
            inputs = self.page.locator(f"main [name={name}]")
            kind = inputs.first.evaluate("one => one.tagName === 'SELECT' ? 'select' : one.type")
            if kind in ("radio", "checkbox"):
                for each in ["yes"] if value is True else [value] if isinstance(value, str) else value:
                    self.page.locator(f"main [name={name}][value='{each}']").check(force=True)
            elif kind == "select":
                inputs.first.select_option(value)
            elif kind == "file":
                inputs.first.set_input_files(value)
            else:
                inputs.first.fill(value)

    def send(self, field: str, button: str = "") -> None:
        """Send the form that has this field, by its first button or by the one of this name."""
        form = self.page.locator("main form", has=self.page.locator(f"[name={field}]")).first
        buttons = (
            form.get_by_role("button", name=button)
            if button
            else form.locator("button[type=submit], button:not([type])")
        )
        with self.page.expect_navigation():
            buttons.first.click()
        problems = self.page.locator("main .error, main [role=alert]")
        assert problems.count() == 0, f"{self.path}: {problems.all_inner_texts()}"

    def press(self, action: str) -> None:
        """Send the form that goes to an address with these words in it."""
        with self.page.expect_navigation():
            self.page.locator(f"main form[action*='{action}'] button").first.click()

    def follow(self, address: str) -> str:
        """Go where the first link to an address like this leads; the path."""
        with self.page.expect_navigation(
            url=re.compile(re.escape(address))
        ):  # this page's own address may be like it too
            self.page.locator(f"main a[href*='{address}']").first.click()
        return self.path

    def arrive(self, path: str) -> None:
        """Wait for this path itself: a page to sign in at names it too, as where to go on to."""
        self.page.wait_for_url(lambda url: urlsplit(url).path == path)

    def link(self) -> str:
        """The secret link that a page shows this once."""
        return str(self.page.locator("main .secret").inner_text())

    def paper(self, name: str) -> dict[str, Any]:
        """The page as printed, to be added to a form."""
        return {"name": f"{name}.pdf", "mimeType": "application/pdf", "buffer": self.page.pdf()}

    def shoot(self) -> None:
        if SHOTS:
            self.shots += 1
            who = self.name.split()[0].lower() if self.name else "stranger"
            place = re.sub(r"[0-9a-f-]{30,}|[^a-z]+", "-", self.path).strip("-") or "home"
            self.page.screenshot(path=Path(SHOTS) / f"{who}-{self.shots:02d}-{place}.png", full_page=True)
