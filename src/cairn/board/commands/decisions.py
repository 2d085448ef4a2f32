"""Deciding a file. The first decision stands; whoever comes second is told who decided, and when."""

from __future__ import annotations

from uuid import UUID
from zoneinfo import ZoneInfo

from cairn.board import policy
from cairn.board.commands.desk import CHANGED, grow, locked_file
from cairn.board.commands.issuing import issue_credential
from cairn.board.domain.decided import Outcome, hash_of, stored_facts, stored_findings, stored_rules
from cairn.board.domain.settling import require_choice
from cairn.board.domain.states import State
from cairn.board.models import Application, BoardDecision
from cairn.board.queries.files import File, case_of, get_file
from cairn.kernel.actors import Actor
from cairn.kernel.errors import Conflict, Refused
from cairn.kernel.instants import Instant, local_date
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.policy import visible

STATES = {
    Outcome.APPROVED: State.APPROVED,
    Outcome.REFUSED: State.REFUSED,
    Outcome.REHABILITATION: State.REHABILITATION,
}


@command(permission=policy.SETTLE)
def settle_application(
    *,
    actor: Actor,
    decision_id: UUID,
    application_id: UUID,
    outcome: str,
    reasons: str,
    seen_version: int,
    now: Instant,
) -> UUID:
    """Approve, refuse or open a rehabilitation review, with everything that it rests on. Approval issues the certificate."""
    application = locked_file(actor, application_id, policy.SETTLE, now)
    if _is_sent_again(actor, decision_id, application_id, outcome, now):
        ledger.unchanged("sent before")
        return decision_id
    _require_first(application, actor)
    if application.version != seen_version:
        raise Conflict(CHANGED, current_version=application.version)
    file = get_file(actor, application_id, local_date(now, actor.zone))
    if outcome == Outcome.APPROVED.value and not file.judged.allowed:
        raise Refused(file.judged)
    was_reviewed = application.decisions.filter(outcome=Outcome.REHABILITATION.value).exists()
    decided, words = require_choice(outcome, reasons, case_of(actor, file, was_reviewed=was_reviewed))
    _keep(actor, decision_id, application, file, decided, words, now)
    grow(application, STATES[decided])
    if decided is Outcome.APPROVED:
        issue_credential(actor=actor, application=application, file=file, now=now)
    ledger.record("board.application.settled", application=application_id, decision=decision_id, outcome=decided.value)
    return decision_id


def _is_sent_again(actor: Actor, decision_id: UUID, application_id: UUID, outcome: str, now: Instant) -> bool:
    rows = visible(BoardDecision, actor, policy.SETTLE, local_date(now, actor.zone))
    return rows.filter(id=decision_id, application_id=application_id, outcome=outcome).exists()


def _require_first(application: Application, actor: Actor) -> None:
    """Raise Conflict, naming who and when, for a file that was decided; and for one that the candidate has."""
    state = State(application.state)
    if state.is_final:
        first = application.decisions.order_by("-n")[0]
        when = first.decided_at.astimezone(ZoneInfo(actor.zone))
        raise Conflict(
            f"{first.decided_by_name} decided this file on {when:%B} {when.day}, {when.year} at {when:%H:%M}: "
            f"{first.outcome}. That decision stands, and nothing was changed."
        )
    if not state.is_at_desk:
        raise Conflict("The candidate has this file. It can be decided once it is sent again.")


def _keep(
    actor: Actor, decision_id: UUID, application: Application, file: File, outcome: Outcome, words: str, now: Instant
) -> None:
    paid = tuple(fee.key for fee in file.fees if fee.paid_on is not None)
    facts = stored_facts(file.answers, file.verified, paid, str(file.statement_id), file.statement_digest)
    findings, rules = stored_findings(file.judged), stored_rules(file.judged, file.sent_on)
    BoardDecision.objects.create(
        id=decision_id,
        organization_id=actor.organization_id,
        application=application,
        n=application.decisions.count() + 1,
        outcome=outcome.value,
        reasons=words,
        facts=facts,
        findings=findings,
        rules=rules,
        content_hash=hash_of(outcome.value, words, facts, findings, rules, now.isoformat()),
        decided_at=now,
        decided_by_id=actor.engagement_id,
        decided_by_name=actor.name,
    )
