"""Planning: a new appointment, and another time or place for one of its days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput
from cairn.kernel.instants import Instant, Span
from cairn.meetings import policy
from cairn.meetings.commands.appointments import (
    make_appointment,
    move_meeting,
)
from cairn.meetings.domain.appointments import AppointmentDraft, Placed, Where, read_day
from cairn.meetings.domain.times import Repeats, Series
from cairn.meetings.queries.calendar import Meeting, get_meeting, list_overlaps, standing_between
from cairn.meetings.web.appointments import named_day
from cairn.platform import clock
from cairn.platform.forms import (
    acting,
    attempt,
    named_id,
    sent_choice,
    sent_day,
    sent_id,
    sent_moment,
    sent_number,
    sent_text,
)
from cairn.platform.ids import read_id
from cairn.platform.pages import page
from cairn.support.queries.encounters import Walking, find_walking, list_walking

BOTH = ("GET", "POST")
FIELDS = ("relationship", "day", "at", "minutes", "repeats", "until", "where", "where_words")
LENGTHS = ("30", "45", "60", "90")
SERIES_DAYS = 92  # how far ahead a new series is compared with what stands


@page(permission=policy.MAKE, methods=BOTH)
def new_appointment(request: HttpRequest) -> HttpResponse:
    """Whom, when, how long, where, how often: one screen."""
    actor, on = acting(request)
    people = _people(actor, read_id(request.GET.get("person", "")), on)

    def again(problems: dict[str, str], status: int) -> HttpResponse:
        context = {
            "typed": _typed(request, people),
            "people": [(str(one.relationship_id), one.name) for one in people],
            "problems": problems,
            "id": sent_id(request, "id"),
            **_choices(),
        }
        return render(request, "meetings/new.html", context, status=status)

    def act() -> HttpResponse:
        start = sent_moment(request, "day", "at", actor.zone)
        local, minutes = start.astimezone(ZoneInfo(actor.zone)), sent_number(request, "minutes")
        repeats = sent_choice(request, "repeats", Repeats, "Choose how often.")
        series = Series(repeats, local.date(), local.time(), minutes, actor.zone, sent_day(request, "until"))
        if not request.POST.get("relationship"):
            raise BadInput({"relationship": "Choose whom you meet."})
        draft = AppointmentDraft(
            sent_id(request, "id"),
            named_id(request, "relationship"),
            series,
            sent_choice(request, "where", Where, "Choose where."),
            sent_text(request, "where_words"),
        )
        make_appointment(actor=actor, draft=draft, now=clock.now())
        messages.success(request, "Saved.")
        made = standing_between(actor, series.starts_on, series.starts_on + timedelta(days=SERIES_DAYS), on)
        _warn(request, actor, [one for one in made if one.appointment_id == draft.id], on)
        return redirect("get_appointment", appointment_id=draft.id, day=series.starts_on.isoformat())

    return attempt(act, again) if request.method == "POST" else again({}, 200)


@page(permission=policy.MOVE, methods=BOTH)
def move(request: HttpRequest, appointment_id: UUID, day: str) -> HttpResponse:
    """Another time or place. When somebody moved it meanwhile, both times are here."""
    actor, on = acting(request)
    key = named_day(day)
    one = get_meeting(actor, appointment_id, key, on)

    def again(problems: dict[str, str], status: int) -> HttpResponse:
        standing, both = get_meeting(actor, appointment_id, key, on), status == 409
        is_sent = request.method == "POST"
        context = {
            "one": standing,
            "both": both,
            "typed": {name: request.POST.get(name, "") for name in FIELDS} if is_sent else _as_typed(one, actor.zone),
            "seen": standing.version if both or not is_sent else request.POST.get("seen", "0"),
            "problems": problems,
            **_choices(),
        }
        return render(request, "meetings/move.html", context, status=status)

    def act() -> HttpResponse:
        start = sent_moment(request, "day", "at", actor.zone)
        span = Span(start, Instant(start + timedelta(minutes=sent_number(request, "minutes"))))
        where = sent_choice(request, "where", Where, "Choose where.")
        placed = Placed(span, where, sent_text(request, "where_words"), sent_number(request, "seen"))
        move_meeting(actor=actor, appointment_id=appointment_id, day=key, placed=placed, now=clock.now())
        messages.success(request, "Moved.")
        _warn(request, actor, [get_meeting(actor, appointment_id, key, on)], on)
        return redirect("get_appointment", appointment_id=appointment_id, day=day)

    return attempt(act, again) if request.method == "POST" else again({}, 200)


def _people(actor: Actor, asked: UUID | None, on: date) -> list[Walking]:
    """Those of the form; with whom the address names, too, where one walks with more people than the form shows."""
    people = list_walking(actor, on)
    is_shown = asked is None or any(one.client_id == asked for one in people)
    other = None if is_shown or asked is None else find_walking(actor, asked, on)
    return [*people, other] if other else people


def _typed(request: HttpRequest, people: list[Walking]) -> dict[str, str]:
    """What was typed; on a fresh form the person of the page one came from, an hour, once, out and about."""
    if request.method == "POST":
        return {name: request.POST.get(name, "") for name in FIELDS}
    person = read_id(request.GET.get("person", ""))
    chosen = next((str(one.relationship_id) for one in people if one.client_id == person), "")
    day = read_day(request.GET.get("day", ""))
    begun = {"relationship": chosen, "day": day.isoformat() if day else "", "minutes": "60"}
    return {**dict.fromkeys(FIELDS, ""), **begun, "repeats": Repeats.ONCE.value, "where": Where.COMMUNITY.value}


def _as_typed(one: Meeting, zone: str) -> dict[str, str]:
    local = one.span.start.astimezone(ZoneInfo(zone))
    where = (one.where or Where.OTHER).value
    times = {"day": local.date().isoformat(), "at": f"{local:%H:%M}", "minutes": str(one.span.minutes)}
    return {**times, "where": where, "where_words": one.where_words}


def _choices() -> dict[str, Any]:
    return {
        "repeats": [(each.value, each.label) for each in Repeats],
        "wheres": [(each.value, each.label) for each in Where],
        "lengths": LENGTHS,
    }


def _warn(request: HttpRequest, actor: Actor, own: list[Meeting], on: date) -> None:
    """Overlaps are said, and nothing is blocked: two may share an hour on purpose."""
    for other in list_overlaps(actor, own, on)[:1]:
        local = other.span.start.astimezone(ZoneInfo(actor.zone))
        who = f" with {other.name}" if other.name else ""
        when = f"{local:%A}, {local:%B} {local.day} at {local.hour % 12 or 12}:{local:%M} {local:%p}".replace(
            "AM", "am"
        )
        messages.warning(request, f"You have something else then{who}: {when.replace('PM', 'pm')}. Both are kept.")
