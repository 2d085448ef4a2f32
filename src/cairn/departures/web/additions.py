"""The page that adds to a signed summary."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.departures import policy
from cairn.departures.commands.additions import add_to_summary
from cairn.departures.queries.departures import get_departure
from cairn.kernel.errors import NotFound
from cairn.platform import clock
from cairn.platform.forms import acting, attempt, sent_id, sent_text, sent_texts
from cairn.platform.pages import page


@page(permission=policy.WRITE, methods=("GET", "POST"))
def addition(request: HttpRequest, departure_id: UUID) -> HttpResponse:
    """Dated and signed at once. For a summary that is still a draft there is nothing to add to: it is changed itself."""
    actor, on = acting(request)
    one = get_departure(actor, departure_id, on)
    if one.taken_back_at is not None:
        raise NotFound
    if one.summary_state != "signed":
        return redirect("write_summary", departure_id=departure_id)

    def again(problems: dict[str, str], status: int) -> HttpResponse:
        typed = sent_texts(request, "reason", "text")
        context = {"one": one, "typed": typed, "problems": problems, "id": sent_id(request, "id")}
        return render(request, "departures/add_to_summary.html", context, status=status)

    def act() -> HttpResponse:
        add_to_summary(
            actor=actor,
            addition_id=sent_id(request, "id"),
            departure_id=departure_id,
            reason=sent_text(request, "reason"),
            text=sent_text(request, "text"),
            now=clock.now(),
        )
        messages.success(request, "Added and signed. It stands below what was signed before.")
        return redirect("get_departure", departure_id=departure_id)

    return attempt(act, again) if request.method == "POST" else again({}, 200)
