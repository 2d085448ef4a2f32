"""What somebody is called and how to reach them, whenever it changes."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from cairn.kernel.errors import BadInput
from cairn.platform import clock
from cairn.platform.forms import acting, attempt, sent_day, sent_line, sent_texts
from cairn.platform.pages import page
from cairn.support import policy
from cairn.support.commands.known_as import KnownAs, update_known_as
from cairn.support.domain.phones import ask_about
from cairn.support.queries.known_as import get_known_as
from cairn.support.web.shown import show


@page(permission=policy.UPDATE, methods=("GET", "POST"))
def known_as(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """A name that fits now, a new phone. Names on papers stand with the billing facts."""
    actor, on = acting(request)
    is_sent = request.method == "POST"

    def again(problems: dict[str, str], status: int) -> HttpResponse:
        one = get_known_as(actor, client_id, on)
        stands = {
            "name": one.name,
            "phone": one.phone,
            "birth_date": one.birth_date.isoformat() if one.birth_date else "",
        }
        typed = sent_texts(request, "name", "phone", "birth_date") if is_sent else stands
        told = {"client_id": client_id, "one": one, "typed": typed, "both": status == 409}
        return show(request, "known_as", status, problems=problems, **told)

    def act() -> HttpResponse:
        _ask_once(request)
        told = KnownAs(sent_line(request, "name"), sent_line(request, "phone"), sent_day(request, "birth_date"))
        stood = sent_day(request, "seen_birth_date")
        seen = KnownAs(sent_line(request, "seen_name"), sent_line(request, "seen_phone"), stood)
        update_known_as(actor=actor, client_id=client_id, told=told, seen=seen, now=clock.now())
        messages.success(request, "Written down.")
        return redirect("get_client", client_id=client_id)

    return attempt(act, again) if is_sent else again({}, 200)


def _ask_once(request: HttpRequest) -> None:
    """A phone that nobody could dial is asked about, and kept when it is sent again as it was."""
    known = (sent_line(request, "seen_phone"), sent_line(request, "asked_phone"))
    if question := ask_about(sent_line(request, "phone"), known):
        raise BadInput({"phone": question})
