"""Taking back what was entered wrongly. Nothing is erased: the entry stays readable with its reason, and counts no more."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from cairn.credentials import policy
from cairn.credentials.domain.entries import EntryKind
from cairn.credentials.queries.entries import MODELS, TAKE_BACK
from cairn.kernel.actors import Actor
from cairn.kernel.instants import Instant, local_date
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.once import take_back_once
from cairn.privacy.policy import lock_one, visible


@command(permission=policy.TAKE_BACK)
def take_back_entry(
    *, actor: Actor, holder_id: UUID, kind: EntryKind, entry_id: UUID, because: str, now: Instant
) -> None:
    """Mark one entry of a person's record as wrong. Raises NotFound, NotPermitted (a background check), BadInput (no reason)."""
    on: date = local_date(now, actor.zone)
    model, holder = MODELS[kind]
    rows = visible(model, actor, TAKE_BACK[kind], on).filter(**{holder: holder_id})
    row = lock_one(rows, entry_id)
    if take_back_once(row, actor, because, now):
        ledger.record("credentials.entry.taken_back", kind=kind.value, entry=entry_id, holder=holder_id)
