"""Taking back what was entered wrongly. Nothing is erased: the entry stays readable with its reason, and counts no more."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from cairn.credentials import policy
from cairn.credentials.domain.entries import EntryKind
from cairn.credentials.queries.entries import MODELS, TAKE_BACK
from cairn.identity.domain.agreements import check_reason
from cairn.kernel.actors import Actor
from cairn.kernel.errors import NotFound
from cairn.kernel.instants import Instant, local_date
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.policy import visible


@command(permission=policy.TAKE_BACK)
def take_back_entry(
    *, actor: Actor, holder_id: UUID, kind: EntryKind, entry_id: UUID, because: str, now: Instant
) -> None:
    """Mark one entry of a person's record as wrong. Raises NotFound, NotPermitted (a background check), BadInput (no reason)."""
    on: date = local_date(now, actor.zone)
    model, holder = MODELS[kind]
    rows = visible(model, actor, TAKE_BACK[kind], on).filter(**{holder: holder_id}).select_for_update(of=("self",))
    row = rows.filter(id=entry_id).first()
    if row is None:
        raise NotFound
    if row.taken_back_at is not None:
        ledger.unchanged("taken back before")
        return
    row.taken_back_because = check_reason(because)
    row.taken_back_at, row.taken_back_by_id = now, actor.engagement_id
    row.save(update_fields=["taken_back_at", "taken_back_by_id", "taken_back_because"])
    ledger.record("credentials.entry.taken_back", kind=kind.value, entry=entry_id, holder=holder_id)
