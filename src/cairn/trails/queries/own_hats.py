"""A person may be a candidate at a board's desk and at a training body. Their trail is one; it is kept under the hat it was chosen with.

Each hat is opened as that hat, with its own rights and inside its own organization: nothing is read across.
"""

from __future__ import annotations

from datetime import date

from cairn.identity.queries.hats import get_worn, list_hats
from cairn.kernel.actors import Actor, Role
from cairn.privacy.scope import scope_of
from cairn.trails.queries.trails import find_trail


def list_own_hats(actor: Actor, on: date, roles: tuple[Role, ...] = (Role.CANDIDATE,)) -> tuple[Actor, ...]:
    """Every hat of this person in these roles, the one being worn first."""
    others = [
        worn.actor
        for hat in list_hats(actor.person_id, on)
        if hat.role in roles and hat.engagement_id != actor.engagement_id
        if (worn := get_worn(actor.person_id, hat.engagement_id, on, actor.session_key)) is not None
    ]
    return (actor, *others)


def get_keeper(actor: Actor, on: date) -> Actor:
    """The hat under which the trail is kept; the one being worn when none is yet."""
    if find_trail(actor, on) is not None:
        return actor
    for hat in list_own_hats(actor, on)[1:]:
        with scope_of(hat):
            if find_trail(hat, on) is not None:
                return hat
    return actor
