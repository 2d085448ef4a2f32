"""One policy: which role may do what, to which rows. Rooms declare it as data; nothing is allowed by default.

A `Grant` says "this role holds this permission, over rows this far". A room also says, for each of its models, what each reach
means as a query condition. `visible` joins the two, so the filter sits in the query and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from django.conf import settings
from django.db.models import Model, Q, QuerySet

from cairn.kernel.actors import Actor, Role
from cairn.kernel.errors import NotFound, NotPermitted


class Reach(StrEnum):
    """How far a permission goes inside the acting organization. It never goes outside."""

    OWN = "own"  # what is the actor's own: their clients, their notes, their hours
    SUPERVISED = "supervised"  # what belongs to the peer supporters under a supervision agreement in force
    ORGANIZATION = "organization"  # the whole organization
    AGGREGATE = "aggregate"  # figures only, never a row that tells of one person


@dataclass(frozen=True, slots=True)
class Grant:
    """`role` holds `permission` as far as `reach`; `why` is the duty that needs it, in a sentence."""

    permission: str
    role: Role
    reach: Reach
    why: str


M = TypeVar("M", bound=Model)
Predicate = Callable[[Actor, date], Q]

_grants: dict[tuple[str, Role], Grant] = {}
_predicates: dict[tuple[type[Model], Reach], Predicate] = {}


def declare(grants: Iterable[Grant], reaches: Mapping[tuple[type[Model], Reach], Predicate]) -> None:
    """A room's part of the policy. Declaring one pair of permission and role twice is an error."""
    for grant in grants:
        key = (grant.permission, grant.role)
        if key in _grants and _grants[key] != grant:
            raise ValueError(f"{grant.permission} is granted to {grant.role} twice.")
        _grants[key] = grant
    _predicates.update(reaches)


def is_declared(permission: str) -> bool:
    return any(declared == permission for declared, _ in _grants)


def all_grants() -> tuple[Grant, ...]:
    """Every grant, by permission and role: the policy as one table."""
    return tuple(_grants[key] for key in sorted(_grants))


def grant_for(actor: Actor, permission: str) -> Grant:
    """The grant under which the actor acts; raises NotPermitted when the role holds none."""
    try:
        return _grants[permission, actor.role]
    except KeyError:
        raise NotPermitted(permission) from None


def may(actor: Actor, permission: str) -> bool:
    return (permission, actor.role) in _grants


def visible(model: type[M], actor: Actor, permission: str, on: date) -> QuerySet[M]:
    """The rows of `model` that the actor may reach under `permission` on a day. The first wall.

    Raises NotPermitted when the role does not hold the permission, LookupError when the room never said what that reach
    means for this model (so forgetting is loud, and closed).
    """
    grant = grant_for(actor, permission)
    rows = model._default_manager.all()
    if not settings.CAIRN_WALL_ONE:  # only ever off in the test that proves the second wall alone suffices
        return rows
    predicate = _predicates.get((model, grant.reach))
    if predicate is None:
        raise LookupError(f"{model.__name__} has no condition for reach {grant.reach.value!r} ({permission}).")
    return rows.filter(predicate(actor, on), organization_id=actor.organization_id)


def lock_one(rows: QuerySet[M], row_id: UUID) -> M:
    """One of the rows that the actor reaches, held until the command ends; raises NotFound where they reach none of this id."""
    row = rows.select_for_update(of=("self",)).filter(id=row_id).first()
    if row is None:
        raise NotFound
    return row


def by_reach(
    model: type[Model], *, own: Predicate, supervised: Predicate
) -> dict[tuple[type[Model], Reach], Predicate]:
    """What each reach covers of rows that hang on a person: one's own, those of whom one supervises, all of the organization."""
    return {
        (model, Reach.OWN): own,
        (model, Reach.SUPERVISED): supervised,
        (model, Reach.ORGANIZATION): whole_organization,
    }


def whole_organization(actor: Actor, on: date) -> Q:
    """The condition for a reach that needs none beyond the organization itself."""
    return Q()
