"""Two places side by side: `?from=us-mt&to=us-ca`. No row is read."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cairn.kernel.actors import Actor
from cairn.kernel.instants import local_date
from cairn.platform import clock
from cairn.platform.packs import certifying_places, rules_on, shared_places
from cairn.platform.pages import page
from cairn.trails.domain.comparison import compare_places

UNKNOWN = "Choose a place from the list."


@page(permission="trails.places.compare")
def compare_places_page(request: HttpRequest) -> HttpResponse:
    """Requirement by requirement, with source and standing; what is lacking on each way stands on top."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    names = certifying_places()
    home = actor.place if actor.place in names else next(iter(names))
    chosen = {"from": request.GET.get("from", "") or home}
    chosen["to"] = request.GET.get("to", "") or next(place for place in names if place != chosen["from"])
    problems = {name: UNKNOWN for name, place in chosen.items() if place not in names}
    on = local_date(clock.now(), actor.zone)
    found = None
    if not problems:
        found = compare_places(rules_on(on, chosen["from"]), rules_on(on, chosen["to"]), shared_places())
    context = {
        "places": sorted(names.items(), key=lambda pair: pair[1]),
        "names": names,
        "here": chosen["from"],
        "there": chosen["to"],
        "found": found,
        "on": on,
        "problems": problems,
    }
    return render(request, "trails/compare.html", context, status=400 if problems else 200)
