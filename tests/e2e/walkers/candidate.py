"""The candidate, on a phone: from the first question to the license, under a hat at the board and one at the training body."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from tests.e2e.browsers import PHONE
from tests.e2e.walkers.founding import EMPLOYER
from tests.e2e.walkers.person import Person

AT_BOARD, AT_TRAINING, AT_WORK = "Board", "Ridgeline", EMPLOYER
BANK = Path(__file__).resolve().parents[3] / "packs" / "exams"


class Candidate(Person):
    def __init__(self, browser: Any, ground: Any, name: str) -> None:
        super().__init__(browser, ground, name, PHONE)

    def ask_the_finder(self, answers: dict[str, str], trail: str, title: str) -> None:
        """Signed out it says which trail; signed in, asked the same, it is taken there."""
        self._answer(answers)
        self.reads(title)
        assert self.page.locator("main [name=trail]").count() == 0, "nobody is signed in to take it"
        self.come_in(AT_BOARD)
        self._answer(answers)
        with self.page.expect_navigation(url="**/trail/"):
            self.page.locator(f"main form:has([name=trail][value={trail}]) button").first.click()
        self.reads(title, "Answer the questionnaire")

    def _answer(self, answers: dict[str, str]) -> None:
        self.go("/trail/find/")
        self.fill(**answers)
        self.send("job")

    def note(self, *steps: str) -> None:
        """One's own part of these steps is done, today."""
        for step in steps:
            self.go(f"/trail/steps/{step}/")
            self.fill(done_on=self.ground.today.isoformat())
            self.send("done_on")
            assert self.path == "/trail/", self.said()

    def waymarks(self) -> dict[str, str]:
        """How each step of the trail stands, by its title."""
        self.go("/trail/")
        marks = self.page.locator("main ol.way > li > header").all()
        return {
            mark.locator("strong").inner_text(): mark.locator(":scope > :last-child").inner_text() for mark in marks
        }

    def apply_for_job(self, address: str) -> None:
        """On the public page of the job: no account is asked for."""
        self.page.goto(address)
        self.fill(
            name=self.name, reach=f"{self.name.split()[0].lower()}@example.org", statement="I would like to help."
        )
        self.send("statement")
        assert self.path.endswith("/sent/"), self.said()
        self.shoot()

    def ask_employer(self, starts_on: date) -> str:
        """The link for the employer, who has no part in this system."""
        self.go("/trail/offer/")
        self.fill(
            employer=EMPLOYER,
            starts_on=starts_on.isoformat(),
            wage="17.50",
            in_scope=True,
            asked_of="the program manager",
        )
        self.shoot()
        self.send("wage")
        self.shoot()
        return self.link()

    def write_hours(self, kind: str, day: date, hours: str, with_whom: str) -> None:
        self.go("/trail/hours/record/")
        self.fill(kind=kind, on=day.isoformat(), hours=hours, with_whom=with_whom)
        self.send("with_whom")

    def ask_for_hours(self, with_whom: str) -> str:
        self.go("/trail/hours/ask/")
        self.fill(with_whom=with_whom, asked_of="The coordinator")
        self.send("asked_of")
        self.shoot()
        return self.link()

    def register(self, class_path: str, funding: str) -> str:
        """A seat in the class; the address of one's own page of it."""
        self.come_in(AT_TRAINING)
        self.go(class_path.replace("/training/", "/"))
        self.fill(funding=funding)
        self.send("funding")
        assert self.path.startswith("/classes/own/"), self.said()
        self.shoot()
        return self.path

    def check_in(self, letters: str) -> None:
        """As a phone does that read the square on the wall: the letters stand there already."""
        self.go(f"/classes/check-in/?code={letters}")
        self.send("code")
        self.reads("by code")

    def sit_exam(self, own_class: str, wrong: int) -> None:
        """Answer every question, the first `wrong` of them wrongly, and hand in."""
        self.go(f"{own_class}exam/")
        with self.page.expect_navigation():
            self.page.locator("main form button[type=submit]").click()
        assert self.path.startswith("/exams/"), self.said()
        paper, right = self.path, right_answers()
        self.go(f"{paper}?show=all")
        questions = self.page.locator("main form[data-answer]").all()
        for n, question in enumerate(questions):
            options = question.locator(".check label").all_inner_texts()
            item = question.locator("[name=item]").input_value()
            place = next(k for k, text in enumerate(options) if (text == right[item]) is (n >= wrong))
            with self.page.expect_response("**/answer/") as saved:
                question.locator("[name=choice]").nth(place).check()
            assert saved.value.ok
        self.go(f"{paper}submit/")
        self.press("submit")
        self.reads(f"{len(questions) - wrong} of {len(questions)}")

    def badge(self, title: str) -> str:
        """The number of one's own certificate of this title."""
        self.go("/badges/")
        card = self.page.locator("main .card", has_text=title).last
        return str(card.locator("a[href*='/verify/']").inner_text())

    def take_up_role(self, link: str) -> None:
        """The employer's invitation, opened while signed in: a third hat."""
        self.page.goto(link)
        with self.page.expect_navigation():
            self.page.locator("main form button[type=submit]").click()
        assert self.path == "/", self.said()

    def sign_agreement(self) -> dict[str, Any]:
        """Under the hat at work; the agreement as printed."""
        self.come_in(AT_WORK)
        self.go("/agreements/")
        self.follow("/sign/")
        self.shoot()
        self.press("/sign/")
        self.follow("/agreements/")
        return self.paper("agreement")

    def own_paper(self) -> dict[str, Any]:
        """The certificate of the class, as the issuer prints it."""
        self.go("/badges/")
        with self.page.expect_download() as taken:
            self.page.locator("main form[action*='/print/'] button[value=certificate]").first.click()
        return {
            "name": "certificate.pdf",
            "mimeType": "application/pdf",
            "buffer": Path(taken.value.path()).read_bytes(),
        }


def right_answers() -> dict[str, str]:
    """The right option of every item, read from the packs themselves."""
    items = [item for file in BANK.glob("*.toml") for item in tomllib.loads(file.read_text()).get("item", ())]
    return {item["code"]: " ".join(item["options"][item["right"] - 1].split()) for item in items}
