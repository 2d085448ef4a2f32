"""One appointment: making it, and what can become of one of its days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, NotFound
from cairn.kernel.instants import Instant, Span, local_date
from cairn.meetings import policy
from cairn.meetings.commands.appointments import (
    call_off_meeting,
    end_series,
    make_appointment,
    move_meeting,
    settle_meeting,
)
from cairn.meetings.domain.appointments import AppointmentDraft, By, Placed, Where, may_be_settled, read_day
from cairn.meetings.domain.times import Repeats, Series
from cairn.meetings.queries.calendar import Meeting, get_meeting, list_overlaps, standing_between
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
from cairn.privacy.policy import may
from cairn.support.queries.encounters import Walking, list_walking

BOTH = ("GET", "POST")
FIELDS = ("relationship", "day", "at", "minutes", "repeats", "until", "where", "where_words")
LENGTHS = ("30", "45", "60", "90")
SERIES_DAYS = 92  # how far ahead a new series is compared with what stands


@page(permission=policy.MAKE, methods=BOTH)
def new_appointment(request: HttpRequest) -> HttpResponse:
    """Whom, when, how long, where, how often: one screen."""
    actor, on = acting(request)
    people = list_walking(actor, on, also=read_id(request.GET.get("person", "")))

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


@page(permission=policy.SEE)
def appointment(request: HttpRequest, appointment_id: UUID, day: str) -> HttpResponse:
    """One meeting: when and where, how it stands, and what can be done."""
    return _shown(request, appointment_id, day, {}, 200)


@page(permission=policy.MOVE, methods=BOTH)
def move(request: HttpRequest, appointment_id: UUID, day: str) -> HttpResponse:
    """Another time or place. When somebody moved it meanwhile, both times are here."""
    actor, on = acting(request)
    key = _day(day)
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


@page(permission=policy.CALL_OFF, methods=("POST",))
def call_off(request: HttpRequest, appointment_id: UUID, day: str) -> HttpResponse:
    """This one does not take place; it can be planned again."""
    actor, _ = acting(request)

    def act() -> HttpResponse:
        call_off_meeting(
            actor=actor,
            appointment_id=appointment_id,
            day=_day(day),
            by=sent_choice(request, "by", By, "Choose who called it off."),
            words=sent_text(request, "words"),
            seen=sent_number(request, "seen"),
            now=clock.now(),
        )
        messages.success(request, "Called off. It can be planned again below.")
        return redirect("get_appointment", appointment_id=appointment_id, day=day)

    return attempt(act, lambda problems, status: _shown(request, appointment_id, day, problems, status))


@page(permission=policy.SETTLE, methods=("POST",))
def settle(request: HttpRequest, appointment_id: UUID, day: str) -> HttpResponse:
    """They met, or they did not."""
    actor, _ = acting(request)

    def act() -> HttpResponse:
        met = request.POST.get("met")
        if met not in ("yes", "no"):
            raise BadInput({"met": "Say whether you met."})
        settle_meeting(actor=actor, appointment_id=appointment_id, day=_day(day), met=met == "yes", now=clock.now())
        return redirect("get_appointment", appointment_id=appointment_id, day=day)

    return attempt(act, lambda problems, status: _shown(request, appointment_id, day, problems, status))


@page(permission=policy.MOVE, methods=("POST",))
def end(request: HttpRequest, appointment_id: UUID, day: str) -> HttpResponse:
    """The series ends with this meeting."""
    actor, _ = acting(request)

    def act() -> HttpResponse:
        end_series(actor=actor, appointment_id=appointment_id, after=_day(day), now=clock.now())
        messages.success(request, "This is the last one of the series.")
        return redirect("get_appointment", appointment_id=appointment_id, day=day)

    return attempt(act, lambda problems, status: _shown(request, appointment_id, day, problems, status))


def _shown(request: HttpRequest, appointment_id: UUID, day: str, problems: dict[str, str], status: int) -> HttpResponse:
    actor, on = acting(request)
    one = get_meeting(actor, appointment_id, _day(day), on)
    now = clock.now()
    context: dict[str, Any] = {
        "one": one,
        "on": local_date(one.span.start, actor.zone),
        "write_up": _write_up(one, actor.zone),
        "has_begun": may_be_settled(one.span, now),
        "is_over": one.span.end <= now,
        "may_change": may(actor, policy.MOVE),
        "overlaps": list_overlaps(actor, [one], on) if one.is_standing else (),
        "problems": problems,
        "typed": {"words": request.POST.get("words", "")},
        "bys": [(By.CLIENT.value, one.name or "They"), (By.PEER.value, "I"), (By.PROGRAM.value, "The program")],
    }
    return render(request, "meetings/appointment.html", context, status=status)


def _write_up(one: Meeting, zone: str) -> str:
    """The contact page with the person and the times filled in; one tap for who was there as planned."""
    if one.client_id is None:
        return ""
    start, end = (at.astimezone(ZoneInfo(zone)) for at in (one.span.start, one.span.end))
    told = {"person": one.client_id, "day": start.date(), "start": f"{start:%H:%M}", "stop": f"{end:%H:%M}"}
    return f"{reverse('write_contact')}?{urlencode(told)}"


def _day(text: str) -> date:
    found = read_day(text)
    if found is None:
        raise NotFound
    return found


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
