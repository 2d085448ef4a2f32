"""A peer supporter takes somebody in and would walk with them: asked about ties first, as anybody who is chosen."""

from __future__ import annotations

from uuid import UUID

from cairn.kernel.actors import Actor
from cairn.kernel.instants import Instant, local_date
from cairn.matching import policy
from cairn.matching.models import Choice
from cairn.matching.queries.practice import ask_practice
from cairn.privacy import ledger
from cairn.privacy.policy import visible
from cairn.support.commands.clients import begin
from cairn.support.models import Client


def wait_for_answer(actor: Actor, client_id: UUID, relationship_id: UUID, now: Instant) -> None:
    """The choice of somebody just taken in. It waits for the actor's own answer; a part of the command that takes them in."""
    choice = Choice.objects.create(
        organization_id=actor.organization_id,
        client_id=client_id,
        peer_id=actor.engagement_id,
        by_client=False,
        made_at=now,
        made_by_id=actor.engagement_id,
        relationship_id=relationship_id,
    )
    ledger.record("matching.choice.made", client=client_id, choice=choice.id, peer=actor.engagement_id)


def lock_person(actor: Actor, client_id: UUID) -> None:
    """The person first, then what hangs on them, as everywhere: so two who begin or hand over at once only wait for each other."""
    list(Client.objects.select_for_update(of=("self",)).filter(id=client_id, organization_id=actor.organization_id))


def begin_wanted(actor: Actor, client_id: UUID, now: Instant) -> None:
    """Nothing stands in the way: who took them in begins at once. What somebody else chose waits for the manager, as ever.

    So does it while the actor may not practice: nothing begins, and the manager sees the choice and why it waits.
    """
    on = local_date(now, actor.zone)
    lock_person(actor, client_id)
    rows = visible(Choice, actor, policy.ANSWER, on).select_for_update(of=("self",)).filter(client_id=client_id)
    choice = rows.filter(made_by_id=actor.engagement_id, started_at__isnull=True, withdrawn_at__isnull=True).first()
    if choice is None or choice.client.ended_on is not None:
        return
    if actor.engagement_id not in ask_practice(actor, on).may:
        return
    begin(actor, relationship_id=choice.relationship_id, client_id=client_id, peer_id=choice.peer_id, now=now)
    choice.started_at = now
    choice.save(update_fields=["started_at"])
    ledger.record("matching.choice.started", client=client_id, choice=choice.id, on=on)
