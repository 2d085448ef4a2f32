"""Which clients an actor reaches. Privacy keeps consents and looks about clients, but the room that knows clients stands above it.

What each reach means, that room answers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from cairn.kernel.actors import Actor
from cairn.kernel.errors import NotFound
from cairn.kernel.hooks import Hook
from cairn.privacy.policy import Predicate, Reach, grant_for


@dataclass(frozen=True, slots=True)
class PersonServed:
    """What a paper must say of the person whose information it is, and of who shares it."""

    name: str
    birth_date: date | None
    discloser: str
    legal: str = ""  # the name on their papers, where they like to be called otherwise
    called: str = ""


Reached = Callable[[Actor, Reach, date], QuerySet[Any]]
Told = Callable[[QuerySet[Any], UUID], PersonServed | None]

REACHED = Hook[Reached]("the ids of clients (a queryset of one column) that a reach covers for an actor on a day")
TOLD = Hook[Told]("what a paper says of one of the clients within reach")


def client_ids(actor: Actor, reach: Reach, on: date) -> QuerySet[Any]:
    """The ids of the clients within a reach."""
    return REACHED.ask(actor, reach, on)


def require_client(actor: Actor, permission: str, client_id: UUID, on: date) -> None:
    """Raise NotFound unless the actor reaches this client under the permission. One statement."""
    if not is_within(actor, permission, client_id, on):
        raise NotFound


def get_person(actor: Actor, permission: str, client_id: UUID, on: date) -> PersonServed:
    """The person as a paper names them; raises NotFound for one out of reach. One statement."""
    person = TOLD.ask(client_ids(actor, grant_for(actor, permission).reach, on), client_id)
    if person is None:
        raise NotFound
    return person


def is_within(actor: Actor, permission: str, client_id: UUID, on: date) -> bool:
    """Whether the actor reaches this client under the permission. One statement."""
    return client_ids(actor, grant_for(actor, permission).reach, on).filter(pk=client_id).exists()


def about_clients(reach: Reach, *, column: str) -> Predicate:
    """The condition for rows that name a client in `column`."""
    return lambda actor, on: Q(**{f"{column}__in": client_ids(actor, reach, on)})
