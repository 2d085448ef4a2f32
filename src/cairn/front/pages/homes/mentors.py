"""For the mentor: who waits for a signature or a talk, and how each pair stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from cairn.front.pages.homes.lines import SOON_DAYS, Line, greeting, soonest_first
from cairn.kernel.actors import Actor
from cairn.kernel.instants import local_date
from cairn.mentoring.queries.pairs import PairRow, list_pairs
from cairn.mentoring.queries.wishes import get_wish
from cairn.platform import clock


def home(request: HttpRequest) -> HttpResponse:
    """Two statements, whatever the number of pairs."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    now = clock.now()
    on = local_date(now, actor.zone)
    pairs, wish = list_pairs(actor, on), get_wish(actor, on)
    context = {
        "greeting": greeting(now, actor.zone, actor.name),
        "on": on,
        "lines": soonest_first(_lines(pairs, actor, on)),
        "pairs": pairs,
        "wish": wish,
        "room": max(0, wish.places - len(pairs)) if wish else 0,
    }
    return render(request, "homes/mentor.html", context)


def _lines(pairs: Iterable[PairRow], actor: Actor, on: date) -> Iterator[Line]:
    for pair in pairs:
        href = reverse("get_pair", kwargs={"mentoring_pair_id": pair.id})
        if pair.waits_for(actor.engagement_id):
            text = "They would like to walk with you. Read the agreement and sign, or say that you cannot."
            yield Line(f"{pair.mentee_name} has chosen you", text, "Read and sign", href)
        elif pair.rhythm and (days := (pair.rhythm.figures["due_on"] - on).days) <= SOON_DAYS:
            text = "A short call is enough." if days < 0 else "The monthly talk comes up."
            yield Line(f"Talk with {pair.mentee_name}", text, "See the pair", href, days)
