"""Who may begin with somebody new today. Supervision knows, on a floor above this room; the front joins them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from cairn.kernel.actors import Actor
from cairn.kernel.hooks import Hook
from cairn.matching.domain.practice import Practice

AskPractice = Callable[[Actor, date], Practice]

PRACTICE = Hook[AskPractice]("who may begin with somebody new on a day")


def ask_practice(actor: Actor, on: date) -> Practice:
    """As far as the actor may know it. Five statements."""
    return PRACTICE.ask(actor, on)
