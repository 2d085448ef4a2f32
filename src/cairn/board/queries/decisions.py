"""The decisions taken on a file, as they were taken; and whether what is kept of them is whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from cairn.board import policy
from cairn.board.domain.decided import Outcome, hash_of
from cairn.board.models import BoardDecision
from cairn.kernel.actors import Actor
from cairn.privacy.policy import visible


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision. `is_whole`: the hash over everything kept still agrees."""

    id: UUID
    outcome: Outcome
    reasons: str
    decided_at: datetime
    decided_by: str
    content_hash: str
    is_whole: bool


def list_decisions(actor: Actor, application_id: UUID, on: date) -> tuple[Decided, ...]:
    """The decisions on one file, newest first. One statement."""
    rows = visible(BoardDecision, actor, policy.SEE_DECISION, on).filter(application_id=application_id)
    return tuple(
        Decided(
            row.id,
            Outcome(row.outcome),
            row.reasons,
            row.decided_at,
            row.decided_by_name,
            row.content_hash,
            row.content_hash
            == hash_of(row.outcome, row.reasons, row.facts, row.findings, row.rules, row.decided_at.isoformat()),
        )
        for row in rows.order_by("-n")
    )


def was_reviewed(decisions: tuple[Decided, ...]) -> bool:
    """Whether a rehabilitation review was opened at some time."""
    return any(one.outcome is Outcome.REHABILITATION for one in decisions)
