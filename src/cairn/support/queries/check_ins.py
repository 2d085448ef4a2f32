"""The rhythm on which two people agreed to check in. A room above keeps it; it is read with the person, in the same statement.

The front knows all rooms and says once where it is kept; until it does, nobody has a rhythm.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import TextField, Value
from django.db.models.expressions import Combinable

from cairn.kernel.actors import Actor


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

_columns: list[Column] = []
_tellers: list[Tell] = []


def know_check_ins(*, column: Column, tell: Tell) -> None:
    """Told once, by the front. `column`: what is kept of a relationship, by the name of its column; `tell`: its words and day."""
    _columns[:], _tellers[:] = [column], [tell]


def rhythm_column(actor: Actor, on: date, relationship: str) -> Combinable:
    """What is kept of the rhythm of a relationship, as one more column of a read about it."""
    return _columns[0](actor, on, relationship) if _columns else Value(None, output_field=TextField())


def check_in_told(kept: Any, last_contact_on: date | None) -> CheckIn | None:
    """The check-in that is next, counted from the last contact of any kind; None where the two agreed on none."""
    return _tellers[0](kept, last_contact_on) if kept and _tellers else None
