"""From one peer supporter to another, as the person chose: one door closes, the other opens, each promise has a name."""

from __future__ import annotations

from collections.abc import Mapping
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
from cairn.kernel.instants import Instant, local_date
from cairn.platform.ids import new_id
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.support.commands.clients import begin
from cairn.support.commands.endings import end_together
from cairn.support.models import Relationship

BECAUSE_LENGTH, KNOWN_LENGTH, ENDED_LENGTH = 300, 1000, 120


@dataclass(frozen=True, slots=True)
class TransferDraft:
    """Who walks on with whom. `known`: what the person wants the new one to know, in their words."""

    id: UUID
    relationship_id: UUID
    client_id: UUID
    peer_id: UUID
    because: str
    known: str = ""
    promises: Mapping[UUID, PromiseChoice] = field(default_factory=dict)


@command(permission=policy.TRANSFER)
def transfer_client(*, actor: Actor, draft: TransferDraft, now: Instant) -> UUID:
    """Hand over today. The new peer supporter sees what a relationship needs; the former one does not any more.

    Raises NotFound, BadInput, Refused (with the decision), Conflict (same id, other content).
    """
    on, because, known = local_date(now, actor.zone), draft.because.strip(), draft.known.strip()
    client = locked_client(actor, policy.TRANSFER, draft.client_id, on)
    if client is None:
        raise NotFound
    before = Transfer.objects.filter(organization_id=actor.organization_id, id=draft.id).first()
    if before is not None:
        return _sent_before(before, draft, because, known)
    _check(because, known)
    together = list(Relationship.objects.filter(organization_id=actor.organization_id, client=client))
    ended = next((one for one in together if one.id == draft.relationship_id), None)
    if ended is None:
        raise NotFound
    decide_transfer(
        goes_on=ended.ended_on is None,
        works_here=is_peer_supporter(actor, draft.peer_id, on),
        is_other=ended.peer_id != draft.peer_id,
        together_already=ended.peer_id != draft.peer_id
        and any(one.peer_id == draft.peer_id and one.ended_on is None for one in together),
    ).require()
    began = new_id()
    end_together(ended, on, because[:ENDED_LENGTH])
    begin(actor, relationship_id=began, client_id=client.id, peer_id=draft.peer_id, now=now)
    transfer = Transfer.objects.create(
        id=draft.id,
        organization_id=actor.organization_id,
        client=client,
        ended=ended,
        began_id=began,
        because=because,
        known=known,
        on=on,
        recorded_at=now,
        recorded_by_id=actor.engagement_id,
    )
    settle_promises(actor, client.id, draft.promises, now, transfer=transfer)
    ledger.record("departures.transfer.made", client=client.id, transfer=draft.id, peer=draft.peer_id)
    return draft.id


def _check(because: str, known: str) -> None:
    problems = {}
    if not because:
        problems["because"] = "Say in a few kind words why somebody else walks on with them."
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
