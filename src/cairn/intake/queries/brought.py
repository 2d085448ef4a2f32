"""What brings somebody, in the words in which they said or wrote it when they came in: for whoever helps them choose."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from cairn.intake import policy
from cairn.intake.domain.questions import Step
from cairn.intake.models import StepEntry
from cairn.kernel.actors import Actor
from cairn.kernel.instants import as_instant, local_date
from cairn.privacy import ledger
from cairn.privacy.policy import may, visible

BRINGS = "brings"


def list_brought(actor: Actor, client_id: UUID, on: date) -> tuple[tuple[date, str], ...]:
    """The day and the words of each time that they came in, newest first; nothing for whoever may not read them. One statement."""
    if not may(actor, policy.KEPT):
        return ()
    rows = visible(StepEntry, actor, policy.KEPT, on).filter(intake__client_id=client_id, step=Step.MATTERS.value)
    newest = {row.intake_id: row for row in rows.order_by("number")}
    told = sorted((row for row in newest.values() if row.words.get(BRINGS)), key=lambda row: row.saved_at, reverse=True)
    if told:
        ledger.looked("intake.kept.seen", clients=[client_id])
    return tuple((local_date(as_instant(row.saved_at), actor.zone), row.words[BRINGS]) for row in told)
