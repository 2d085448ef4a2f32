"""Somebody with no account: whoever answers a link, and whoever checks a license."""

from __future__ import annotations

from tests.e2e.walkers.person import Person


class Stranger(Person):
    def confirm(self, link: str, asked: str, name: str = "Casey Doe") -> None:
        """Read the one question, say yes; the link does not work again."""
        self.page.goto(link)
        self.reads(asked)
        self.fill(answer="yes", name=name)
        self.send("answer")
        self.reads("Thank you")
        assert self.page.goto(link).status == 404

    def verify(self, number: str, *facts: str) -> None:
        """On the public page of the number."""
        self.go("/verify/")
        self.page.goto(f"/verify/{number}/")
        self.reads("Valid today", number, *facts)

    def look_up(self, typed: str) -> str:
        """What the public register says to these words."""
        self.go("/register/")
        self.fill(q=typed)
        with self.page.expect_navigation():
            self.page.locator("main form button[type=submit]").click()
        self.shoot()
        return self.said()
