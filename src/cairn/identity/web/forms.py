"""Reading what a browser sent to the pages of this room: days, dollars, yes and no."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation

from django.http import HttpRequest, HttpResponse

from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, Conflict
from cairn.kernel.instants import local_date
from cairn.kernel.money import Money
from cairn.platform import clock

Typed = dict[str, str]


def acting(request: HttpRequest) -> tuple[Actor, date]:
    """Who asks, and which day it is where they work."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor, local_date(clock.now(), actor.zone)


def typed_in(request: HttpRequest, *names: str) -> Typed:
    return {name: request.POST.get(name, "").strip() for name in names}


def day_of(typed: Typed, name: str) -> date | None:
    """A day, or None for an empty field; raises BadInput for anything else."""
    if not typed[name]:
        return None
    try:
        return date.fromisoformat(typed[name])
    except ValueError:
        raise BadInput({name: "Give the day like 2026-11-23."}) from None


def cents_of(typed: Typed, name: str) -> int:
    """Dollars such as "$18,000" or "93.50"; an empty field is nothing. Raises BadInput."""
    text = typed[name].lstrip("$").replace(",", "").strip()
    try:
        amount = Decimal(text or "0")
        if amount.is_finite() and 0 <= amount < 10**8:
            return Money.dollars(amount).cents
    except InvalidOperation:
        pass
    raise BadInput({name: "Give the dollars as a number, such as 18000."})


def yes_or_no(typed: Typed, name: str) -> bool | None:
    return {"yes": True, "no": False}.get(typed[name])


def attempt(act: Callable[[], HttpResponse], again: Callable[[Typed, int], HttpResponse]) -> HttpResponse:
    """Do it, or show the form again with what is wrong and what was typed."""
    try:
        return act()
    except BadInput as error:
        return again(error.problems, 400)
    except Conflict as error:
        return again({"": str(error)}, 409)
