"""The day sheet: today's contacts are already there, the rest of the day takes three taps."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput
from cairn.kernel.instants import local_date
from cairn.platform import clock
from cairn.platform.ids import new_form_id, sent_id
from cairn.platform.pages import page
from cairn.work.commands.work_entries import record_work
from cairn.work.domain.activities import Activity
from cairn.work.queries.worked import WorkedDay, list_worked

LENGTHS = (15, 30, 45, 60, 90, 120)
BEFORE = 6  # days shown besides the one that is open


@page(permission="work.entry.record")
def get_day_sheet(request: HttpRequest) -> HttpResponse:
    """One day of the own work (`?on=2026-11-19`, today without it) and the days before it."""
    return _sheet(request, {"minutes": "", "other_minutes": "", "activity": ""}, {})


@page(permission="work.entry.record", methods=("POST",))
def record_work_page(request: HttpRequest) -> HttpResponse:
    """Add one activity; what cannot be taken comes back as it was typed."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    typed = {name: request.POST.get(name, "") for name in ("minutes", "other_minutes", "activity")}
    day = _day(request.POST.get("on", ""), actor)
    try:
        record_work(
            actor=actor,
            entry_id=sent_id(request.POST.get("id", ""), actor.organization_id),
            on=day,
            activity=typed["activity"],
            minutes=_minutes(typed),
            now=clock.now(),
        )
    except BadInput as error:
        return _sheet(request, typed, error.problems, status=400)
    messages.success(request, "Added to your day.")
    return redirect(f"{request.path.removesuffix('record/')}?on={day.isoformat()}")


def _sheet(request: HttpRequest, typed: dict[str, str], problems: dict[str, str], status: int = 200) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    today = local_date(clock.now(), actor.zone)
    on = _day(request.POST.get("on", request.GET.get("on", "")), actor)
    days = {each.on: each for each in list_worked(actor, actor.engagement_id, on - timedelta(days=BEFORE), on)}
    context: dict[str, Any] = {
        "on": on,
        "today": today,
        "sheet": days.pop(on, WorkedDay(on, (), ())),
        "before": sorted(days.values(), key=lambda each: each.on, reverse=True),
        "zone": actor.zone,
        "activities": [(activity.value, activity.label) for activity in Activity],
        "lengths": LENGTHS,
        "typed": typed,
        "problems": problems,
        "new_id": new_form_id(actor.organization_id),
    }
    return render(request, "work/day_sheet.html", context, status=status)


def _day(text: str, actor: Actor) -> date:
    """The day asked for; today when none or nonsense was."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return local_date(clock.now(), actor.zone)


def _minutes(typed: dict[str, str]) -> int:
    """The typed length wins over the chip; nonsense is 0, which the command refuses in words."""
    text = typed["other_minutes"].strip() or typed["minutes"]
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
