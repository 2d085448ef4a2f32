"""The desk: what one needs at the phone, writing a call down in a minute, callers by the name they chose."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.kernel.errors import BadInput
from cairn.platform import clock
from cairn.platform.forms import acting, asked_page, attempt, sent_choice, sent_id, sent_moment, sent_number, sent_text
from cairn.platform.ids import new_form_id, read_id
from cairn.platform.pages import page
from cairn.warmline import policy
from cairn.warmline.commands.calls import log_call, take_back_call
from cairn.warmline.domain.calls import GRACE, CallFacts
from cairn.warmline.domain.kinds import Came, Offer, Topic
from cairn.warmline.queries.calls import find_hand_over, get_call, list_callers, list_calls
from cairn.warmline.queries.hand_offs import find_open_hand_off
from cairn.warmline.queries.practice import is_certified
from cairn.warmline.queries.shifts import is_on_desk, list_shifts, own_of

FIELDS = ("started_on", "started_at", "minutes", "came", "nickname", "hand_off")


@page(permission=policy.SHIFTS)
def desk(request: HttpRequest) -> HttpResponse:
    """With a shift today: the desk. Without one, or for the manager: who answers when."""
    return show_desk(request, {}, 200)


def show_desk(request: HttpRequest, problems: dict[str, str], status: int) -> HttpResponse:
    """The desk again, with what is wrong beside what was typed."""
    actor, on = acting(request)
    if actor.role is not policy.PEER or not is_on_desk(actor, on):
        return redirect("list_shifts")
    now = clock.now()
    number = asked_page(request)
    around = list_shifts(actor, now, grace=GRACE)
    shifts = [one for one in around if one.span.end > now]
    context: dict[str, Any] = {
        "own": next((one for one in shifts if one.is_own), None),
        "following": next((one for one in shifts if not one.is_own), None),
        "is_certified": is_certified(actor, on),
        "is_now": own_of(around, now) is not None,
        "left": find_hand_over(actor, on),
        "calls": list_calls(actor, on, page=number),
        "number": number,
        "open_hand_off": find_open_hand_off(actor, on),
        "words": request.POST.get("words", ""),
        "problems": problems,
        "new_id": new_form_id(actor.organization_id),
        "now": now,
    }
    return render(request, "warmline/desk.html", context, status=status)


@page(permission=policy.LOG, methods=("GET", "POST"))
def new_call(request: HttpRequest) -> HttpResponse:
    """One minute: when, how long, what about, what was offered, came before or not."""
    actor, _ = acting(request)
    hand_off = read_id(request.POST.get("hand_off", "") or request.GET.get("crisis", ""))

    def again(problems: dict[str, str], status: int) -> HttpResponse:
        here = datetime.astimezone(clock.now(), ZoneInfo(actor.zone))
        typed = {name: request.POST.get(name, "") for name in FIELDS}
        context = {
            "typed": {
                **typed,
                "started_on": typed["started_on"] or here.date().isoformat(),
                "started_at": typed["started_at"] or f"{here:%H:%M}",
            },
            "chosen": {name: request.POST.getlist(name) for name in ("topics", "offers")},
            "topics": [(one.value, one.label) for one in Topic],
            "offers": [(one.value, one.label) for one in Offer],
            "came": [(one.value, one.label) for one in Came],
            "hand_off": hand_off,
            "problems": problems,
            "id": sent_id(request, "id" if status != 409 else ""),
        }
        return render(request, "warmline/new_call.html", context, status=status)

    def act() -> HttpResponse:
        log_call(
            actor=actor, call_id=sent_id(request, "id"), facts=_facts(request), now=clock.now(), hand_off_id=hand_off
        )
        messages.success(request, "Written down. Nobody can tell from it who called.")
        return redirect("show_warmline")

    return attempt(act, again) if request.method == "POST" else again({}, 200)


@page(permission=policy.TAKE_BACK, methods=("GET", "POST"))
def take_back(request: HttpRequest, call_id: UUID) -> HttpResponse:
    """An entry of one's own was wrong."""
    actor, on = acting(request)

    def again(problems: dict[str, str], status: int) -> HttpResponse:
        context = {
            "call": get_call(actor, call_id, on),
            "because": request.POST.get("because", ""),
            "problems": problems,
        }
        return render(request, "warmline/take_back_call.html", context, status=status)

    def act() -> HttpResponse:
        take_back_call(actor=actor, call_id=call_id, because=sent_text(request, "because"), now=clock.now())
        messages.success(request, "Taken back. It counts no more.")
        return redirect("show_warmline")

    return attempt(act, again) if request.method == "POST" else again({}, 200)


@page(permission=policy.DESK)
def callers(request: HttpRequest) -> HttpResponse:
    """Who calls often, by the name they chose."""
    actor, on = acting(request)
    return render(request, "warmline/callers.html", {"callers": list_callers(actor, on)})


def _facts(request: HttpRequest) -> CallFacts:
    actor, _ = acting(request)
    minutes = sent_text(request, "minutes")
    if not (minutes.isascii() and minutes.isdigit()):
        raise BadInput({"minutes": "Give whole minutes. A call that ended at once is 0."})
    topics, offers = set(request.POST.getlist("topics")), set(request.POST.getlist("offers"))
    return CallFacts(
        sent_moment(request, "started_on", "started_at", actor.zone),
        sent_number(request, "minutes") if len(minutes) < 6 else 99_999,
        tuple(one for one in Topic if one.value in topics),
        tuple(one for one in Offer if one.value in offers),
        sent_choice(request, "came", Came, "Choose one. By the caller's own word only."),
        sent_text(request, "nickname"),
    )
