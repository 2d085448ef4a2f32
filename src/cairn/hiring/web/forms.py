"""Reading what a browser sent to the pages of this room."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from uuid import UUID

from django.http import HttpRequest, QueryDict

from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput
from cairn.kernel.instants import Instant, local_date
from cairn.kernel.money import Money
from cairn.platform import clock
from cairn.platform.ids import read_id

HIGHEST_PAY = 1000  # by the hour: more is a slip of the finger


def acting(request: HttpRequest) -> tuple[Actor, Instant, date]:
    """Who asks, when, and which day it is where they work."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    now = clock.now()
    return actor, now, local_date(now, actor.zone)


def day_of(text: str, name: str) -> date | None:
    """A day, or None for an empty field; raises BadInput for anything else."""
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise BadInput({name: "Give the day like 2026-11-23."}) from None


def pay_of(text: str) -> Money | None:
    """Dollars by the hour, such as "17" or "$18.50"; None for an empty field or nonsense, which the command refuses in words."""
    try:
        amount = Decimal(text.strip().lstrip("$").replace(",", ""))
    except InvalidOperation:
        return None
    return Money.dollars(amount) if amount.is_finite() and 0 < amount < HIGHEST_PAY else None


def lines_of(text: str) -> tuple[str, ...]:
    """One thing a line; empty lines are none."""
    return tuple(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))


def ids_of(sent: QueryDict, name: str) -> tuple[UUID, ...]:
    """The ids chosen in a list; what is none is left out."""
    return tuple(found for text in sent.getlist(name) if (found := read_id(text)))
