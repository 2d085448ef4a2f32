"""What a person does with their own plan on their own pages: mark a step, and say that it is theirs."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from cairn.kernel.errors import BadInput, Conflict
from cairn.plans.commands.plans import Way, agree_plan, mark_plan_step
from cairn.platform.forms import named_id, sent_id, sent_number
from cairn.portal.web.visits import Visit, own_page


@own_page(methods=("POST",))
def mark(visit: Visit) -> HttpResponse:
    """Done, or not yet after all: one tap each."""
    request = visit.request

    def act() -> None:
        mark_plan_step(
            actor=visit.actor,
            revision_id=sent_id(request, "id"),
            client_id=visit.client_id,
            goal_id=named_id(request, "goal"),
            at=sent_number(request, "step"),
            done=request.POST.get("done") != "no",
            seen=sent_number(request, "seen"),
            now=visit.now,
        )

    return _back_to_plan(visit, act)


@own_page(methods=("POST",))
def agree(visit: Visit) -> HttpResponse:
    """This is my plan, as I have just read it."""
    request = visit.request

    def act() -> None:
        agree_plan(
            actor=visit.actor,
            agreement_id=sent_id(request, "id"),
            client_id=visit.client_id,
            number=sent_number(request, "number"),
            way=Way.OWN,
            now=visit.now,
        )
        messages.success(request, visit.told("plan.kept"))

    return _back_to_plan(visit, act)


def _back_to_plan(visit: Visit, act: Callable[[], None]) -> HttpResponse:
    """Do it, then show the plan: also where a step went or a goal was written anew meanwhile, since the page shows how it is now."""
    try:
        act()
    except (BadInput, Conflict):
        messages.warning(visit.request, visit.told("plan.meanwhile"))
    return redirect("portal_plan")
