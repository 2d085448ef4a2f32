"""The program manager of the employer, at a desk: the job, the offer, the invitation, the agreement to be signed."""

from __future__ import annotations

from tests.e2e.walkers.founding import email_of
from tests.e2e.walkers.person import Person


class Employer(Person):
    def post_job(self) -> str:
        """A job described and posted; the address of its public page."""
        self.go("/hiring/new/")
        self.fill(title="Peer support specialist", hours="Twenty a week", pay_low="16", pay_high="18")
        self.page.locator("main [name=duties]").first.check()
        self.send("title")
        self.follow("/hiring/")
        self.page.goto(f"{self.path.split('/description/')[0].rstrip('/')}/")
        self.send("open_from")
        self.shoot()
        return str(self.page.locator("main code").inner_text())

    def offer_job(self, name: str) -> None:
        """The check and the talk that go before every offer; then the offer."""
        self.page.reload()
        self.page.get_by_role("link", name=name).click()
        self.page.wait_for_url("**/hiring/applicants/**")
        self.fill(talk_first="no")
        self.send("talk_first")
        self.fill(outcome="offer", reason="Knows the work, and is known for being there.", has_talked=True)
        self.send("outcome")
        assert self.page.locator("main a[href$='/people-at-work/invite/']").count() == 1, self.said()

    def invite(self, name: str) -> str:
        """As a peer supporter from today on; the link of the invitation."""
        self.go("/people-at-work/invite/")
        self.fill(name=name, email=email_of(name), role="peer_supporter", starts_on=self.ground.today.isoformat())
        self.send("email")
        return self.link()

    def make_agreement(self, name: str, supervisor: str) -> None:
        self.go("/agreements/new/")
        for field, who in (("peer", name), ("supervisor", supervisor)):
            self.page.locator(f"main select[name={field}]").select_option(label=who)
        self.fill(
            supervision="clinical", kind="regular", starts_on=self.ground.today.isoformat(), is_relative="no",
            is_own_therapist="no", frequency="An hour each week, in person", duties="Both keep the log; ethics come first.",
        )  # fmt: skip
        self.send("peer")
        self.reads(name, supervisor)
