"""The day sheet: today's contacts are already there, the rest of the day takes three taps, and three confirm it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from cairn.kernel.actors import Actor
from cairn.kernel.durations import in_hours
from cairn.kernel.errors import BadInput
from cairn.kernel.instants import local_date
from cairn.platform import charts, clock
from cairn.platform.forms import read_number, sent_number
from cairn.platform.ids import new_form_id, sent_id
from cairn.platform.pages import page
from cairn.work.commands.days import confirm_day, reopen_day
from cairn.work.commands.trips import record_trip
from cairn.work.commands.work_entries import record_work
from cairn.work.domain.activities import Activity
from cairn.work.domain.corrections import FOR_REOPENING
from cairn.work.domain.loads import RULE
from cairn.work.domain.purposes import Purpose
from cairn.work.domain.shares import share_words
from cairn.work.queries.day_sheets import DaySheet, get_day_sheet

LENGTHS = (15, 30, 45, 60, 90, 120)
BEFORE = 6  # days shown besides the one that is open
TYPED = ("minutes", "other_minutes", "activity", "miles", "purpose")


@page(permission="work.day.see")
def get_day_sheet_page(request: HttpRequest) -> HttpResponse:
    """One day of the own work (`?on=2026-11-19`, today without it) and the days before it."""
    return _sheet(request, {})


@page(permission="work.entry.record", methods=("POST",))
def record_work_page(request: HttpRequest) -> HttpResponse:
    """Add one activity; what cannot be taken comes back as it was typed."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    try:
        record_work(
            actor=actor,
            entry_id=sent_id(request.POST.get("id", ""), actor.organization_id),
            on=day_of(request),
            activity=request.POST.get("activity", ""),
            minutes=_minutes(request),
            now=clock.now(),
        )
    except BadInput as error:
        return _sheet(request, error.problems, status=400)
    return back_to_day(request, day_of(request), "Added to your day.")


@page(permission="work.trip.record", methods=("POST",))
def record_trip_page(request: HttpRequest) -> HttpResponse:
    """Add miles; what cannot be taken comes back as it was typed."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    try:
        record_trip(
            actor=actor,
            trip_id=sent_id(request.POST.get("id", ""), actor.organization_id),
            on=day_of(request),
            purpose=request.POST.get("purpose", ""),
            miles=sent_number(request, "miles"),
            now=clock.now(),
        )
    except BadInput as error:
        return _sheet(request, error.problems, status=400)
    return back_to_day(request, day_of(request), "Miles added.")


@page(permission="work.day.confirm", methods=("POST",))
def confirm_day_page(request: HttpRequest) -> HttpResponse:
    """Stand by the day as it was shown."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    minutes, miles = sent_number(request, "seen"), sent_number(request, "seen_miles")
    try:
        confirm_day(actor=actor, on=day_of(request), seen_minutes=minutes, seen_miles=miles, now=clock.now())
    except BadInput as error:
        return _sheet(request, error.problems, status=400)
    return back_to_day(request, day_of(request), "Your day is confirmed.")


@page(permission="work.day.confirm", methods=("POST",))
def reopen_day_page(request: HttpRequest) -> HttpResponse:
    """Open a confirmed day again, with a reason."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    try:
        reopen_day(actor=actor, on=day_of(request), because=request.POST.get("because", ""), now=clock.now())
    except BadInput as error:
        return _sheet(request, error.problems, status=400)
    return back_to_day(request, day_of(request), "Your day is open again.")


def back_to_day(request: HttpRequest, on: date, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect(f"{reverse('get_day_sheet')}?on={on.isoformat()}")


def day_of(request: HttpRequest) -> date:
    """The day asked for; today when none or nonsense was."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    today = local_date(clock.now(), actor.zone)
    try:
        on = date.fromisoformat(request.POST.get("on", request.GET.get("on", "")))
    except ValueError:
        return today
    return on if abs((on - today).days) < 36_500 else today


def _sheet(request: HttpRequest, problems: dict[str, str], status: int = 200) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    today, on = local_date(clock.now(), actor.zone), day_of(request)
    sheet = get_day_sheet(actor, on)
    before = [(each, sheet.standing_of(each).value) for each in sheet.week[::-1] if each.on != on]
    context: dict[str, Any] = {
        "on": on,
        "today": today,
        "next_day": on + timedelta(days=1) if on < today else None,
        "sheet": sheet,
        "before": before,
        "standing": sheet.standing_of(sheet.day).value,
        "zone": actor.zone,
        "activities": [(each.value, each.label) for each in Activity],
        "purposes": [(each.value, each.label) for each in Purpose],
        "reasons": [(each.value, each.label) for each in FOR_REOPENING],
        "lengths": LENGTHS,
        "typed": {name: request.POST.get(name, "") for name in TYPED},
        "problems": problems,
        "share": share_words(sheet.week_contact_minutes, sheet.week_minutes),
        "picture": _picture(sheet),
        "rule": RULE,
        "new_id": new_form_id(actor.organization_id),
        "new_trip_id": new_form_id(actor.organization_id),
    }
    return render(request, "work/day_sheet.html", context, status=status)


def _picture(sheet: DaySheet) -> str:
    return charts.day_share(sheet.week_contact_minutes, sheet.week_minutes, in_hours, "With people", "Other work")


def _minutes(request: HttpRequest) -> int:
    """The typed length wins over the chip; nonsense is 0, which the command refuses in words."""
    return read_number(request.POST.get("other_minutes", "").strip() or request.POST.get("minutes", ""))
