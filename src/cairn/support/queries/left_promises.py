"""Promises that stand although the two have parted: nobody keeps them any more, and nobody let them go."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from cairn.identity.queries.names import Named
from cairn.kernel.actors import Actor
from cairn.privacy import ledger
from cairn.support import policy_left_promises as policy
from cairn.support.models import Promise, Relationship
from cairn.support.policy import going_on

SHOWN = 100


@dataclass(frozen=True, slots=True)
class LeftPromise:
    """One of them. `walkers`: relationships that go on, to which it may be handed; none where nobody walks with the person."""

    id: UUID
    client_id: UUID
    client_name: str
    text: str
    due_on: date | None
    made_with: str
    walkers: tuple[Named, ...] = ()


def list_left_promises(actor: Actor, on: date) -> tuple[LeftPromise, ...]:
    """Those for which the actor answers, soonest due first; at most `SHOWN`. Two statements."""
    told = ("id", "relationship__client_id", "relationship__client__name", "text", "due_on", "relationship__peer__name")
    rows = left_promises(actor, policy.SEE, on).order_by("due_on", "made_at", "id").values_list(*told)[:SHOWN]
    found = list(rows)
    together = Relationship.objects.filter(
        going_on(on), organization_id=actor.organization_id, client_id__in={row[1] for row in found}
    )
    walking: dict[UUID, list[Named]] = {}
    for key, client_id, name in together.order_by("started_on", "id").values_list("id", "client_id", "peer__name"):
        walking.setdefault(client_id, []).append(Named(key, name))
    ledger.looked("support.left_promise.seen", clients=[row[1] for row in found])
    return tuple(
        LeftPromise(key, client_id, client, text, due_on, peer, tuple(walking.get(client_id, ())))
        for key, client_id, client, text, due_on, peer in found
    )


def left_promises(actor: Actor, permission: str, on: date) -> QuerySet[Promise]:
    """The rows: open, of a relationship that ended, to somebody who is still served."""
    served = Q(relationship__client__ended_on=None) | Q(relationship__client__ended_on__gt=on)
    rows = Promise.objects.filter(policy.left_by_those(actor, permission, on), organization_id=actor.organization_id)
    return rows.filter(served, settled_at=None, relationship__ended_on__lte=on)


def by_client(promises: Iterable[LeftPromise]) -> dict[UUID, list[LeftPromise]]:
    """The same, by person."""
    found: dict[UUID, list[LeftPromise]] = {}
    for one in promises:
        found.setdefault(one.client_id, []).append(one)
    return found
