"""Today, for a candidate: what they can do, and for whom they wait. No alarm and no deadline: a way has its own pace."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cairn.front.pages.homes.lines import greeting
from cairn.front.pages.trail import Waymark, find_way, who_acts
from cairn.journeys.steps import Party
from cairn.kernel.actors import Actor
from cairn.kernel.instants import local_date
from cairn.platform import clock


def home(request: HttpRequest) -> HttpResponse:
    """The own trail, or the finder before one was taken. Four statements under one hat, three before a trail was taken."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    now = clock.now()
    way = find_way(actor, now)
    coming = [mark for mark in way.next if not mark.stand.step.optional] if way else []
    words = {
        "greeting": greeting(now, actor.zone, actor.name),
        "on": local_date(now, actor.zone),
        "way": way,
        "own": [mark for mark in coming if _is_own(mark)],
        "others": [mark for mark in coming if not _is_own(mark)],
        "who": who_acts(way) if way else "",
    }
    return render(request, "homes/candidate.html", words)


def _is_own(mark: Waymark) -> bool:
    return mark.stand.step.who is Party.PERSON
