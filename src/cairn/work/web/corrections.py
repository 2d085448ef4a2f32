"""Taking back a wrong entry or wrong miles: asked once, with a reason out of a short list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput
from cairn.kernel.instants import local_date
from cairn.platform import clock
from cairn.platform.pages import page
from cairn.work.commands.trips import take_back_trip
from cairn.work.commands.work_entries import take_back_work
from cairn.work.domain.corrections import FOR_TAKING_BACK
from cairn.work.queries.day_sheets import get_entry, get_trip
from cairn.work.web.day_sheets import back_to_day


@page(permission="work.entry.record", methods=("GET", "POST"))
def take_back_work_page(request: HttpRequest, work_entry_id: UUID) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]

    def act(because: str) -> date:
        return take_back_work(actor=actor, entry_id=work_entry_id, because=because, now=clock.now())

    return _asked(request, lambda on: get_entry(actor, work_entry_id, on), act, "minutes")


@page(permission="work.trip.record", methods=("GET", "POST"))
def take_back_trip_page(request: HttpRequest, trip_id: UUID) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]

    def act(because: str) -> date:
        return take_back_trip(actor=actor, trip_id=trip_id, because=because, now=clock.now())

    return _asked(request, lambda on: get_trip(actor, trip_id, on), act, "miles")


def _asked(
    request: HttpRequest,
    what: Callable[[date], tuple[date, str, int]],
    act: Callable[[str], date],
    unit: str,
) -> HttpResponse:
    """Show what is about to be taken back, or take it back."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    problems: dict[str, str] = {}
    if request.method == "POST":
        try:
            return back_to_day(request, act(request.POST.get("because", "")), "Taken back. It counts for nothing now.")
        except BadInput as error:
            problems = error.problems
    on, label, amount = what(local_date(clock.now(), actor.zone))
    context = {
        "on": on,
        "label": label,
        "amount": amount,
        "unit": unit,
        "reasons": [(each.value, each.label) for each in FOR_TAKING_BACK],
        "chosen": request.POST.get("because", ""),
        "problems": problems,
    }
    return render(request, "work/take_back.html", context, status=400 if problems else 200)
