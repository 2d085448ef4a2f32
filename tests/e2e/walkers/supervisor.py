"""The clinical supervisor, at a desk: reads the agreement and signs it."""

from __future__ import annotations

from tests.e2e.walkers.person import Person


class Supervisor(Person):
    def sign_agreement(self, name: str) -> None:
        self.go("/agreements/")
        self.page.get_by_role("row", name=name).locator("a[href$='/sign/']").click()
        self.page.wait_for_url("**/sign/")
        self.reads(name, self.name)
        self.press("/sign/")
        row = self.page.get_by_role("row", name=name)
        assert "In force" in row.inner_text(), row.inner_text()
