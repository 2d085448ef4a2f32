"""One meeting on a phone: big boxes for who came, a number for the others, closing, canceling."""

from __future__ import annotations

from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html

from cairn.gatherings import policy
from cairn.gatherings.commands.meetings import (
    call_off_day,
    cancel_meeting,
    close_meeting,
    open_meeting,
    tell_meeting,
    write_group_contacts,
)
from cairn.gatherings.domain.attendance import MARKS, POSSIBLE_CONFLICT, marks_as_kept
from cairn.gatherings.domain.kinds import State
from cairn.gatherings.queries.meetings import MeetingView, get_meeting
from cairn.gatherings.queries.ties import is_tie_possible
from cairn.gatherings.web.forms import read_told
from cairn.gatherings.web.gatherings import BOTH
from cairn.kernel.errors import NotFound
from cairn.kernel.instants import Instant
from cairn.platform import clock
from cairn.platform.forms import acting, attempt, sent_day, sent_text
from cairn.platform.pages import page
from cairn.privacy.policy import may

LEADING_ON = '{} <a href="{}">What is asked before you begin</a>'


@page(permission=policy.HOLD, methods=("POST",))
def open_day(request: HttpRequest, gathering_id: UUID) -> HttpResponse:
    """Open the page of one day, or call a day to come off. Nothing is made ahead for days that nobody opens."""
    actor, _ = acting(request)
    on = sent_day(request, "on")
    if on is None:
        raise NotFound

    def act() -> HttpResponse:
        if "because" in request.POST:
            call_off_day(
                actor=actor, gathering_id=gathering_id, on=on, because=sent_text(request, "because"), now=clock.now()
            )
            messages.success(request, "Called off. Tell those who would have come.")
            return redirect("get_gathering", gathering_id=gathering_id)
        meeting_id = open_meeting(actor=actor, gathering_id=gathering_id, on=on, now=clock.now())
        return redirect("get_meeting", meeting_id=meeting_id)

    def again(problems: dict[str, str], _: int) -> HttpResponse:
        messages.error(request, " ".join(problems.values()))
        return redirect("get_gathering", gathering_id=gathering_id)

    return attempt(act, again)


@page(permission=policy.SEE, methods=BOTH)
def meeting(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Who came. Kept for now with one button, closed with the other."""
    if request.method != "POST":
        return shown(request, meeting_id, {}, 200)
    actor, on = acting(request)
    one = get_meeting(actor, meeting_id, on)

    def act() -> HttpResponse:
        told = read_told(request, one.on, actor.zone)
        if request.POST.get("do") == "close":
            written = close_meeting(actor=actor, meeting_id=meeting_id, told=told, now=clock.now())
            words = f"{written} contact{'' if written == 1 else 's'} written." if written else "No contact was written."
            messages.success(request, f"The meeting is closed. {words}")
        else:
            tell_meeting(actor=actor, meeting_id=meeting_id, told=told, now=clock.now())
            messages.success(request, "Kept. Close the meeting when it is over.")
        # Told back at once, and written nowhere: neither which name it was nor which tie.
        if "conflict" in request.POST or is_tie_possible(actor, told.walk_in_names, on):
            messages.warning(request, format_html(LEADING_ON, POSSIBLE_CONFLICT, reverse("list_asked")))
        return redirect("get_meeting", meeting_id=meeting_id)

    return attempt(act, lambda problems, status: shown(request, meeting_id, problems, status))


@page(permission=policy.HOLD, methods=("POST",))
def write_contacts(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """The other leader was there too: the contacts of their own people."""
    actor, _ = acting(request)

    def act() -> HttpResponse:
        written = write_group_contacts(actor=actor, meeting_id=meeting_id, now=clock.now())
        messages.success(request, f"{written} contact{'' if written == 1 else 's'} written.")
        return redirect("get_meeting", meeting_id=meeting_id)

    return attempt(act, lambda problems, status: shown(request, meeting_id, problems, status))


@page(permission=policy.HOLD, methods=("POST",))
def cancel(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """It was not held."""
    actor, _ = acting(request)

    def act() -> HttpResponse:
        cancel_meeting(actor=actor, meeting_id=meeting_id, because=sent_text(request, "because"), now=clock.now())
        messages.success(request, "Canceled. The other days stay as they are.")
        return redirect("get_meeting", meeting_id=meeting_id)

    return attempt(act, lambda problems, status: shown(request, meeting_id, problems, status))


def shown(request: HttpRequest, meeting_id: UUID, problems: dict[str, str], status: int) -> HttpResponse:
    """The page of a meeting, with what was typed when something is not right yet."""
    actor, on = acting(request)
    one = get_meeting(actor, meeting_id, on)
    is_leader = may(actor, policy.HOLD)
    context: dict[str, Any] = {
        "one": one,
        "is_leader": is_leader,
        "is_form": is_leader and one.state is State.OPEN,
        "typed": _typed(request, one, actor.zone),
        "frameworks": [(f, [(f"{f.family}:{word.code}", word.label) for word in f.words]) for f in MARKS],
        "problems": problems,
    }
    return render(request, "gatherings/meeting.html", context, status=status)


def _typed(request: HttpRequest, one: MeetingView, zone: str) -> dict[str, Any]:
    """The fields of the form: as sent, else as they stand."""
    is_sent = "shown" in request.POST or "start" in request.POST
    standing: dict[str, Any] = {
        "start": _clock(one.started_at, zone),
        "stop": _clock(one.ended_at, zone),
        "topic": one.topic,
        "walk_ins": str(one.walk_ins),
        "walk_in_names": one.walk_in_names,
        "because": "",
    }
    fields: dict[str, Any] = {name: request.POST.get(name, value) for name, value in standing.items()}
    fields["marks"] = request.POST.getlist("marks") if is_sent else marks_as_kept(one.marks)
    fields["came"] = request.POST.getlist("came") if is_sent else [str(person.client_id) for person in one.came]
    for person in one.people:
        for name, at in (("arrived", person.arrived_at), ("left", person.left_at)):
            fields[f"{name}-{person.client_id}"] = request.POST.get(f"{name}-{person.client_id}", _clock(at, zone))
    return fields


def _clock(at: Instant | None, zone: str) -> str:
    return f"{at.astimezone(ZoneInfo(zone)):%H:%M}" if at else ""
