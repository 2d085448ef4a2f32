"""What `supervision` tells of who may practice, for the pages on which people choose each other and for the desk of the warmline."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from cairn.credentials.queries.standing import list_standings
from cairn.kernel.actors import Actor
from cairn.matching.domain.practice import Practice
from cairn.privacy.policy import may
from cairn.supervision.policy import BEGIN, WHY_NOT
from cairn.supervision.queries.practice import ask_practice


def tell_practice(actor: Actor, on: date) -> Practice:
    """As far as the actor may know it: a person who chooses learns no reason."""
    answer = ask_practice(actor, on)
    return Practice(answer.may, answer.against)


def tell_barred(actor: Actor, on: date) -> Mapping[UUID, str]:
    """Why somebody may not practice, for whoever may know it; nobody else learns even that."""
    if not may(actor, WHY_NOT):
        return {}
    against = ask_practice(actor, on).against
    return {peer: ", ".join(one.found for one in decision.against) for peer, decision in against.items()}


def tell_certified(actor: Actor, on: date) -> bool:
    """Of the peer supporter themselves."""
    return list_standings(actor, on, permission=BEGIN)[actor.engagement_id].allowed
