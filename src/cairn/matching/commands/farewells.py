"""Parting: the history and the promises pass on, the door closes, and whoever walked with them is told kindly."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from cairn.kernel.actors import Actor
from cairn.kernel.hooks import Hook
from cairn.kernel.instants import Instant, local_date
from cairn.matching import policy
from cairn.matching.models import Choice, Farewell
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.once import mark_once
from cairn.privacy.policy import lock_one, visible
from cairn.support.models import Relationship

HandOver = Callable[[Actor, Relationship, UUID, Instant], None]
HANDED_OVER = Hook[HandOver](
    "what is kept when a person walks on, by a relationship of this id, with another than before: the move, and each open promise by name"
)


def part_kindly(actor: Actor, choice: Choice, now: Instant) -> None:
    """The relationship that was chosen instead of ends without a reason; its history and promises pass on. A part of a command."""
    if choice.instead_of_id is None:
        return
    own = Relationship.objects.filter(organization_id=actor.organization_id, id=choice.instead_of_id, ended_on=None)
    left = own.select_for_update(of=("self",)).first()
    if left is None:
        return
    HANDED_OVER.ask(actor, left, choice.relationship_id, now)
    say_farewell(actor, left, now)


def say_farewell(actor: Actor, left: Relationship, now: Instant) -> None:
    """A kind word, once, to whoever walked with them until today. A part of a command."""
    Farewell.objects.create(organization_id=actor.organization_id, relationship=left, peer_id=left.peer_id, told_at=now)


@command(permission=policy.SEE_FAREWELL)
def mark_farewell_seen(*, actor: Actor, farewell_id: UUID, now: Instant) -> UUID:
    """The peer supporter has read it. Raises NotFound."""
    farewell = lock_one(visible(Farewell, actor, policy.SEE_FAREWELL, local_date(now, actor.zone)), farewell_id)
    if mark_once(farewell, "seen", now):
        ledger.record("matching.farewell.read", farewell=farewell_id)
    return farewell_id
