"""Promises: the next steps that one of the two took on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, Conflict, NotFound
from cairn.kernel.instants import Instant, local_date
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.once import create_once
from cairn.privacy.policy import lock_one, visible
from cairn.support import policy
from cairn.support.domain.relationships import Outcome
from cairn.support.models import Promise, Relationship

TEXT_LENGTH = 200


@dataclass(frozen=True, slots=True)
class PromiseDraft:
    """What was promised, and by when if a day was named."""

    id: UUID
    relationship_id: UUID
    text: str
    due_on: date | None = None
    encounter_id: UUID | None = None


@command(permission=policy.MAKE_PROMISE)
def make_promise(*, actor: Actor, draft: PromiseDraft, now: Instant) -> UUID:
    """Write a promise down; it stands until it is settled. Raises NotFound (relationship), BadInput, Conflict."""
    text = draft.text.strip()
    rows = visible(Relationship, actor, policy.MAKE_PROMISE, local_date(now, actor.zone))
    relationship = rows.filter(id=draft.relationship_id).first()
    if relationship is None:
        raise NotFound
    before = Promise.objects.filter(id=draft.id, organization_id=actor.organization_id).first()
    if before is not None:
        if (before.relationship_id, before.text, before.due_on) != (relationship.id, text, draft.due_on):
            raise Conflict("This promise was already written down differently. Start a new one.")
        ledger.unchanged("sent before")
        return before.id
    if not text:
        raise BadInput({"text": "Write what was promised, in a few words."})
    if len(text) > TEXT_LENGTH:
        raise BadInput({"text": f"Use at most {TEXT_LENGTH} characters; now it is {len(text)}."})
    content = {"relationship_id": relationship.id, "text": text, "due_on": draft.due_on}
    more = {"encounter_id": draft.encounter_id, "made_at": now, "made_by_id": actor.engagement_id}
    if create_once(Promise, actor, draft.id, content, **more):
        ledger.record("support.promise.made", client=relationship.client_id, promise=draft.id)
    return draft.id


@command(permission=policy.SETTLE_PROMISE)
def settle_promise(*, actor: Actor, promise_id: UUID, outcome: Outcome, now: Instant) -> UUID:
    """Kept, or let go. Gives the client's id. Raises NotFound, Conflict (settled otherwise before)."""
    rows = visible(Promise, actor, policy.SETTLE_PROMISE, local_date(now, actor.zone)).select_related("relationship")
    promise = lock_one(rows, promise_id)
    client_id = promise.relationship.client_id
    if promise.settled_at is not None:
        if promise.outcome != outcome.value:
            raise Conflict("This promise was already settled the other way.")
        ledger.unchanged("settled before")
        return client_id
    promise.settled_at, promise.outcome = now, outcome.value
    promise.save(update_fields=["settled_at", "outcome"])
    ledger.record("support.promise.settled", client=client_id, promise=promise_id, outcome=outcome.value)
    return client_id
