"""From one peer supporter to another, as the person chose: one door closes, each promise has a name, the move is kept.

Whom they walk on with was asked before whether the two know each other: another room asks, and this one begins nothing by itself.
However the change comes about, by this command or by a choice that begins, it is written down here, as one row of one kind.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from cairn.departures import policy
from cairn.departures.commands.promises import settle_promises
from cairn.departures.domain.moves import PromiseChoice, decide_transfer
from cairn.departures.models import Transfer
from cairn.departures.queries.standing import locked_client
from cairn.identity.queries.names import is_peer_supporter
from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, Conflict, NotFound
from cairn.kernel.hooks import Hook
from cairn.kernel.instants import Instant, local_date
from cairn.platform.ids import new_id
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.policy import lock_one
from cairn.support.commands.endings import end_together, locked_promises
from cairn.support.domain.relationships import Outcome
from cairn.support.models import Relationship

BECAUSE_LENGTH, KNOWN_LENGTH, ENDED_LENGTH = 300, 1000, 120
WalkOn = Callable[[Actor, UUID, UUID, UUID, Instant], UUID]
SayFarewell = Callable[[Actor, Relationship, Instant], None]
WALK_ON = Hook[WalkOn](
    "the relationship with which this person and this peer supporter walk on when that one ends, begun now if need be; Refused while the "
    "question before service is open"
)
FAREWELL = Hook[SayFarewell]("the kind word to whoever walked with them until today")


@dataclass(frozen=True, slots=True)
class TransferDraft:
    """Who walks on with whom. `known`: what the person wants the new one to know, in their words. Nobody has to say why."""

    id: UUID
    relationship_id: UUID
    client_id: UUID
    peer_id: UUID
    because: str = ""
    known: str = ""
    promises: Mapping[UUID, PromiseChoice] = field(default_factory=dict)


@command(permission=policy.TRANSFER)
def transfer_client(*, actor: Actor, draft: TransferDraft, now: Instant) -> UUID:
    """Hand over today, to somebody who walks with them already or whose answer stands. The former one does not see them any more.

    Raises NotFound, BadInput, Refused (with the decision: the question is open too), Conflict (same id, other content).
    """
    on, because, known = local_date(now, actor.zone), draft.because.strip(), draft.known.strip()
    client = locked_client(actor, policy.TRANSFER, draft.client_id, on)
    if client is None:
        raise NotFound
    before = Transfer.objects.filter(organization_id=actor.organization_id, id=draft.id).first()
    if before is not None:
        return _sent_before(before, draft, because, known)
    _check(because, known)
    own = Relationship.objects.filter(organization_id=actor.organization_id, client=client)
    ended = lock_one(own, draft.relationship_id)
    decide_transfer(
        goes_on=ended.ended_on is None,
        works_here=is_peer_supporter(actor, draft.peer_id, on),
        is_other=ended.peer_id != draft.peer_id,
    ).require()
    began_id = WALK_ON.ask(actor, client.id, draft.peer_id, ended.id, now)
    move = Transfer(id=draft.id, ended=ended, began_id=began_id, because=because, known=known)
    _write(actor, move, draft.promises, now)
    FAREWELL.ask(actor, ended, now)
    return draft.id


def hand_over_as_chosen(actor: Actor, left: Relationship, began_id: UUID, now: Instant) -> None:
    """A choice begins, instead of this relationship: it ends without a reason, and every promise of it passes on. A part of a command."""
    passed = {one.id: PromiseChoice(Outcome.PASSED_ON) for one in locked_promises(actor, left.client_id, left.id)}
    _write(actor, Transfer(id=new_id(), ended=left, began_id=began_id), passed, now)


def _write(actor: Actor, move: Transfer, promises: Mapping[UUID, PromiseChoice], now: Instant) -> None:
    """The door closes, and the move is kept with what became of each promise."""
    on = local_date(now, actor.zone)
    end_together(move.ended, on, move.because[:ENDED_LENGTH])
    move.organization_id, move.client_id = actor.organization_id, move.ended.client_id
    move.on, move.recorded_at, move.recorded_by_id = on, now, actor.engagement_id
    move.save(force_insert=True)
    settle_promises(actor, move.client_id, promises, now, transfer=move)
    peer_id = Relationship.objects.values_list("peer_id", flat=True).get(id=move.began_id)
    ledger.record("departures.transfer.made", client=move.client_id, transfer=move.id, peer=peer_id)


def _check(because: str, known: str) -> None:
    problems = {}
    for name, text, most in (("because", because, BECAUSE_LENGTH), ("known", known, KNOWN_LENGTH)):
        if len(text) > most:
            problems[name] = f"Use at most {most} characters; now it is {len(text)}."
    if problems:
        raise BadInput(problems)


def _sent_before(before: Transfer, draft: TransferDraft, because: str, known: str) -> UUID:
    kept = (before.client_id, before.ended_id, before.began.peer_id, before.because, before.known)
    if kept != (draft.client_id, draft.relationship_id, draft.peer_id, because, known):
        raise Conflict("This was already handed over otherwise. Look at the person’s page.")
    ledger.unchanged("sent before")
    return before.id
