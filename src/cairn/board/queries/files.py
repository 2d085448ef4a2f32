"""One file of the desk: what was sent, what was verified, what is owed, and how it meets the rules of its day.

The sealed statement is opened here and nowhere else for the desk; what leaves this module says only whether the rule is met.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from uuid import UUID

from cairn.board import policy
from cairn.board.domain.facts import Verified, application_facts, without_sealed
from cairn.board.domain.settling import Case
from cairn.board.domain.states import State
from cairn.board.domain.steps import STEPS, Question, Step
from cairn.board.models import Application, FeeLine, SealedStatement, Submission, Verification
from cairn.credentials.domain.applications import decide_may_apply
from cairn.kernel.actors import Actor
from cairn.kernel.decisions import Decision, Verdict
from cairn.kernel.errors import NotFound
from cairn.kernel.money import Money
from cairn.platform.packs import rules_on
from cairn.platform.sealing import unseal
from cairn.privacy import ledger
from cairn.privacy.policy import visible

VERIFIED = tuple(field.name for field in fields(Verified))


@dataclass(frozen=True, slots=True)
class Fee:
    """One line of what is owed."""

    id: UUID
    key: str
    what: str
    payee: str
    amount: Money
    rule: str
    charged_on: date
    paid_on: date | None


@dataclass(frozen=True, slots=True)
class File:
    """An application as the desk sees it. `answers` are the plain steps as last sent; `judged` keeps what is sealed closed."""

    id: UUID
    applicant_id: UUID
    applicant_person_id: UUID
    place: str
    state: State
    version: int
    first_sent_on: date
    sent_on: date
    sent_at: datetime
    signed_name: str
    answers: dict[str, str]
    verified: Verified
    is_verified: bool
    fees: tuple[Fee, ...]
    judged: Decision
    statement_id: UUID
    statement_digest: str
    fingerprints_hold_until: date | None

    @property
    def name(self) -> str:
        return self.answers.get("legal_name", self.signed_name)

    @property
    def plain_steps(self) -> tuple[tuple[Step, tuple[tuple[Question, str], ...]], ...]:
        """The steps that the desk reads, each with what was answered."""
        return tuple(
            (step, tuple((question, self.answers.get(question.name, "")) for question in step.asked(self.answers)))
            for step in STEPS
            if not step.is_sealed and step.asked(self.answers)
        )


def get_file(actor: Actor, application_id: UUID, on: date) -> File:
    """Four statements; the look is written down. Raises NotFound, for drafts too."""
    rows = visible(Application, actor, policy.DESK, on).select_related("verification", "applicant")
    application = rows.filter(id=application_id).first()
    if application is None:
        raise NotFound
    submission = visible(Submission, actor, policy.DESK, on).filter(application=application).order_by("-n")[0]
    statement = visible(SealedStatement, actor, policy.JUDGE_STATEMENT, on).get(id=submission.statement_id)
    fees = tuple(_fee(line) for line in visible(FeeLine, actor, policy.DESK, on).filter(application=application))
    verification: Verification | None = getattr(application, "verification", None)
    verified = Verified(**{name: getattr(verification, name) for name in VERIFIED}) if verification else Verified()
    answers = json.loads(submission.answers)
    rules = rules_on(submission.submitted_on, application.place)
    paid = tuple(fee.key for fee in fees if fee.paid_on is not None)
    words = unseal(statement.sealed, statement.id)
    facts = application_facts(answers, json.loads(words), verified, paid, application.zone)
    term, results_on = rules.find("app.fingerprint_validity"), verified.fingerprint_results_on
    ledger.looked("board.file.opened", application=application_id)
    return File(
        id=application.id,
        applicant_id=application.applicant_id,
        applicant_person_id=application.applicant.person_id,
        place=application.place,
        state=State(application.state),
        version=application.version,
        first_sent_on=application.submitted_on or submission.submitted_on,
        sent_on=submission.submitted_on,
        sent_at=submission.submitted_at,
        signed_name=submission.signed_name,
        answers=answers,
        verified=verified,
        is_verified=verification is not None,
        fees=fees,
        judged=without_sealed(decide_may_apply(facts, rules, submission.submitted_on)),
        statement_id=statement.id,
        statement_digest=hashlib.sha256(bytes(statement.sealed)).hexdigest(),
        fingerprints_hold_until=results_on + timedelta(days=term.days) if term and results_on else None,
    )


def case_of(actor: Actor, file: File, *, was_reviewed: bool) -> Case:
    """The file as the choice of a decision sees it. No statement."""
    return Case(
        not_met=len(file.judged.against),
        weighs=file.judged.finding("apply.convictions").verdict is Verdict.WARNING,
        was_reviewed=was_reviewed,
        is_in_review=file.state is State.REHABILITATION,
        is_own=file.applicant_person_id == actor.person_id,
    )


def _fee(line: FeeLine) -> Fee:
    return Fee(
        line.id, line.key, line.what, line.payee, Money(line.amount_cents), line.rule, line.charged_on, line.paid_on
    )  # fmt: skip
