"""What brings somebody, in their own words of the day on which they came in. Intake keeps it, beside this room; the front joins them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

from cairn.kernel.actors import Actor
from cairn.kernel.hooks import Hook

AskBrought = Callable[[Actor, UUID, date], tuple[tuple[date, str], ...]]

BROUGHT = Hook[AskBrought]("what brings somebody, as they said it when they came in")


def ask_brought(actor: Actor, client_id: UUID, on: date) -> tuple[tuple[date, str], ...]:
    """Day and words of each time, newest first; nothing for whoever may not read them. One statement."""
    return BROUGHT.ask(actor, client_id, on)
