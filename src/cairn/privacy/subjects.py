"""Which clients an actor reaches. Privacy keeps consents and looks about clients, but the room that knows clients stands above it.

That room says once what each reach means; until it does, nobody reaches anybody.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from cairn.kernel.actors import Actor
from cairn.kernel.errors import NotFound
from cairn.privacy.policy import Predicate, Reach, grant_for

Reached = Callable[[Actor, Reach, date], QuerySet[Any]]

_reached: list[Reached] = []


def know_clients(reached: Reached) -> None:
    """Told once, by the room of clients: the ids (as a queryset of one column) that a reach covers for an actor on a day."""
    _reached[:] = [reached]


def client_ids(actor: Actor, reach: Reach, on: date) -> QuerySet[Any]:
    """The ids of the clients within a reach; raises LookupError when no room has said who they are."""
    if not _reached:
        raise LookupError("No room has said which clients a reach covers.")
    return _reached[0](actor, reach, on)


def require_client(actor: Actor, permission: str, client_id: UUID, on: date) -> None:
    """Raise NotFound unless the actor reaches this client under the permission. One statement."""
    if not is_within(actor, permission, client_id, on):
        raise NotFound


def is_within(actor: Actor, permission: str, client_id: UUID, on: date) -> bool:
    """Whether the actor reaches this client under the permission. One statement."""
    return client_ids(actor, grant_for(actor, permission).reach, on).filter(pk=client_id).exists()


def about_clients(reach: Reach, *, column: str) -> Predicate:
    """The condition for rows that name a client in `column`."""
    return lambda actor, on: Q(**{f"{column}__in": client_ids(actor, reach, on)})
