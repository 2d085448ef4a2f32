"""The rhythm on which two people agreed to check in. A room above keeps it; it is read with the person, in the same statement."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models.expressions import Combinable

from cairn.kernel.actors import Actor
from cairn.kernel.hooks import Hook


@dataclass(frozen=True, slots=True)
class CheckIn:
    """What the two agreed ("Call every 7 days") and the day of the next one."""

    told: str
    due_on: date

    def is_due(self, on: date) -> bool:
        return self.due_on <= on

    def is_overdue(self, on: date) -> bool:
        return self.due_on < on


Column = Callable[[Actor, date, str], Combinable]
Tell = Callable[[Any, date | None], CheckIn | None]

RHYTHM_COLUMN = Hook[Column]("what is kept of a relationship's rhythm, by the name of the column that holds its id")
TELL = Hook[Tell]("the words of a kept rhythm, and the day of the next check-in")


def rhythm_column(actor: Actor, on: date, relationship: str) -> Combinable:
    """What is kept of the rhythm of a relationship, as one more column of a read about it."""
    return RHYTHM_COLUMN.ask(actor, on, relationship)


def check_in_told(kept: Any, last_contact_on: date | None) -> CheckIn | None:
    """The check-in that is next, counted from the last contact of any kind; None where the two agreed on none."""
    return TELL.ask(kept, last_contact_on) if kept else None
