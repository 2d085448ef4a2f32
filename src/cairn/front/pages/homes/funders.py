"""The outcomes in short: each figure with what is needed to judge it, and the way to the whole account."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cairn.front.pages.homes.lines import greeting
from cairn.kernel.actors import Actor
from cairn.kernel.instants import local_date, months_after
from cairn.outcomes.domain.suppression import shown_in_words
from cairn.outcomes.queries.measures import get_outcomes
from cairn.outcomes.web.measures import scenario_chart
from cairn.platform import clock

MONTHS = 6  # the same period as the whole page opens with


def home(request: HttpRequest) -> HttpResponse:
    """Six statements, whatever the size; no row about anybody."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    now = clock.now()
    on = local_date(now, actor.zone)
    end = on - timedelta(days=1)
    found = get_outcomes(actor, months_after(end + timedelta(days=1), -MONTHS), end, on)
    return render(
        request,
        "homes/funder.html",
        {
            "greeting": greeting(now, actor.zone, actor.name),
            "found": found,
            "people": shown_in_words(found.counts.clients),
            "chart": scenario_chart(found),
        },
    )
