"""The board's clerk, at a desk: one file, what was seen, what was paid, the decision."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from tests.e2e.walkers.person import Person


class Clerk(Person):
    def open_file(self, name: str) -> None:
        self.go("/board/desk/")
        self.page.get_by_role("link", name=name, exact=True).click()
        self.page.wait_for_url(re.compile("/board/desk/[0-9a-f-]{36}/"))

    def check(self, fingerprints_on: date, papers: int, **seen: Any) -> None:
        """The badge that was named is looked up by itself; the papers are opened; the rest is what the clerk saw."""
        self.reads("genuine and valid", "40 h of 40 h", "Not met yet")
        links = self.page.locator("main a[href*='/board/papers/']").all()
        assert len(links) == papers
        for link in links:
            with self.page.expect_download() as taken:
                link.click()
            assert taken.value.failure() is None
        self.fill(
            training_hours="40", certificate_from_provider=True, exam_passed=True, supervisor_is_eligible=True,
            fingerprint_results_on=fingerprints_on.isoformat(), **seen,
        )  # fmt: skip
        self.send("training_hours")

    def take_fees(self) -> int:
        """Every line is paid today; how many there were."""
        count = 0
        while self.page.locator("main form[action$='/paid/']").count():
            self.press("/paid/")
            count += 1
        return count

    def approve(self) -> None:
        assert "Not met yet" not in self.said(), self.said()
        self.fill(outcome="approved")
        self.send("outcome")
        if self.path.endswith(("/approve/", "/decide/")):  # shows what will be issued, and asks once more
            self.reads("BHPS-")
            self.press("/decide/")
        self.reads("Approved")
        assert self.page.locator("main [name=outcome]").count() == 0, "it is decided"
