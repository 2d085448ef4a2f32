"""The page to print or keep open before a session, and the clock."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.kernel.actors import Actor
from cairn.kernel.errors import NotFound
from cairn.kernel.instants import local_date
from cairn.platform import clock
from cairn.platform.ids import new_form_id, read_id, sent_id
from cairn.platform.pages import page
from cairn.privacy.policy import may
from cairn.supervision import policy
from cairn.supervision.commands.timers import drop_timer, start_timer, stop_timer
from cairn.supervision.queries.debts import get_debt
from cairn.supervision.queries.preparation import find_timer, prepare
from cairn.supervision.queries.sign_offs import count_queue
from cairn.support.queries.caseloads import get_caseload
from cairn.support.queries.peerness import Question, list_questions


@page(permission="supervision.debt.see")
def preparation_page(request: HttpRequest, peer_id: UUID) -> HttpResponse:
    """Hours, people as counts, last commitments, topics, one scenario. Nobody who is served is named, so it may be printed."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    on = local_date(clock.now(), actor.zone)
    debt = get_debt(actor, peer_id, on)
    timer = find_timer(actor, peer_id, on)
    preparation = prepare(debt, on, actor.place, timer)
    context = {
        "debt": debt,
        "on": on,
        "caseload": get_caseload(actor, peer_id, on, names=False),
        "timer": timer,
        "new_id": new_form_id(actor.organization_id),
        "preparation": preparation,
        "scenario": preparation.scenario,
        "to_sign": _to_sign(actor, peer_id, on),
        "may_record": may(actor, policy.RECORD),
        "walks": _walks(actor, peer_id, on),
        "zone": actor.zone,
    }
    return render(request, "supervision/preparation.html", context)


def _walks(actor: Actor, peer_id: UUID, on: date) -> tuple[Question, ...]:
    """Relationships to ask about, for whoever gives the session. The peer supporter has them on the own pages, and first."""
    return list_questions(actor, on, peer_id=peer_id) if may(actor, policy.RECORD) else ()


def _to_sign(actor: Actor, peer_id: UUID, on: date) -> int:
    """How many notes of this peer supporter wait for the actor's own signature."""
    if not may(actor, policy.SIGN_OFF):
        return 0
    return sum(each.count for each in count_queue(actor, on) if each.author_id == peer_id)


@page(permission=policy.RECORD, methods=("POST",))
def run_timer(request: HttpRequest, peer_id: UUID) -> HttpResponse:
    """Start, stop or drop the clock. The phone may be closed in between: the start is kept here."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    now, act = clock.now(), request.POST.get("act", "")
    if act == "start":
        timer_id = sent_id(request.POST.get("id", ""), actor.organization_id)
        scenario = request.POST.get("scenario", "")
        start_timer(actor=actor, timer_id=timer_id, peer_id=peer_id, scenario=scenario, now=now)
        messages.success(request, "The clock runs. You can close this page.")
        return redirect("preparation_page", peer_id=peer_id)
    timer_id_sent = read_id(request.POST.get("id", ""))
    if timer_id_sent is None or act not in ("stop", "drop"):
        raise NotFound
    if act == "drop":
        drop_timer(actor=actor, timer_id=timer_id_sent, now=now)
        messages.success(request, "The clock is off. Nothing was written down.")
        return redirect("preparation_page", peer_id=peer_id)
    stop_timer(actor=actor, timer_id=timer_id_sent, now=now)
    response = redirect("prepare_session", peer_id=peer_id)
    response["Location"] += "#session"
    return response
