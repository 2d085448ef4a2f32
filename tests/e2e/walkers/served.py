"""The person who is served, with a phone of their own: a code in the hand, a passkey, their own pages."""

from __future__ import annotations

import zipfile
from typing import Any

from tests.e2e.browsers import PHONE
from tests.e2e.walkers.ground import Ground
from tests.e2e.walkers.person import Person

SECRET_WORD = "river stones"
AUTHENTICATOR = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


class Served(Person):
    def __init__(self, browser: Any, ground: Ground, name: str) -> None:
        super().__init__(browser, ground, name, PHONE)
        tools = self.page.context.new_cdp_session(self.page)
        tools.send("WebAuthn.enable")
        tools.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})

    def set_up(self, code: str) -> None:
        """Scan the code that is shown, choose a secret word, and keep a passkey."""
        self.go(f"/join/{code.replace('-', '')}/")
        self.page.get_by_role("button", name="Go on").click()
        self.page.get_by_label("Secret word").fill(SECRET_WORD)
        self.page.get_by_role("button", name="Go on").click()
        self.page.get_by_role("button", name="Set up a passkey here").click()
        self.arrive("/mine/")

    def open(self, place: str = "") -> None:
        """One of the own pages; by the passkey where time has signed them out."""
        self.page.goto(f"/mine/{place}")
        if self.path.startswith("/mine/in/"):
            self.page.get_by_role("button", name="Use my passkey").click()
            self.arrive(f"/mine/{place}")

    def take_all(self) -> dict[str, str]:
        """The file with everything: the texts in it by name."""
        self.open("all/")
        with self.page.expect_download() as waiting:
            self.page.get_by_role("button", name="Make the file").click()
        with zipfile.ZipFile(waiting.value.path()) as archive:
            return {name: archive.read(name).decode() for name in archive.namelist()}
