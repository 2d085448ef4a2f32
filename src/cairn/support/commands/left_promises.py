"""A promise that stayed behind gets an answer: handed on to who walks with the person, or let go with a reason."""

from __future__ import annotations

from uuid import UUID

from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput
from cairn.kernel.instants import Instant, local_date
from cairn.platform.ids import new_id
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.policy import lock_one
from cairn.support import policy_left_promises as policy
from cairn.support.commands.endings import pass_on, settle
from cairn.support.domain.relationships import Outcome
from cairn.support.models import Relationship
from cairn.support.policy import going_on
from cairn.support.queries.left_promises import left_promises

REASON_LENGTH = 200
NO_REASON = "Say in a few words why it is let go."
NOBODY = "They do not walk together today. Look at the list again."


@command(permission=policy.SETTLE)
def hand_on_promise(*, actor: Actor, promise_id: UUID, relationship_id: UUID, now: Instant) -> None:
    """From now on it is a promise of who walks with the person. Raises NotFound (also once it is settled), BadInput."""
    on = local_date(now, actor.zone)
    promise = lock_one(left_promises(actor, policy.SETTLE, on), promise_id)
    left = Relationship.objects.get(id=promise.relationship_id, organization_id=actor.organization_id)
    together = Relationship.objects.filter(
        going_on(on), organization_id=actor.organization_id, client_id=left.client_id
    )
    if not together.filter(id=relationship_id).exists():
        raise BadInput({"to": NOBODY})
    pass_on(actor, promise, relationship_id, new_id(), now)
    ledger.record("support.promise.handed_on", client=left.client_id, promise=promise_id)


@command(permission=policy.SETTLE)
def let_go_of_promise(*, actor: Actor, promise_id: UUID, because: str, now: Instant) -> None:
    """Nobody keeps it, and the reason stands beside it. Raises NotFound (also once it is settled), BadInput."""
    promise = lock_one(left_promises(actor, policy.SETTLE, local_date(now, actor.zone)), promise_id)
    reason = because.strip()
    if not reason:
        raise BadInput({"because": NO_REASON})
    if len(reason) > REASON_LENGTH:
        raise BadInput({"because": f"Use at most {REASON_LENGTH} characters; now it is {len(reason)}."})
    settle(promise, Outcome.LET_GO, now, reason)
    ledger.record("support.promise.let_go", client=promise.relationship.client_id, promise=promise_id)
