"""One meeting: when and where, how it stands, and what becomes of it. Making and moving one stand in `planning.py`."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from cairn.kernel.errors import BadInput, NotFound
from cairn.kernel.instants import local_date
from cairn.meetings import policy
from cairn.meetings.commands.appointments import (
    call_off_meeting,
    end_series,
    settle_meeting,
)
from cairn.meetings.domain.appointments import By, may_be_settled, read_day
from cairn.meetings.queries.calendar import Meeting, get_meeting, list_overlaps
from cairn.platform import clock
from cairn.platform.forms import (
    acting,
    attempt,
    sent_choice,
    sent_number,
    sent_text,
)
from cairn.platform.pages import page
from cairn.privacy.policy import may


@page(permission=policy.SEE)
def appointment(request: HttpRequest, appointment_id: UUID, day: str) -> HttpResponse:
    """One meeting: when and where, how it stands, and what can be done."""
    return _shown(request, appointment_id, day, {}, 200)


@page(permission=policy.CALL_OFF, methods=("POST",))
def call_off(request: HttpRequest, appointment_id: UUID, day: str) -> HttpResponse:
    """This one does not take place; it can be planned again."""
    actor, _ = acting(request)

    def act() -> HttpResponse:
        call_off_meeting(
            actor=actor,
            appointment_id=appointment_id,
            day=named_day(day),
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
        settle_meeting(
            actor=actor, appointment_id=appointment_id, day=named_day(day), met=met == "yes", now=clock.now()
        )
        return redirect("get_appointment", appointment_id=appointment_id, day=day)

    return attempt(act, lambda problems, status: _shown(request, appointment_id, day, problems, status))


@page(permission=policy.MOVE, methods=("POST",))
def end(request: HttpRequest, appointment_id: UUID, day: str) -> HttpResponse:
    """The series ends with this meeting."""
    actor, _ = acting(request)

    def act() -> HttpResponse:
        end_series(actor=actor, appointment_id=appointment_id, after=named_day(day), now=clock.now())
        messages.success(request, "This is the last one of the series.")
        return redirect("get_appointment", appointment_id=appointment_id, day=day)

    return attempt(act, lambda problems, status: _shown(request, appointment_id, day, problems, status))


def _shown(request: HttpRequest, appointment_id: UUID, day: str, problems: dict[str, str], status: int) -> HttpResponse:
    actor, on = acting(request)
    one = get_meeting(actor, appointment_id, named_day(day), on)
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


def named_day(text: str) -> date:
    """The day that an address names; raises NotFound for none."""
    found = read_day(text)
    if found is None:
        raise NotFound
    return found
