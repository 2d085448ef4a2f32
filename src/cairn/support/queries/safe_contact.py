"""How somebody wants to be reached safely, as they told it. A room above keeps it; it is read with the person, in the same statement."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models.expressions import Combinable

from cairn.kernel.actors import Actor
from cairn.kernel.hooks import Hook

Column = Callable[[Actor, date, str], Combinable]
Tell = Callable[[Any], str]

WISH_COLUMN = Hook[Column](
    "what a person told about being reached safely, by the name of the column that holds their id"
)
TELL_WISH = Hook[Tell]("the words of what a person told about being reached safely")


def wish_column(actor: Actor, on: date, client: str) -> Combinable:
    """What a person told about being reached safely, as one more column of a read about them."""
    return WISH_COLUMN.ask(actor, on, client)


def wish_told(kept: Any) -> str:
    """In words; empty for somebody who told nothing of it."""
    return TELL_WISH.ask(kept) if kept else ""
