"""The jobs to fill: one by one, with who applied; posting and closing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from cairn.hiring import policy
from cairn.hiring.commands.positions import close_position, post_position
from cairn.hiring.queries.applicants import list_applicants
from cairn.hiring.queries.panels import list_rounds
from cairn.hiring.queries.positions import get_position, list_positions
from cairn.kernel.errors import BadInput
from cairn.platform import clock
from cairn.platform.forms import acting, sent_day
from cairn.platform.pages import page

LABELS = {"open_from": "First day", "open_until": "Last day"}


@page(permission=policy.RUN)
def positions(request: HttpRequest) -> HttpResponse:
    actor, on = acting(request)
    return render(request, "hiring/positions.html", {"rows": list_positions(actor, on)})


@page(permission=policy.RUN)
def position(request: HttpRequest, position_id: UUID) -> HttpResponse:
    return _position(request, position_id, {})


@page(permission=policy.RUN, methods=("POST",))
def post(request: HttpRequest, position_id: UUID) -> HttpResponse:
    (actor, _), now = acting(request), clock.now()
    try:
        post_position(
            actor=actor,
            position_id=position_id,
            open_from=sent_day(request, "open_from"),
            open_until=sent_day(request, "open_until"),
            now=now,
        )
    except BadInput as error:
        return _position(request, position_id, error.problems)
    messages.success(request, "Posted. Anybody with the address can read it and apply.")
    return redirect("get_position", position_id=position_id)


@page(permission=policy.RUN, methods=("GET", "POST"))
def close(request: HttpRequest, position_id: UUID) -> HttpResponse:
    (actor, on), now = acting(request), clock.now()
    if request.method == "POST":
        close_position(actor=actor, position_id=position_id, now=now)
        return redirect("get_position", position_id=position_id)
    return render(request, "hiring/close_position.html", {"position": get_position(actor, position_id, on)})


def _position(request: HttpRequest, position_id: UUID, problems: dict[str, str]) -> HttpResponse:
    actor, on = acting(request)
    found = get_position(actor, position_id, on)
    typed = {
        "open_from": (found.open_from or on).isoformat(),
        "open_until": found.open_until.isoformat() if found.open_until else "",
    }
    context: dict[str, Any] = {
        "position": found,
        "applicants": list_applicants(actor, position_id, on),
        "rounds": list_rounds(actor, position_id, on),
        "address": request.build_absolute_uri(reverse("job", kwargs={"public_id": found.public_id})),
        "typed": {name: request.POST.get(name, text) for name, text in typed.items()},
        "problems": problems,
        "labels": LABELS,
    }
    return render(request, "hiring/position.html", context, status=400 if problems else 200)
