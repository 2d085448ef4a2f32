"""The training coordinator, at a desk: a class planned, attended, decided."""

from __future__ import annotations

import re
from datetime import date, timedelta

from tests.e2e.walkers.person import Person

HOURS_A_DAY, DAYS, COURSE = 8, 5, "Peer Support 101"
OPENS, CLOSES = (8, 0), (16, 0)
QUESTIONS = 10


class Trainer(Person):
    def plan_class(self, monday: date) -> str:
        """Five days of eight hours and an exam on the last of them, open for registration; its address."""
        self.go("/training/")
        if not self.page.locator("main a[href*='/classes/new/']").count():
            self.add_course()
        self.follow("/classes/new/")
        friday = monday + timedelta(days=DAYS - 1)
        self.fill(
            place="Ridgeline hall", seats="4", exam_on=friday.isoformat(), exam_opens="16:15", exam_closes="19:00",
            exam_items=str(QUESTIONS), exam_minutes="60",
        )  # fmt: skip
        self.send("exam_on")
        found = self.path
        for n in range(DAYS):
            self.go(f"{found}blocks/new/")
            taught = [box.get_attribute("value") for box in self.page.locator("main [name=competencies]").all()]
            self.fill(
                title=f"Day {n + 1}", on=(monday + timedelta(days=n)).isoformat(), starts="08:00", ends="16:00",
                competencies=taught[n::DAYS],
            )  # fmt: skip
            self.send("starts")
        self.press("/open/")
        self.reads("Day 5")
        assert self.page.locator("main form[action$='/open/']").count() == 0, self.said()
        return found

    def add_course(self) -> None:
        """Forty hours of everything that the list has, at the published fee."""
        self.go("/training/courses/new/")
        self.fill(title=COURSE)
        self.send("title")

    def person_in(self, class_path: str, name: str) -> str:
        self.go(class_path)
        self.page.get_by_role("link", name=name).click()
        self.page.wait_for_url("**/training/registrations/**")
        return self.path

    def take_payment(self, class_path: str, name: str) -> None:
        """The invoice is paid today."""
        self.person_in(class_path, name)
        self.reads("$950.00")
        self.send("paid_on")
        assert self.page.locator("main [name=paid_on]").count() == 0, self.said()

    def letters(self, class_path: str) -> str:
        """Those on the wall while a block runs."""
        self.go(class_path)
        self.page.get_by_role("link", name="Day 1", exact=True).click()
        self.page.wait_for_url("**/training/blocks/**")
        self.page.locator("main img[src$='code.svg']").wait_for()
        self.shoot()
        return str(
            re.search(r"\b([A-Z0-9]{3}) ([A-Z0-9]{3})\b", self.page.locator("main aside").inner_text()).expand(r"\1\2")
        )  # type: ignore[union-attr]

    def call_the_roll(self, class_path: str, name: str) -> None:
        """Everybody came to the other days at eight and stayed."""
        for n in range(2, DAYS + 1):
            self.go(class_path)
            self.page.get_by_role("link", name=f"Day {n}", exact=True).click()
            self.page.wait_for_url("**/training/blocks/**")
            row = self.page.get_by_role("row", name=name)
            row.locator("[name=time]").fill("08:00")
            with self.page.expect_navigation():
                row.locator("button[value=in]").click()
        self.reads(f"{HOURS_A_DAY} h")

    def correct_first_day(self, class_path: str, name: str) -> None:
        """The code was read some minutes after eight, though everybody was there: said with its reason, nothing written over."""
        self.person_in(class_path, name)
        self.follow("/correct/")
        self.fill(came="08:00", left="16:00", reason="Stood in line for the code.")
        self.send("came")
        self.reads(f"{HOURS_A_DAY * DAYS} h", "Stood in line for the code.")

    def decide(self, class_path: str, name: str) -> None:
        """By the rule: the whole class and the exam. The certificate is signed with it."""
        self.person_in(class_path, name)
        self.press("/decide/")
        self.reads("Passed")
        assert self.page.locator("main a[href*='/badges/issued/']").count() == 1, self.said()
