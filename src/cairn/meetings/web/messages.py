"""Messages with one person, and the hours in which the peer supporter answers."""

from __future__ import annotations

from datetime import time
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.kernel.errors import BadInput
from cairn.meetings import policy
from cairn.meetings.commands.messages import mark_messages_read, send_message, set_hours
from cairn.meetings.domain.letters import DAYS, MESSAGE_LENGTH, NOT_FOR_EMERGENCIES, Hours
from cairn.meetings.queries.messages import find_hours, get_thread
from cairn.platform import clock
from cairn.platform.forms import acting, attempt, sent_id, sent_text
from cairn.platform.ids import read_id
from cairn.platform.pages import page
from cairn.support.queries.clients import get_client_name

BOTH = ("GET", "POST")


@page(permission=policy.READ, methods=BOTH)
def thread(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """Read and answer. Opening the page reads what is new; the other sees that it was read."""
    actor, on = acting(request)
    name = get_client_name(actor, client_id, on)
    found = get_thread(actor, client_id, on, before=read_id(request.GET.get("before", "")))

    def again(problems: dict[str, str], status: int) -> HttpResponse:
        if found.unread and request.method == "GET":
            mark_messages_read(actor=actor, relationship_id=found.relationship_id, shown=found.shown, now=clock.now())
        context = {
            "client_id": client_id,
            "name": name,
            "thread": found,
            "typed": request.POST.get("words", ""),
            "problems": problems,
            "most": MESSAGE_LENGTH,
            "warning": NOT_FOR_EMERGENCIES,
            "id": sent_id(request, "id" if status != 409 else ""),
        }
        return render(request, "meetings/messages.html", context, status=status)

    def act() -> HttpResponse:
        send_message(
            actor=actor,
            message_id=sent_id(request, "id"),
            relationship_id=found.relationship_id,
            words=sent_text(request, "words"),
            now=clock.now(),
        )
        return redirect("list_messages", client_id=client_id)

    return attempt(act, again) if request.method == "POST" else again({}, 200)


@page(permission=policy.HOURS, methods=BOTH)
def hours(request: HttpRequest) -> HttpResponse:
    """On which days and from when to when one answers. Everybody who writes sees it."""
    actor, on = acting(request)
    standing = find_hours(actor, actor.engagement_id, on)

    def again(problems: dict[str, str], status: int) -> HttpResponse:
        if request.method == "POST":
            typed = {name: request.POST.get(name, "") for name in ("opens", "closes")}
            chosen = request.POST.getlist("weekdays")
        else:
            typed = {"opens": f"{standing.opens:%H:%M}", "closes": f"{standing.closes:%H:%M}"} if standing else {}
            chosen = [str(number) for number in standing.weekdays] if standing else list("12345")
        context = {
            "days": [(str(number), name) for number, name in enumerate(DAYS, 1)],
            "chosen": chosen,
            "typed": {"opens": "09:00", "closes": "17:00", **typed},
            "problems": problems,
        }
        return render(request, "meetings/hours.html", context, status=status)

    def act() -> HttpResponse:
        numbers = sorted({int(each) for each in request.POST.getlist("weekdays") if each in tuple("1234567")})
        told = Hours(tuple(numbers), _clock(request, "opens"), _clock(request, "closes"))
        set_hours(actor=actor, hours=told, now=clock.now())
        messages.success(request, "Saved. Whoever writes to you sees these hours.")
        return redirect("show_calendar")

    return attempt(act, again) if request.method == "POST" else again({}, 200)


def _clock(request: HttpRequest, name: str) -> time:
    try:
        return time.fromisoformat(sent_text(request, name)).replace(tzinfo=None, second=0, microsecond=0)
    except ValueError:
        raise BadInput({name: "Give a time of the day, for example 09:00."}) from None
