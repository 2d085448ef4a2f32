"""What began in an emergency and, by the word of a supervisor, does not go on: it ends the same day, kindly, with its history kept."""

from __future__ import annotations

from uuid import UUID

from cairn.kernel.actors import Actor
from cairn.kernel.instants import Instant, local_date
from cairn.matching.commands.farewells import say_farewell
from cairn.matching.commands.wanted import lock_person
from cairn.matching.queries.emergencies import begun_in_emergency
from cairn.platform.ids import new_id
from cairn.privacy import ledger
from cairn.support.commands.endings import end_together, locked_promises, pass_on
from cairn.support.models import Relationship

BECAUSE = "After the emergency"  # never which tie, nor that there was one


def end_what_began(actor: Actor, client_id: UUID, peer_id: UUID, now: Instant) -> None:
    """End it, and say a kind word; the manager sees that the person chooses again. A part of the supervisor's command.

    What was promised is passed on to whoever walks with them besides; with nobody there it stays, and the manager reads it.
    """
    lock_person(actor, client_id)
    mine = begun_in_emergency().filter(organization_id=actor.organization_id, client_id=client_id, peer_id=peer_id)
    own = Relationship.objects.filter(organization_id=actor.organization_id, client_id=client_id, ended_on=None)
    left = own.filter(id__in=mine.values("relationship_id")).select_for_update(of=("self",)).first()
    if left is None:
        return
    besides = own.exclude(id=left.id).order_by("started_on", "id").first()
    if besides is not None:
        for promise in locked_promises(actor, client_id, left.id):
            pass_on(actor, promise, besides.id, new_id(), now)
    end_together(left, local_date(now, actor.zone), BECAUSE)
    say_farewell(actor, left, now)
    ledger.record("matching.emergency.ended", client=client_id, relationship=left.id)
