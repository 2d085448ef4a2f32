"""What holds money, by what mends it, the nearest deadline first."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from cairn.billing.queries.claims import Month, list_month
from cairn.front.pages.homes.lines import Line, greeting, soonest_first
from cairn.kernel.actors import Actor
from cairn.kernel.instants import local_date, months_after
from cairn.kernel.money import ZERO
from cairn.platform import clock


def home(request: HttpRequest) -> HttpResponse:
    """The month before and this one so far: nine statements, whatever the size."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    now = clock.now()
    on = local_date(now, actor.zone)
    start = months_after(on.replace(day=1), -1)
    months = list_month(actor, start, on, now)
    return render(
        request,
        "homes/biller.html",
        {
            "greeting": greeting(now, actor.zone, actor.name),
            "on": on,
            "start": start,
            "month": months,
            "lines": _lines(months, on),
        },
    )


NEVER = 9_999  # days: what brings no money stands after everything that does


def _lines(month: Month, on: date) -> list[Line]:
    """One line for each thing to do: how many lines it holds, what they are worth, and the first day it is too late."""
    lines = []
    for fix, held in month.held_by_fix():
        amount = sum((each.amount for each in held), ZERO)
        first = min((each.file_by for each in held if each.file_by), default=None)
        if not amount.cents:
            until, left = " Nothing to file.", NEVER
        else:
            until = f" File the first by {first:%B} {first.day}, {first.year}." if first else ""
            left = (first - on).days if first else 0
        text = f"{len(held):,} {'line' if len(held) == 1 else 'lines'}, {amount}.{until}"
        when = min(each.service_on for each in held)
        href = f"{reverse('list_claims')}?month={when:%Y-%m}"
        lines.append(Line(fix, text, "The lines", href, left))
    return soonest_first(lines)
