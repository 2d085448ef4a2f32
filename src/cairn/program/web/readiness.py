"""The self-assessment: opening a round, answering, sharing, and looking at what the house said together."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.instruments.answers import form_of
from cairn.kernel.errors import BadInput, Conflict
from cairn.platform import clock
from cairn.platform.figures import Spread
from cairn.platform.forms import acting, sent_day, sent_line
from cairn.platform.ids import new_form_id, sent_id
from cairn.platform.pages import page
from cairn.privacy.policy import may
from cairn.program import policy
from cairn.program.commands.readiness import (
    answer_readiness,
    open_readiness_round,
    plan_readiness,
    share_readiness_round,
)
from cairn.program.domain.readiness import FEWEST, MENDS, Statement
from cairn.program.queries.phases import title_of
from cairn.program.queries.readiness import (
    asked,
    count_answered,
    get_own_sheet,
    get_result,
    get_round,
    list_rounds,
)


@page(permission=policy.ANSWER)
def list_rounds_page(request: HttpRequest) -> HttpResponse:
    """The round that is open, with one's own answers, and those that were shared."""
    actor, on = acting(request)
    rounds = list_rounds(actor, on)
    is_open = next((each for each in rounds if each.shared_on is None), None)
    may_run = may(actor, policy.RUN)
    context = {
        "open": is_open,
        "shared": [each for each in rounds if each.shared_on],
        "is_answered": bool(is_open and get_own_sheet(actor, is_open.id, on)),
        "may_run": may_run,
        "answered": count_answered(actor, is_open.id, on) if is_open and may_run else (),
        "new_id": new_form_id(actor.organization_id),
    }
    return render(request, "program/list_rounds.html", context)


@page(permission=policy.RUN, methods=("POST",))
def open_round_page(request: HttpRequest) -> HttpResponse:
    (actor, _), now = acting(request), clock.now()
    try:
        open_readiness_round(actor=actor, round_id=sent_id(request.POST.get("id", ""), actor.organization_id), now=now)
    except Conflict as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, "Open. Everybody who works here can answer now; tell them where.")
    return redirect("list_readiness_rounds")


@page(permission=policy.ANSWER, methods=("GET", "POST"))
def answer_page(request: HttpRequest, readiness_round_id: UUID) -> HttpResponse:
    (actor, on), now = acting(request), clock.now()
    held, problems = get_round(actor, readiness_round_id, on), dict[str, str]()
    if request.method == "POST":
        given = {question.link_id: request.POST.get(question.link_id, "") for question in asked().questions}
        try:
            answer_readiness(actor=actor, round_id=readiness_round_id, given=given, now=now)
        except BadInput as error:
            problems = error.problems
        except Conflict as error:
            messages.warning(request, str(error))
            return redirect("list_readiness_rounds")
        else:
            messages.success(request, "Kept. You can change your answers until they are shared.")
            return redirect("list_readiness_rounds")
    else:
        given = get_own_sheet(actor, readiness_round_id, on)
    if held.shared_on:
        return redirect("get_readiness_result", readiness_round_id=readiness_round_id)
    context = {"asked": asked(), "questions": form_of(asked(), given, problems), "problems": problems}
    return render(request, "program/answer.html", context, status=400 if problems else 200)


@page(permission=policy.RUN, methods=("GET", "POST"))
def share_round_page(request: HttpRequest, readiness_round_id: UUID) -> HttpResponse:
    """Asked once: a shared round takes no more answers."""
    (actor, on), now = acting(request), clock.now()
    held = get_round(actor, readiness_round_id, on)
    if request.method == "POST":
        try:
            share_readiness_round(actor=actor, round_id=readiness_round_id, now=now)
        except BadInput as error:
            messages.warning(request, error.problems["round"])
            return redirect("list_readiness_rounds")
        messages.success(request, "Shared. Everybody who could answer can read it.")
        return redirect("get_readiness_result", readiness_round_id=readiness_round_id)
    answered = count_answered(actor, readiness_round_id, on)
    context = {"held": held, "answered": answered, "people": sum(count for _, count in answered)}
    return render(request, "program/share_round.html", context)


@page(permission=policy.READ)
def result_page(request: HttpRequest, readiness_round_id: UUID) -> HttpResponse:
    return _result(request, readiness_round_id, {})


@page(permission=policy.RUN, methods=("POST",))
def plan_page(request: HttpRequest, readiness_round_id: UUID) -> HttpResponse:
    (actor, on), now = acting(request), clock.now()
    get_round(actor, readiness_round_id, on)
    try:
        plan_readiness(
            actor=actor,
            round_id=readiness_round_id,
            plan=sent_line(request, "plan"),
            reach_by=sent_day(request, "reach_by"),
            now=now,
        )
    except BadInput as error:
        return _result(request, readiness_round_id, error.problems)
    messages.success(request, "The plan is kept. It holds until its day.")
    return redirect("get_readiness_result", readiness_round_id=readiness_round_id)


def _result(request: HttpRequest, round_id: UUID, problems: dict[str, str]) -> HttpResponse:
    actor, on = acting(request)
    found = get_result(actor, round_id, on)
    reach_by = found.round.reach_by.isoformat() if found.round.reach_by else ""
    context: dict[str, Any] = {
        "found": found,
        "areas": [
            (area, statements, [_spread(each) for each in statements]) for area, statements in found.picture.areas
        ],
        "weakest": [(each, [(key, title_of(key)) for key in MENDS[each.link_id]]) for each in found.picture.weakest],
        "sides": ", ".join(f"{side.label} {count}" for side, count in found.picture.sides),
        "fewest": FEWEST,
        "may_run": may(actor, policy.RUN),
        "may_see_steps": may(actor, policy.SEE),
        "plan": request.POST.get("plan", found.round.plan),
        "reach_by": request.POST.get("reach_by", reach_by),
        "problems": problems,
    }
    return render(request, "program/result.html", context, status=400 if problems else 200)


def _spread(one: Statement) -> Spread:
    return Spread(one.short, one.yes, one.not_sure, one.no, one.before)
