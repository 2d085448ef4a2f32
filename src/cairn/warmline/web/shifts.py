"""Who answers when, the word for the next shift, and the manager's counts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.identity.queries.names import list_peer_supporters
from cairn.kernel.actors import Actor
from cairn.kernel.instants import Span, local_date
from cairn.kernel.suppression import FEWEST_SHOWN
from cairn.platform import clock
from cairn.platform.forms import acting, attempt, moment_of, named_id, sent_id, sent_moment, sent_text
from cairn.platform.ids import new_form_id
from cairn.platform.pages import page
from cairn.privacy.policy import may
from cairn.warmline import policy
from cairn.warmline.commands.shifts import hand_over_shift, plan_shift, take_back_shift
from cairn.warmline.domain.kinds import Came, Topic
from cairn.warmline.queries.figures import list_months
from cairn.warmline.queries.practice import list_barred
from cairn.warmline.queries.shifts import list_shifts
from cairn.warmline.web.calls import show_desk

FIELDS = ("peer", "starts_on", "starts_at", "ends_at")


@page(permission=policy.SHIFTS, methods=("GET", "POST"))
def shifts(request: HttpRequest) -> HttpResponse:
    """Who answers when; the manager plans here."""
    actor, on = acting(request)

    def again(problems: dict[str, str], status: int) -> HttpResponse:
        now, may_plan, barred = clock.now(), may(actor, policy.PLAN), list_barred(actor, on)
        context: dict[str, Any] = {
            "shifts": list_shifts(actor, now),
            "now": now,
            "may_plan": may_plan,
            "barred": barred,
            "peers": _choices(actor, on, barred) if may_plan else [],
            "typed": {name: request.POST.get(name, "") for name in FIELDS},
            "problems": problems,
            "new_id": new_form_id(actor.organization_id),
        }
        return render(request, "warmline/shifts.html", context, status=status)

    def act() -> HttpResponse:
        plan_shift(
            actor=actor,
            shift_id=sent_id(request, "id"),
            peer_id=named_id(request, "peer", "Choose who answers."),
            span=_span(request, actor.zone),
            now=clock.now(),
        )
        _say_planned(request, named_id(request, "peer"))
        return redirect("list_shifts")

    return attempt(act, again) if request.method == "POST" else again({}, 200)


@page(permission=policy.PLAN, methods=("POST",))
def take_back(request: HttpRequest, shift_id: UUID) -> HttpResponse:
    """Nobody comes to this shift."""
    actor, _ = acting(request)
    take_back_shift(actor=actor, shift_id=shift_id, because="Taken out of the plan", now=clock.now())
    messages.success(request, "Taken out of the plan.")
    return redirect("list_shifts")


@page(permission=policy.HAND_OVER, methods=("POST",))
def write_hand_over(request: HttpRequest) -> HttpResponse:
    """A word for who comes next, without anybody's name."""
    actor, _ = acting(request)

    def act() -> HttpResponse:
        hand_over_shift(
            actor=actor, hand_over_id=sent_id(request, "id"), words=sent_text(request, "words"), now=clock.now()
        )
        messages.success(request, "Left for who comes next.")
        return redirect("show_warmline")

    return attempt(act, lambda problems, status: show_desk(request, problems, status))


@page(permission=policy.COUNT)
def figures(request: HttpRequest) -> HttpResponse:
    """How many called. Never who."""
    actor, on = acting(request)
    context = {"months": list_months(actor, on), "parts": list(Came), "topics": list(Topic), "fewest": FEWEST_SHOWN}
    return render(request, "warmline/figures.html", context)


def _choices(actor: Actor, on: date, barred: Mapping[UUID, str]) -> list[tuple[str, str]]:
    """Who can be planned; beside whom may not practice today stands why."""
    peers = list_peer_supporters(actor, on)
    return [(str(one.id), f"{one.name} ({barred[one.id]})" if one.id in barred else one.name) for one in peers]


def _say_planned(request: HttpRequest, peer_id: UUID) -> None:
    """Planned, and what to see to before: the shift stands as the manager planned it."""
    actor, on = acting(request)
    why = list_barred(actor, on).get(peer_id, "")
    if why:
        messages.warning(
            request,
            f"Planned. They may not practice today: {why}. See to that before the shift, or plan somebody else.",
        )
    else:
        messages.success(request, "Planned.")


def _span(request: HttpRequest, zone: str) -> Span:
    """From a day, an hour and an hour; one that ends earlier in the day ends on the next, by the clock on the wall that night."""
    start = sent_moment(request, "starts_on", "starts_at", zone)
    starts_at, ends_at = (request.POST.get(name, "").strip() for name in ("starts_at", "ends_at"))
    first = local_date(start, zone)
    last = first + timedelta(days=ends_at <= starts_at)
    return Span(start, moment_of({"on": last.isoformat(), "ends_at": ends_at}, "on", "ends_at", zone))
