"""The rows of an ending, and of taking it up again. For commands that have decided already: they lock the client first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from cairn.kernel.actors import Actor
from cairn.kernel.instants import Instant
from cairn.support.domain.relationships import Outcome
from cairn.support.models import Client, Promise, Relationship


def close_services(actor: Actor, client: Client, left_on: date, because: str) -> list[UUID]:
    """Services end on a day, and so does every relationship that goes on. Gives the ids of those that ended."""
    going_on = _together(actor, client).filter(ended_on__isnull=True)
    ended = list(going_on.order_by("id").values_list("id", flat=True))
    going_on.update(ended_on=left_on, ended_because=because)
    client.ended_on = left_on
    client.save(update_fields=["ended_on"])
    return ended


def take_up_services(actor: Actor, client: Client, relationship_ids: Iterable[UUID] = ()) -> None:
    """Services go on, as if they had not ended; so do these relationships, where nobody else began to walk in between."""
    client.ended_on = None
    client.save(update_fields=["ended_on"])
    taken = _together(actor, client).filter(ended_on__isnull=True).values_list("peer_id", flat=True)
    again = _together(actor, client).filter(id__in=list(relationship_ids)).exclude(peer_id__in=list(taken))
    again.update(ended_on=None, ended_because="")


def end_together(relationship: Relationship, ended_on: date, because: str) -> None:
    """One relationship ends."""
    relationship.ended_on, relationship.ended_because = ended_on, because
    relationship.save(update_fields=["ended_on", "ended_because"])


def locked_promises(actor: Actor, client_id: UUID, relationship_id: UUID | None = None) -> list[Promise]:
    """The promises to a client that stand, locked: all, or those of one relationship."""
    rows = Promise.objects.filter(
        organization_id=actor.organization_id, relationship__client_id=client_id, settled_at__isnull=True
    )
    if relationship_id is not None:
        rows = rows.filter(relationship_id=relationship_id)
    return list(rows.select_for_update(of=("self",)).order_by("made_at", "id"))


def settle(promise: Promise, outcome: Outcome, now: Instant, because: str = "") -> None:
    """Kept, let go or passed on."""
    promise.settled_at, promise.outcome, promise.settled_because = now, outcome.value, because
    promise.save(update_fields=["settled_at", "outcome", "settled_because"])


def stand_again(actor: Actor, promise_ids: Iterable[UUID]) -> None:
    """Promises that were settled by an ending taken back stand again."""
    rows = Promise.objects.filter(organization_id=actor.organization_id, id__in=list(promise_ids))
    rows.update(settled_at=None, outcome="", settled_because="")


def pass_on(actor: Actor, promise: Promise, relationship_id: UUID, new_id: UUID, now: Instant) -> None:
    """The same promise, from now on the other peer supporter's."""
    settle(promise, Outcome.PASSED_ON, now)
    Promise.objects.create(
        id=new_id,
        organization_id=actor.organization_id,
        relationship_id=relationship_id,
        encounter_id=promise.encounter_id,
        text=promise.text,
        due_on=promise.due_on,
        made_at=now,
        made_by_id=actor.engagement_id,
    )


def _together(actor: Actor, client: Client) -> QuerySet[Relationship]:
    return Relationship.objects.filter(organization_id=actor.organization_id, client=client)
