"""For the supervisor: two words about each person's last seven days. For the manager: the miles of a month."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cairn.kernel.actors import Actor
from cairn.kernel.instants import local_date, months_after
from cairn.platform import clock
from cairn.platform.pages import page
from cairn.work.domain.loads import RULE
from cairn.work.queries.loads import list_loads
from cairn.work.queries.miles import list_miles


@page(permission="work.load.see")
def list_loads_page(request: HttpRequest) -> HttpResponse:
    """Everybody under the actor's supervision, by name."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    loads = list_loads(actor, local_date(clock.now(), actor.zone))
    return render(request, "work/list_loads.html", {"loads": loads, "rule": RULE})


@page(permission="work.miles.see")
def list_miles_page(request: HttpRequest) -> HttpResponse:
    """One month (`?month=2026-11`, this one without it)."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    this = local_date(clock.now(), actor.zone).replace(day=1)
    month = _month(request.GET.get("month", ""), this)
    context = {
        "month": month,
        "people": list_miles(actor, month),
        "earlier": months_after(month, -1),
        "later": months_after(month, 1) if month < this else None,
    }
    return render(request, "work/list_miles.html", context)


def _month(text: str, this: date) -> date:
    """The month asked for; this one when none, nonsense or a far one was."""
    try:
        month = date.fromisoformat(f"{text}-01")
    except ValueError:
        return this
    return month if month.year >= 2000 and month <= this else this
