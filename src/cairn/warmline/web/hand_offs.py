"""A call that is a crisis: opened by one tap, each step by one tap, and whom to call on the same page."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.directory.queries.crisis import list_crisis_places
from cairn.platform import clock
from cairn.platform.forms import acting, attempt, sent_choice, sent_id
from cairn.platform.ids import new_form_id
from cairn.platform.pages import page
from cairn.warmline import policy
from cairn.warmline.commands.hand_offs import end_hand_off, mark_step, open_hand_off
from cairn.warmline.domain.kinds import Outcome
from cairn.warmline.queries.hand_offs import get_hand_off
from cairn.warmline.web.calls import show_desk


@page(permission=policy.HAND_OFF, methods=("POST",))
def open_one(request: HttpRequest) -> HttpResponse:
    """It is a crisis. Nothing is asked."""
    actor, _ = acting(request)

    def act() -> HttpResponse:
        found = open_hand_off(actor=actor, hand_off_id=sent_id(request, "id"), now=clock.now())
        return redirect("get_hand_off", hand_off_id=found)

    return attempt(act, lambda problems, status: show_desk(request, problems, status))


@page(permission=policy.HAND_OFF)
def hand_off(request: HttpRequest, hand_off_id: UUID) -> HttpResponse:
    """The steps, the numbers, the supervisor."""
    return _shown(request, hand_off_id, {}, 200)


@page(permission=policy.HAND_OFF, methods=("POST",))
def step(request: HttpRequest, hand_off_id: UUID) -> HttpResponse:
    """This step is done, now."""
    actor, _ = acting(request)

    def act() -> HttpResponse:
        mark_step(
            actor=actor,
            step_id=sent_id(request, "id"),
            hand_off_id=hand_off_id,
            step=request.POST.get("step", ""),
            now=clock.now(),
        )
        return redirect("get_hand_off", hand_off_id=hand_off_id)

    return attempt(act, lambda problems, status: _shown(request, hand_off_id, problems, status))


@page(permission=policy.HAND_OFF, methods=("POST",))
def end(request: HttpRequest, hand_off_id: UUID) -> HttpResponse:
    """How it ended for the desk; then the call is written down."""
    actor, _ = acting(request)

    def act() -> HttpResponse:
        end_hand_off(
            actor=actor,
            hand_off_id=hand_off_id,
            outcome=sent_choice(request, "outcome", Outcome, "Choose what comes closest."),
            now=clock.now(),
        )
        return redirect("get_hand_off", hand_off_id=hand_off_id)

    return attempt(act, lambda problems, status: _shown(request, hand_off_id, problems, status))


def _shown(request: HttpRequest, hand_off_id: UUID, problems: dict[str, str], status: int) -> HttpResponse:
    actor, on = acting(request)
    one = get_hand_off(actor, hand_off_id, on)
    context = {
        "one": one,
        "nearby": list_crisis_places(actor, clock.now()),
        "outcomes": [(each.value, each.label) for each in Outcome],
        "chosen": request.POST.get("outcome", ""),
        "problems": problems,
        "new_ids": [new_form_id(actor.organization_id) for _ in one.steps],
    }
    return render(request, "warmline/hand_off.html", context, status=status)
