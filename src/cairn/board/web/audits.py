"""The audits: the draws of the years, a new draw, each certificate drawn."""

from __future__ import annotations

import secrets
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.board.commands.audits import draw_audit, record_audit_answer
from cairn.board.queries.audits import get_draw, list_certain, list_draws
from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, Conflict
from cairn.kernel.instants import local_date
from cairn.platform import clock
from cairn.platform.forms import sent_number
from cairn.platform.ids import new_form_id, sent_id
from cairn.platform.lists import page_after
from cairn.platform.pages import page

SIZE = 50


@page(permission="board.audit.draw", methods=("GET", "POST"))
def draw_audit_page(request: HttpRequest) -> HttpResponse:
    """The draws so far, those audited for certain, and a new draw for a year that has none."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if request.method != "POST":
        return _draws(request, {}, 200)
    try:
        draw_id = draw_audit(
            actor=actor,
            draw_id=sent_id(request.POST.get("id", ""), actor.organization_id),
            year=sent_number(request, "year"),
            percent=sent_number(request, "percent"),
            seed=secrets.token_hex(16),
            now=clock.now(),
        )
    except BadInput as error:
        return _draws(request, error.problems, 400)
    except Conflict as error:
        return _draws(request, {"year": str(error)}, 409)
    return redirect("get_draw", draw_id=draw_id)


@page(permission="board.audit.draw")
def get_draw_page(request: HttpRequest, draw_id: UUID) -> HttpResponse:
    return _draw(request, draw_id, {}, 200)


@page(permission="board.audit.draw", methods=("POST",))
def record_audit_answer_page(request: HttpRequest, draw_id: UUID, audited_credential_id: UUID) -> HttpResponse:
    try:
        _answered(request, audited_credential_id)
    except BadInput as error:
        return _draw(request, draw_id, error.problems, 400)
    except Conflict as error:
        return _draw(request, draw_id, {"answer": str(error)}, 409)
    return redirect("get_draw", draw_id=draw_id)


@page(permission="board.audit.draw", methods=("POST",))
def record_certain_answer_page(request: HttpRequest, audited_credential_id: UUID) -> HttpResponse:
    try:
        _answered(request, audited_credential_id)
    except BadInput as error:
        return _draws(request, error.problems, 400)
    except Conflict as error:
        return _draws(request, {"answer": str(error)}, 409)
    return redirect("draw_audit")


def _answered(request: HttpRequest, audited_credential_id: UUID) -> None:
    record_audit_answer(
        actor=request.actor,  # type: ignore[attr-defined]
        audited_credential_id=audited_credential_id,
        answer=request.POST.get("answer", ""),
        note=request.POST.get("note", ""),
        now=clock.now(),
    )
    messages.success(request, "Written down.")


def _draws(request: HttpRequest, problems: dict[str, str], status: int) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    on = local_date(clock.now(), actor.zone)
    context = {
        "draws": list_draws(actor, on),
        "certain": list_certain(actor, on),
        "years": [(str(year), str(year)) for year in range(on.year, on.year - 3, -1)],
        "typed": {name: request.POST.get(name, "") for name in ("year", "percent")},
        "problems": problems,
        "new_id": new_form_id(actor.organization_id),
    }
    return render(request, "board/audits.html", context, status=status)


def _draw(request: HttpRequest, draw_id: UUID, problems: dict[str, str], status: int) -> HttpResponse:
    """Fifty at a time; `?open=yes` shows those whose answer is still to come."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    drawn = get_draw(actor, draw_id, local_date(clock.now(), actor.zone))
    only_open = request.GET.get("open") == "yes"
    chosen = [one for one in drawn.audited if not one.answer] if only_open else drawn.audited
    shown, older = page_after(chosen, lambda one: str(one.id), request.GET.get("after", ""), SIZE)
    context = {
        "drawn": drawn,
        "shown": shown,
        "older": older,
        "only_open": only_open,
        "problems": problems,
    }
    return render(request, "board/draw.html", context, status=status)
