"""What `supervision` tells of who may begin with somebody new, for the pages on which people choose each other."""

from __future__ import annotations

from datetime import date

from cairn.kernel.actors import Actor
from cairn.matching.domain.practice import Practice
from cairn.supervision.queries.practice import ask_practice


def tell_practice(actor: Actor, on: date) -> Practice:
    """As far as the actor may know it: a person who chooses learns no reason."""
    answer = ask_practice(actor, on)
    return Practice(answer.may, answer.against)
