"""Setting a legal hold on a record, and lifting it. Both with a reason, both in the ledger; neither changes the record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cairn.departures import policy
from cairn.departures.domain.holds import check_hold, check_lifting
from cairn.departures.models import Hold
from cairn.kernel.actors import Actor
from cairn.kernel.errors import Conflict
from cairn.kernel.instants import Instant, in_words, local_date
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.once import create_once
from cairn.privacy.policy import lock_one, visible
from cairn.privacy.subjects import require_client


@dataclass(frozen=True, slots=True)
class HoldDraft:
    """Whose record, why, and until when: a last day, or in words what ends it."""

    id: UUID
    client_id: UUID
    reason: str
    ends_on: date | None = None
    ends_when: str = ""


@command(permission=policy.HOLD)
def set_hold(*, actor: Actor, draft: HoldDraft, now: Instant) -> UUID:
    """Keep this record whatever its terms say. Raises NotFound, BadInput, Conflict (the id was used otherwise)."""
    on = local_date(now, actor.zone)
    require_client(actor, policy.HOLD, draft.client_id, on)
    content = {
        "client_id": draft.client_id, "reason": draft.reason.strip(), "ends_on": draft.ends_on,
        "ends_when": draft.ends_when.strip(), "set_by_id": actor.engagement_id,
    }  # fmt: skip
    check_hold(draft.reason.strip(), draft.ends_on, draft.ends_when.strip(), on)
    if create_once(Hold, actor, draft.id, content, set_on=on, set_at=now):
        ledger.record("departures.hold.set", client=draft.client_id, hold=draft.id)
    return draft.id


@command(permission=policy.HOLD)
def lift_hold(*, actor: Actor, hold_id: UUID, because: str, now: Instant) -> UUID:
    """End a hold; the terms of the record count again as if it had not been. Raises NotFound, BadInput, Conflict (lifted before)."""
    on, reason = local_date(now, actor.zone), because.strip()
    hold = lock_one(visible(Hold, actor, policy.HOLD, on), hold_id)
    if hold.lifted_on is not None:
        if (hold.lifted_by_id, hold.lifted_because) != (actor.engagement_id, reason):
            raise Conflict(f"It was lifted already on {in_words(hold.lifted_on)}. Nothing was changed.")
        ledger.unchanged("lifted before")
        return hold.id
    check_lifting(reason)
    hold.lifted_on, hold.lifted_at, hold.lifted_by_id, hold.lifted_because = on, now, actor.engagement_id, reason
    hold.save(update_fields=["lifted_on", "lifted_at", "lifted_by_id", "lifted_because"])
    ledger.record("departures.hold.lifted", client=hold.client_id, hold=hold.id)
    return hold.id
