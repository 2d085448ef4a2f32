"""The board's desk while its story is told: files applied for, sent, written about, looked at, weighed."""

from __future__ import annotations

import json
from datetime import date, time, timedelta
from typing import Any, TypeVar

from django.db.models import Model

from cairn.board.domain.decided import hash_of
from cairn.board.domain.letters import draft_letter
from cairn.board.models import (
    Application,
    BoardDecision,
    FeeLine,
    Letter,
    Paper,
    PaperPart,
    SealedStatement,
    Submission,
    Verification,
)
from cairn.credentials.domain.fees import application_fees
from cairn.front.demo.people import PLACE, ZONE, House
from cairn.kernel.decisions import Decision, Finding, Verdict
from cairn.kernel.instants import Instant, from_local
from cairn.platform.packs import rules_on
from cairn.platform.sealing import seal

Made = TypeVar("Made", bound=Model)
PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
SAID = {"attests_diagnosis": "yes", "attests_treatment": "yes", "attests_recovery": "yes", "attests_no_symptoms": "yes"}
CONVICTED = "A theft in 2017. I paid it back, finished probation in 2019, and have led a group since."


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
        self._charge(application, sent_on)
        self._add_papers(application, days_ago)
        return application

    def _charge(self, application: Application, sent_on: date) -> None:
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

    def _add_papers(self, application: Application, days_ago: int) -> None:
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
