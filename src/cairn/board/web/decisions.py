"""The decision on a file, taken on the page that shows what it rests on. An approval is shown once more before it issues."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.board.commands.decisions import settle_application
from cairn.board.commands.desk import CHANGED
from cairn.board.domain.decided import Outcome
from cairn.board.domain.settling import require_choice
from cairn.board.queries.decisions import list_decisions, was_reviewed
from cairn.board.queries.files import case_of, get_file
from cairn.board.queries.issuing import preview_certificate
from cairn.board.web.desk import seen_version, show_file
from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, Conflict
from cairn.kernel.instants import local_date
from cairn.platform import clock
from cairn.platform.ids import sent_id
from cairn.platform.pages import page


@page(permission="board.application.settle", methods=("POST",))
def settle_application_page(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """An approval asks once, showing what will be issued; sent back with `confirmed` it is done. The others are done at once."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    try:
        if request.POST.get("outcome") == Outcome.APPROVED.value and request.POST.get("confirmed") != "yes":
            asked = _asked(request, actor, application_id)
            if asked is not None:
                return asked
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


def _asked(request: HttpRequest, actor: Actor, application_id: UUID) -> HttpResponse | None:
    """The page before an approval; what can be mended is said here already. None for a file that left the desk: the command
    says who was first, and when."""
    on = local_date(clock.now(), actor.zone)
    file = get_file(actor, application_id, on)
    if not file.state.is_at_desk:
        return None
    if file.version != seen_version(request.POST):
        raise Conflict(CHANGED)
    reviewed = was_reviewed(list_decisions(actor, application_id, on))
    _, reasons = require_choice(
        Outcome.APPROVED.value, request.POST.get("reasons", ""), case_of(actor, file, was_reviewed=reviewed)
    )
    context = {
        "file": file,
        "to_issue": preview_certificate(file, on),
        "reasons": reasons,
        "decision_id": request.POST.get("id", ""),
    }
    return render(request, "board/approve.html", context)
