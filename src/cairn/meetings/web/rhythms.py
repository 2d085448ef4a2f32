"""How often the two check in: agreeing on it, agreeing otherwise, letting it go."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.kernel.errors import NotFound
from cairn.meetings import policy
from cairn.meetings.commands.check_ins import agree_check_ins, let_check_ins_go
from cairn.meetings.domain.check_ins import Rhythm, Way
from cairn.meetings.queries.check_ins import find_rhythm
from cairn.platform import clock
from cairn.platform.forms import acting, attempt, sent_choice, sent_day, sent_id, sent_number
from cairn.platform.pages import page
from cairn.support.queries.clients import get_client

FIELDS = ("every_days", "way", "agreed_on")


@page(permission=policy.AGREE, methods=("GET", "POST"))
def check_ins(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """Every so many days, by call, text or visit, agreed on a day."""
    actor, on = acting(request)
    person = get_client(actor, client_id, on)
    if person.own is None:
        raise NotFound
    pair = person.own.id
    standing = find_rhythm(actor, pair, on)

    def again(problems: dict[str, str], status: int) -> HttpResponse:
        context = {
            "client_id": client_id,
            "name": person.name,
            "standing": standing,
            "ways": [(way.value, way.label) for way in Way],
            "typed": _typed(request, standing, on),
            "problems": problems,
            "id": sent_id(request, "id"),
        }
        return render(request, "meetings/check_ins.html", context, status=status)

    def act() -> HttpResponse:
        now = clock.now()
        if request.POST.get("act") == "let_go":
            let_check_ins_go(actor=actor, relationship_id=pair, now=now)
            messages.success(request, "Let go. You meet as you like.")
        else:
            agree_check_ins(
                actor=actor,
                agreement_id=sent_id(request, "id"),
                relationship_id=pair,
                every_days=sent_number(request, "every_days"),
                way=sent_choice(request, "way", Way, "Choose how."),
                agreed_on=sent_day(request, "agreed_on") or on,
                now=now,
            )
            messages.success(request, "Saved. When it is due, it stands on your first page.")
        return redirect("get_client", client_id=client_id)

    return attempt(act, again) if request.method == "POST" else again({}, 200)


def _typed(request: HttpRequest, standing: Rhythm | None, on: date) -> dict[str, str]:
    """What was sent; before that, what stands, or a call every week from today."""
    if request.method == "POST":
        return {name: request.POST.get(name, "") for name in FIELDS}
    every, way = (str(standing.every_days), standing.way) if standing else ("7", Way.CALL)
    return {"every_days": every, "way": way.value, "agreed_on": on.isoformat()}
