"""Today, for a candidate: what waits for them, and for whom they wait. No alarm: a way has its own pace."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from cairn.front.pages.homes.lines import Line, greeting, soonest_first
from cairn.front.pages.trail import Way, Waymark, find_way, who_acts
from cairn.journeys.steps import Party
from cairn.journeys.walking import StepState
from cairn.kernel.actors import Actor
from cairn.kernel.instants import local_date
from cairn.platform import charts, clock


def home(request: HttpRequest) -> HttpResponse:
    """The own trail, or the finder before one was taken."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    now = clock.now()
    way = find_way(actor, now)
    words = {
        "greeting": greeting(now, actor.zone, actor.name),
        "on": local_date(now, actor.zone),
        "way": way,
        "lines": soonest_first(_lines(way)) if way else [],
        "others": [mark for mark in way.next if _is_on_others(mark)] if way else [],
        "who": who_acts(way) if way else "",
        "stones": _stones(way) if way else "",
    }
    return render(request, "homes/candidate.html", words)


def _lines(way: Way) -> Iterator[Line]:
    """What the candidate can do today. Days count back to when something stopped holding, never to a deadline nobody set."""
    for mark in way.next:
        if mark.stand.step.optional or _is_on_others(mark):
            continue
        step = mark.stand.step
        href = reverse("list_hours") if mark.has_hours else reverse("note_step", kwargs={"step": step.key})
        text = mark.stand.reason if mark.stand.since else step.text
        yield Line(step.title, text, "Open", href)


def _is_on_others(mark: Waymark) -> bool:
    return mark.stand.step.who is not Party.PERSON


def _stones(way: Way) -> str:
    needed = [stand for stand in way.walk.stands if not stand.step.optional]
    done = sum(stand.state in (StepState.DONE, StepState.NOT_NEEDED) for stand in needed)
    return charts.stones(done, len(needed), title="Steps of your trail")
