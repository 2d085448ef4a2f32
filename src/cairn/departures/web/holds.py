"""Legal holds: the list, setting one on a person's record, lifting it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.departures import policy
from cairn.departures.commands.holds import HoldDraft, lift_hold, set_hold
from cairn.departures.queries.holds import get_hold, list_holds
from cairn.platform import clock
from cairn.platform.forms import acting, attempt, sent_day, sent_id, sent_text, sent_texts
from cairn.platform.pages import page
from cairn.support.queries.clients import get_client_name

BOTH = ("GET", "POST")


@page(permission=policy.HOLD)
def holds(request: HttpRequest) -> HttpResponse:
    """Whose records are held, why and until when; and those that were lifted."""
    actor, on = acting(request)
    return render(request, "departures/holds.html", {"holds": list_holds(actor, on)})


@page(permission=policy.HOLD, methods=BOTH)
def hold(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """Setting a hold: why, and until when."""
    actor, on = acting(request)
    name = get_client_name(actor, client_id, on)

    def again(problems: dict[str, str], status: int) -> HttpResponse:
        context = {
            "client_id": client_id,
            "name": name,
            "typed": sent_texts(request, "reason", "ends_on", "ends_when"),
            "problems": problems,
            "id": sent_id(request, "id"),
        }
        return render(request, "departures/hold.html", context, status=status)

    def act() -> HttpResponse:
        draft = HoldDraft(
            sent_id(request, "id"),
            client_id,
            sent_text(request, "reason"),
            sent_day(request, "ends_on"),
            sent_text(request, "ends_when"),
        )
        set_hold(actor=actor, draft=draft, now=clock.now())
        messages.success(request, "The hold stands. Nothing of this record may be destroyed until it ends.")
        return redirect("list_holds")

    return attempt(act, again) if request.method == "POST" else again({}, 200)


@page(permission=policy.HOLD, methods=BOTH)
def lift(request: HttpRequest, hold_id: UUID) -> HttpResponse:
    """Lifting a hold, with the reason."""
    actor, on = acting(request)

    def again(problems: dict[str, str], status: int) -> HttpResponse:
        context = {"one": get_hold(actor, hold_id, on), "because": sent_text(request, "because"), "problems": problems}
        return render(request, "departures/lift_hold.html", context, status=status)

    def act() -> HttpResponse:
        lift_hold(actor=actor, hold_id=hold_id, because=sent_text(request, "because"), now=clock.now())
        messages.success(request, "Lifted. The terms of the record count again.")
        return redirect("list_holds")

    return attempt(act, again) if request.method == "POST" else again({}, 200)
