"""The decision on a file, taken on the page that shows what it rests on."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from cairn.board.commands.decisions import settle_application
from cairn.board.web.desk import seen_version, show_file
from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, Conflict
from cairn.platform import clock
from cairn.platform.ids import sent_id
from cairn.platform.pages import page


@page(permission="board.application.settle", methods=("POST",))
def settle_application_page(request: HttpRequest, application_id: UUID) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    try:
        settle_application(
            actor=actor,
            decision_id=sent_id(request.POST.get("id", ""), actor.organization_id),
            application_id=application_id,
            outcome=request.POST.get("outcome", ""),
            reasons=request.POST.get("reasons", ""),
            seen_version=seen_version(request.POST),
            now=clock.now(),
        )
    except BadInput as error:
        return show_file(request, application_id, "decision", error.problems)
    except Conflict as error:
        return show_file(request, application_id, "decision", {}, str(error))
    messages.success(request, "Decided. The candidate sees it now.")
    return redirect("get_file", application_id=application_id)
