"""What the board's desk has to show in the demo: files in every state, and a book of certificates in every standing.

Nell's file came back once with something missing and waits again; Rory's is whole; Omar's is weighed for a conviction.
"""

from __future__ import annotations

import json
from datetime import date, time, timedelta
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model

from cairn.board.domain.decided import hash_of
from cairn.board.domain.draws import SHARE, draw
from cairn.board.domain.letters import draft_letter
from cairn.board.models import (
    Application,
    AuditDraw,
    AuditedCredential,
    BoardCredential,
    BoardDecision,
    CredentialEvent,
    FeeLine,
    Letter,
    NumberSeries,
    Paper,
    PaperPart,
    SealedStatement,
    Submission,
    Verification,
)
from cairn.credentials.domain.fees import application_fees
from cairn.front.demo.board_book import BOOK
from cairn.front.demo.people import PLACE, ZONE, House
from cairn.kernel.decisions import Decision, Finding, Verdict
from cairn.kernel.instants import Instant, from_local
from cairn.platform.packs import rules_on
from cairn.platform.sealing import seal

Made = TypeVar("Made", bound=Model)
PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
SAID = {"attests_diagnosis": "yes", "attests_treatment": "yes", "attests_recovery": "yes", "attests_no_symptoms": "yes"}
CONVICTED = "A theft in 2017. I paid it back, finished probation in 2019, and have led a group since."


def tell(houses: dict[str, House]) -> int:
    """Write this room's part of the story; the number of rows. Houses by key: `high_divide`, `board`, `training_body`."""
    desk = Desk(houses["board"])
    nell = desk.apply("Nell", days_ago=19, signed_by_supervisor=False)
    desk.write(nell, "Nell", sent_days_ago=19, days_ago=12)
    desk.send(nell, "Nell", days_ago=6)
    rory = desk.apply("Rory", days_ago=9)
    desk.see(rory, days_ago=3)
    omar = desk.apply("Omar", days_ago=15, convicted=True)
    desk.see(omar, days_ago=8)
    desk.weigh(omar, days_ago=5)
    desk.issue()
    return desk.rows


class Desk:
    """The board's house while its story is told."""

    def __init__(self, house: House) -> None:
        self.house, self.rows, self.clerk = house, 0, house.staff["Hana"]

    def at(self, days_ago: int) -> Instant:
        return from_local(self.house.ago(days_ago), time(14, 20), ZONE)

    def make(self, model: type[Made], **content: Any) -> Made:
        self.rows += 1
        content.setdefault("id", self.house.seeded.new_id())
        return model._default_manager.create(organization_id=self.house.organization_id, **content)

    def apply(
        self, name: str, *, days_ago: int, signed_by_supervisor: bool = True, convicted: bool = False
    ) -> Application:
        """An application first sent on a day, with its fees and two papers."""
        candidate, sent_on = self.house.staff[name], self.house.ago(days_ago)
        answers = self._answers(candidate.name, sent_on, convicted=convicted)
        if not signed_by_supervisor:
            del answers["signed_by_supervisor_on"]
        application = self.make(
            Application,
            applicant=candidate,
            place=PLACE,
            zone=ZONE,
            state="draft",
            answers=json.dumps(answers, sort_keys=True),
            started_at=self.at(days_ago + 6),
            saved_at=self.at(days_ago),
            submitted_at=self.at(days_ago),
            submitted_on=sent_on,
        )
        self.send(application, name, days_ago=days_ago)
        rules = rules_on(sent_on, PLACE)
        for fee in application_fees(rules):
            self.make(
                FeeLine,
                application=application,
                key=fee.key,
                what=fee.what,
                payee=fee.payee,
                amount_cents=fee.amount.cents,
                rule=rules.citation(fee.key).text,
                charged_on=sent_on,
            )
        for kind in ("certificate", "agreement"):
            paper = self.make(
                Paper,
                application=application,
                kind=kind,
                name=f"{kind}.pdf",
                media="PDF",
                size=len(PDF),
                digest="0" * 64,
                added_at=self.at(days_ago + 1),
            )
            self.make(PaperPart, paper=paper, n=0, piece=PDF)
        return application

    def send(self, application: Application, name: str, *, days_ago: int) -> None:
        """One sending; the second one brings the supervisor's signature."""
        n = application.submissions.count() + 1
        answers = json.loads(application.answers)
        if n > 1:
            answers["signed_by_supervisor_on"] = self.house.ago(days_ago + 1).isoformat()
            application.answers = json.dumps(answers, sort_keys=True)
        row = self.house.seeded.new_id()
        words = {**SAID, "recovery_since": date(self.house.today.year - 5, 4, 2).isoformat()}
        statement = self.make(
            SealedStatement,
            id=row,
            application=application,
            sealed=seal(json.dumps(words, sort_keys=True), row),
            saved_at=self.at(days_ago),
            submitted_at=self.at(days_ago),
        )
        self.make(
            Submission,
            application=application,
            n=n,
            statement=statement,
            answers=application.answers,
            signed_name=self.house.staff[name].name,
            submitted_at=self.at(days_ago),
            submitted_on=self.house.ago(days_ago),
        )
        application.state, application.version = "sent", application.version + 1
        application.save()

    def write(self, application: Application, name: str, *, sent_days_ago: int, days_ago: int) -> None:
        """A letter about the signature that is missing, sent."""
        rules, sent_on = rules_on(self.house.ago(days_ago), PLACE), self.house.ago(sent_days_ago)
        missing = Finding(
            "apply.agreement", Verdict.NOT_MET, "Supervision agreement", "written, signed by both",
            "a signature is missing", "Both sign the agreement and plan.", (rules.citation("supervision.agreement"),),
        )  # fmt: skip
        text = draft_letter(self.house.staff[name].name, Decision.all_of("May apply", [missing]), sent_on)
        self.make(
            Letter,
            application=application,
            n=1,
            codes="apply.agreement",
            text=text,
            drafted_at=self.at(days_ago),
            drafted_by_id=self.clerk.id,
            sent_at=self.at(days_ago),
            sent_on=self.house.ago(days_ago),
            sent_by_id=self.clerk.id,
        )

    def see(self, application: Application, *, days_ago: int) -> None:
        """The desk looked at everything, and the fees came in."""
        self.make(
            Verification,
            application=application,
            training_minutes=2400,
            certificate_from_provider=True,
            exam_passed=True,
            fingerprint_results_on=self.house.ago(days_ago + 20),
            supervisor_is_eligible=True,
            offer_is_complete=False,
            other_state_verified=False,
            volunteer_minutes=0,
            extra_training_minutes=0,
            recorded_at=self.at(days_ago),
            recorded_by_id=self.clerk.id,
        )
        application.fee_lines.update(paid_on=self.house.ago(days_ago), recorded_by_id=self.clerk.id)

    def weigh(self, application: Application, *, days_ago: int) -> None:
        """A rehabilitation review was opened."""
        reasons, kept, at = "Two letters are awaited: from the court and from the group.", "{}", self.at(days_ago)
        self.make(
            BoardDecision,
            application=application,
            n=1,
            outcome="rehabilitation",
            reasons=reasons,
            facts=kept,
            findings=kept,
            rules=kept,
            content_hash=hash_of("rehabilitation", reasons, kept, kept, kept, at.isoformat()),
            decided_at=at,
            decided_by_id=self.clerk.id,
            decided_by_name=self.clerk.name,
        )
        application.state = "rehabilitation"
        application.save()

    def issue(self) -> None:
        """The book: thirty certificates, some late, some ordered against, one given back."""
        for n, (name, years, until, last) in enumerate(BOOK, 1):
            self._certificate(n, name, self.house.today.year - years, until, last)
        self.audit(percent=30)
        self.make(NumberSeries, kind="behavioral_health_peer", last=len(BOOK))

    def audit(self, *, percent: int) -> None:
        """A draw of the spring over those renewed for this year; two have answered."""
        year, seed, drawn_on = self.house.today.year, "0f" * 16, self.house.ago(60)
        events = CredentialEvent.objects.filter(for_year=year)
        held = {one.credential.number: one.credential for one in events.select_related("credential")}
        made = self.make(
            AuditDraw,
            year=year,
            seed=seed,
            percent=percent,
            rule=rules_on(drawn_on, PLACE).citation(SHARE).text,
            eligible=len(held),
            drawn_on=drawn_on,
            drawn_at=self.at(60),
            drawn_by_id=self.clerk.id,
            drawn_by_name=self.clerk.name,
        )
        for place, number in enumerate(draw(seed, held, len(held) * percent // 100), 1):
            answered = {1: "whole", 3: "short"}.get(place, "")
            self.make(
                AuditedCredential,
                draw=made,
                credential=held[number],
                place=place,
                answer=answered,
                note="Four hours are missing; a way to cure was offered." if answered == "short" else "",
                answered_on=self.house.ago(30) if answered else None,
            )

    def _certificate(self, n: int, name: str, year: int, renewed_until: int, last: str) -> None:
        issued_on = date(year, 2 + n % 8, 3 + n % 20)
        credential = self.make(
            BoardCredential,
            kind="behavioral_health_peer",
            place=PLACE,
            n=n,
            number=f"BHPS-{n:05d}",
            name=name,
            issued_on=issued_on,
        )
        self._event(credential.id, "issued", issued_on)
        for covered in range(year + 1, self.house.today.year + renewed_until + 1):
            self._event(
                credential.id,
                "renewed",
                min(date(covered - 1, 12, 4), self.house.ago(5)),
                for_year=covered,
                attested_ce=True,
            )
        if last:
            self._event(credential.id, last, self.house.ago(40 + n), reason="Order of the board, on file.")

    def _event(self, credential_id: UUID, kind: str, on: date, **more: Any) -> None:
        self.make(
            CredentialEvent,
            credential_id=credential_id,
            kind=kind,
            on=on,
            recorded_at=from_local(on, time(10), ZONE),
            recorded_by_id=self.clerk.id,
            recorded_by_name=self.clerk.name,
            **more,
        )

    def _answers(self, name: str, sent_on: date, *, convicted: bool) -> dict[str, str]:
        ended = sent_on - timedelta(days=14)
        plain = {
            "legal_name": name,
            "birth_on": date(1979 + len(name), 1 + len(name) % 12, 12).isoformat(),
            "mailing": f"{17 * len(name)} Larch Street, Helena",
            "kind": "behavioral_health_peer",
            "trail": "self_pay",
            "training_body": "Ridgeline Peer Training",
            "class_ended_on": ended.isoformat(),
            "training_hours": "40",
            "exam_passed": "yes",
            "supervisor_name": "Ben Hollis",
            "supervisor_license": "LCPC-20817",
            "signed_by_candidate_on": (sent_on - timedelta(days=8)).isoformat(),
            "signed_by_supervisor_on": (sent_on - timedelta(days=7)).isoformat(),
            "has_convictions": "yes" if convicted else "no",
        }
        return {**plain, "rehabilitation": CONVICTED} if convicted else plain
