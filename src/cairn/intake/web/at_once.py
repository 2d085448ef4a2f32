"""Taking somebody in at one go: a first name is enough."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.identity.queries.names import list_programs
from cairn.intake import policy
from cairn.intake.commands.at_once import Told, take_in_at_once
from cairn.intake.commands.finishing import Finish
from cairn.intake.web.phones import ask_about_phones
from cairn.platform import clock
from cairn.platform.forms import acting, attempt, sent_id, sent_text
from cairn.platform.ids import read_id
from cairn.platform.pages import page
from cairn.privacy.policy import may
from cairn.support.policy import START


@page(permission=policy.FINISH, methods=("GET", "POST"))
def take_in(request: HttpRequest) -> HttpResponse:
    """A thin intake; the rest can wait until they are ready."""
    actor, on = acting(request)
    told = Told(*(sent_text(request, name) for name in ("called", "goal", "phone")))
    ids = {name: sent_id(request, name) for name in ("id", "client", "relationship")}

    def again(problems: dict[str, str], status: int) -> HttpResponse:
        context = {
            "told": told,
            "ids": ids,
            "programs": [(str(each.id), each.name) for each in list_programs(actor, on)],
            "program": request.POST.get("program", ""),
            "seen_by": request.POST.get("seen_by", "all"),
            "problems": problems,
        }
        return render(request, "intake/at_once.html", context, status=status)

    def act() -> HttpResponse:
        ask_about_phones(request, ("phone",), {})
        by_few = request.POST.get("seen_by") == "few"
        finish = Finish(ids["client"], ids["relationship"], read_id(request.POST.get("program", "")), by_few)
        client_id = take_in_at_once(actor=actor, intake_id=ids["id"], told=told, finish=finish, now=clock.now())
        messages.success(request, "Taken in. The rest can wait until they are ready.")
        if by_few and may(actor, START):
            return redirect("keep_apart", client_id=client_id)
        # Nobody begins before the one who would walk with them is asked about ties.
        return redirect("choose_peer" if may(actor, START) else "answer_conflict", client_id=client_id)

    return attempt(act, again) if request.method == "POST" else again({}, 200)
