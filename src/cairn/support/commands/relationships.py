"""Beginning to walk together, naming the phase, and saying goodbye."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from cairn.identity.queries.names import is_peer_supporter
from cairn.kernel.actors import Actor
from cairn.kernel.decisions import Decision
from cairn.kernel.errors import BadInput, Conflict, NotFound
from cairn.kernel.instants import Instant, local_date
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.policy import lock_one, visible
from cairn.support import policy
from cairn.support.commands.clients import begin
from cairn.support.domain.phases import Phase, decide_phase_change
from cairn.support.domain.relationships import StartFacts, decide_end, decide_start
from cairn.support.models import Client, PhaseChange, Relationship

REASON_LENGTH = 120


@command(permission=policy.START)
def start_relationship(*, actor: Actor, relationship_id: UUID, client_id: UUID, peer_id: UUID, now: Instant) -> UUID:
    """The client chose this peer supporter, who was asked about ties by then: `matching` calls this, and no page does.

    Raises NotFound (client), Refused (with the decision), Conflict.
    """
    on = local_date(now, actor.zone)
    client = lock_one(visible(Client, actor, policy.START, on), client_id)
    together = list(Relationship.objects.filter(organization_id=actor.organization_id, client=client))
    same = next((one for one in together if one.id == relationship_id), None)
    if same is not None:
        return _started_before(same, peer_id)
    facts = StartFacts(
        client.started_on,
        client.ended_on,
        is_peer_supporter(actor, peer_id, on),
        any(one.peer_id == peer_id and one.ended_on is None for one in together),
    )
    decide_start(facts, on).require()
    begin(actor, relationship_id=relationship_id, client_id=client_id, peer_id=peer_id, now=now)
    ledger.record("support.relationship.started", client=client_id, relationship=relationship_id, peer=peer_id)
    return relationship_id


@command(permission=policy.CHANGE_PHASE)
def change_phase(
    *,
    actor: Actor,
    change_id: UUID,
    relationship_id: UUID,
    phase: Phase,
    now: Instant,
    encounter_id: UUID | None = None,
) -> Decision:
    """Write down where the two are now. Gives the decision, whose warnings are worth showing. Raises NotFound, Refused, Conflict."""
    on = local_date(now, actor.zone)
    rows = visible(Relationship, actor, policy.CHANGE_PHASE, on)
    relationship = lock_one(rows, relationship_id)
    decision = decide_phase_change(Phase(relationship.phase), phase)
    before = PhaseChange.objects.filter(id=change_id, organization_id=actor.organization_id).first()
    if before is not None:
        if (before.relationship_id, before.phase) != (relationship_id, phase.value):
            raise Conflict("This step was already written down differently. Look at the page again.")
        ledger.unchanged("sent before")
        return decision
    decision.require()
    relationship.phase, relationship.phase_since = phase.value, on
    relationship.save(update_fields=["phase", "phase_since"])
    PhaseChange.objects.create(
        id=change_id,
        organization_id=actor.organization_id,
        relationship=relationship,
        phase=phase.value,
        on=on,
        encounter_id=encounter_id,
        recorded_at=now,
        recorded_by_id=actor.engagement_id,
    )
    ledger.record("support.phase.changed", client=relationship.client_id, change=change_id, phase=phase.value)
    return decision


@command(permission=policy.END)
def end_relationship(*, actor: Actor, relationship_id: UUID, ended_on: date, because: str, now: Instant) -> UUID:
    """Close a relationship; the door closes with it. Raises NotFound, BadInput, Refused, Conflict (ended otherwise before)."""
    on, reason = local_date(now, actor.zone), because.strip()
    rows = visible(Relationship, actor, policy.END, on)
    relationship = rows.select_for_update(of=("self",)).filter(id=relationship_id).first()
    if relationship is None:
        return _ended_before(actor, relationship_id, ended_on, reason)
    if relationship.ended_on is not None:
        if (relationship.ended_on, relationship.ended_because) != (ended_on, reason):
            raise Conflict("This relationship was already ended, with another day or reason.")
        ledger.unchanged("sent before")
        return relationship_id
    if len(reason) > REASON_LENGTH:
        raise BadInput({"because": f"Use at most {REASON_LENGTH} characters; now it is {len(reason)}."})
    decide_end(relationship.started_on, ended_on, on).require()
    relationship.ended_on, relationship.ended_because = ended_on, reason
    relationship.save(update_fields=["ended_on", "ended_because"])
    ledger.record("support.relationship.ended", client=relationship.client_id, relationship=relationship_id)
    return relationship_id


def _started_before(same: Relationship, peer_id: UUID) -> UUID:
    if same.peer_id != peer_id:
        raise Conflict("This choice was already written down with another peer supporter. Look at the page again.")
    ledger.unchanged("sent before")
    return same.id


def _ended_before(actor: Actor, relationship_id: UUID, ended_on: date, reason: str) -> UUID:
    """A repeated goodbye: the door is closed by now, but the one who closed it gets the same answer."""
    rows = Relationship.objects.filter(organization_id=actor.organization_id, peer_id=actor.engagement_id)
    if not rows.filter(id=relationship_id, ended_on=ended_on, ended_because=reason).exists():
        raise NotFound
    ledger.unchanged("sent before")
    return relationship_id
