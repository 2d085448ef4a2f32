"""What each program says that coming costs the person."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.intake import policy
from cairn.intake.commands.fees import set_fee
from cairn.intake.queries.fees import list_fees
from cairn.platform import clock
from cairn.platform.forms import acting, attempt, named_id, sent_id, sent_text
from cairn.platform.ids import new_form_id
from cairn.platform.pages import page


@page(permission=policy.SET_FEE, methods=("GET", "POST"))
def fees(request: HttpRequest) -> HttpResponse:
    """Each program with what it says now, and the form to say it anew."""
    actor, on = acting(request)

    def again(problems: dict[str, str], status: int) -> HttpResponse:
        context = {
            "fees": list_fees(actor, on),
            "about": request.POST.get("program", ""),
            "typed": {"words": request.POST.get("words", ""), "costs": request.POST.get("costs", "")},
            "problems": problems,
            "form_id": lambda: new_form_id(actor.organization_id),
        }
        return render(request, "intake/fees.html", context, status=status)

    def act() -> HttpResponse:
        set_fee(
            actor=actor,
            notice_id=sent_id(request, "id"),
            program_id=named_id(request, "program"),
            costs_nothing=request.POST.get("costs") == "nothing",
            words=sent_text(request, "words"),
            now=clock.now(),
        )
        messages.success(request, "Kept. It is read to everybody who comes in from now on.")
        return redirect("set_intake_fee")

    return attempt(act, again) if request.method == "POST" else again({}, 200)
