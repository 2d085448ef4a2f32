"""The peer supporter, on a phone."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from tests.e2e.browsers import PHONE
from tests.e2e.walkers.ground import Ground
from tests.e2e.walkers.person import Person


class Peer(Person):
    """`client` is the address of the person whom this walk is about, once they are on record."""

    client = ""

    def __init__(self, browser: Any, ground: Ground, name: str) -> None:
        super().__init__(browser, ground, name, PHONE)

    def count_met(self, people: int) -> None:
        self.go("/coming-in/met/")
        self.fill(people=str(people), place="street", given=["food"])
        self.send("people")

    def begin_intake(self, called: str) -> str:
        """Somebody came: a name is enough. The address of their coming in."""
        self.go("/coming-in/new/")
        self.fill(called=called, way="came")
        self.send("called")
        found = re.search(r"/coming-in/[0-9a-f-]{36}/", self.page.url)
        assert found, self.page.url
        return found[0]

    def tell(self, intake: str, step: str, button: str = "Keep it and go on", **answers: str) -> None:
        self.go(f"{intake}steps/{step}/")
        self.fill(**answers)
        self.send("seen", button)

    def take_in(self, intake: str) -> str:
        """The last step; the address of the person."""
        self.go(f"{intake}take-in/")
        self.send("client", "Take in")
        found = re.search(r"/people/[0-9a-f-]{36}/", self.page.url)
        assert found, self.said()
        return found[0]

    def write_contact(self, data: str, promise: str = "") -> str:
        """A contact of half an hour that ended just now, signed; its address."""
        self.go(f"/contacts/new/?person={self.client.split('/')[2]}")
        self.fill(minutes="30", data=data)
        if promise:
            self.page.locator("[name=promise]").evaluate(
                "one => { for (let up = one; up; up = up.parentElement) if (up.tagName === 'DETAILS') up.open = true }"
            )
            self.fill(promise=promise)
        self.page.get_by_role("button", name="Save and sign").click()
        self.page.wait_for_url(re.compile(r"(?<!new)/$|/people/|/contacts/[0-9a-f-]{36}/"))
        return self.path

    def ask_consent(self, recipient: str, what: list[str], purpose: str, until: date) -> str:
        """Fill in a question together; the address of the exact words."""
        self.go(f"{self.client}consents/ask/")
        self.fill(
            recipient_class="provider", recipient=recipient, scope=what, purpose=purpose, expires_on=until.isoformat()
        )
        self.send("recipient_class", "Show the words")
        return self.path
