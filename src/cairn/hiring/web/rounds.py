"""Rounds of interviews for whoever runs them: questions, panel, whom it hears, and what it found."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.hiring import policy
from cairn.hiring.commands.rounds import RoundDraft, excuse_member, name_member, open_round, plan_interview
from cairn.hiring.domain.applications import Outcome
from cairn.hiring.domain.guides import THEMES
from cairn.hiring.queries.applicants import list_applicants
from cairn.hiring.queries.comparisons import compare_round
from cairn.hiring.queries.packs import guides
from cairn.hiring.queries.panels import get_round, list_possible_members, list_rounds
from cairn.hiring.queries.positions import get_position
from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, NotFound
from cairn.platform import clock
from cairn.platform.forms import acting, read_lines, sent_day, sent_ids
from cairn.platform.ids import new_form_id, read_id, sent_id
from cairn.platform.pages import page

LABELS = {
    "guide": "Guide",
    "questions": "Questions",
    "own": "Questions of your own",
    "members": "Panel",
    "applicants": "Whom the panel hears",
    "member": "Panel",
    "planned_on": "Day",
}


@page(permission=policy.RUN, methods=("GET", "POST"))
def new_round(request: HttpRequest, position_id: UUID) -> HttpResponse:
    """Choose the guide (`?guide=second`), the questions, the panel and the applicants."""
    (actor, on), now = acting(request), clock.now()
    get_position(actor, position_id, on)
    if request.method != "POST":
        return _form(request, position_id, {})
    draft = RoundDraft(
        guide=request.POST.get("guide", ""),
        questions=tuple(request.POST.getlist("questions")),
        own=read_lines(request.POST.get("own", "")),
        members=sent_ids(request, "members"),
        applicants=sent_ids(request, "applicants"),
    )
    try:
        round_id = open_round(
            actor=actor,
            round_id=sent_id(request.POST.get("id", ""), actor.organization_id),
            position_id=position_id,
            draft=draft,
            now=now,
        )
    except BadInput as error:
        return _form(request, position_id, error.problems)
    return redirect("get_round", round_id=round_id)


@page(permission=policy.RUN)
def one_round(request: HttpRequest, round_id: UUID) -> HttpResponse:
    return _page(request, round_id, {})


@page(permission=policy.RUN, methods=("POST",))
def name(request: HttpRequest, round_id: UUID) -> HttpResponse:
    (actor, _), now = acting(request), clock.now()
    member_id = read_id(request.POST.get("member", ""))
    try:
        if member_id is None:
            raise BadInput({"member": "Choose somebody."})
        name_member(actor=actor, round_id=round_id, member_id=member_id, now=now)
    except BadInput as error:
        return _page(request, round_id, error.problems)
    return redirect("get_round", round_id=round_id)


@page(permission=policy.RUN, methods=("POST",))
def excuse(request: HttpRequest, round_id: UUID, seat_id: UUID) -> HttpResponse:
    (actor, on), now = acting(request), clock.now()
    if seat_id not in {seat.id for seat in get_round(actor, round_id, on).seats}:
        raise NotFound
    try:
        excuse_member(actor=actor, seat_id=seat_id, now=now)
    except BadInput as error:
        return _page(request, round_id, error.problems)
    messages.success(request, "Excused. The others go on.")
    return redirect("get_round", round_id=round_id)


@page(permission=policy.RUN, methods=("POST",))
def plan(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Let the round hear one more applicant, or put down the day."""
    (actor, _), now = acting(request), clock.now()
    applicant_id = read_id(request.POST.get("applicant", ""))
    if applicant_id is None:
        raise NotFound
    try:
        planned_on = sent_day(request, "planned_on")
    except BadInput as error:
        return _page(request, round_id, error.problems)
    plan_interview(actor=actor, round_id=round_id, applicant_id=applicant_id, planned_on=planned_on, now=now)
    return redirect("get_round", round_id=round_id)


@page(permission=policy.COMPARE)
def compare(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """What the panel found, side by side, for those whom everybody has scored."""
    actor, on = acting(request)
    found = compare_round(actor, round_id, on)
    columns = [THEMES[theme] for theme in found.themes]
    context = {"found": found, "themes": THEMES, "columns": columns, "runs": actor.role is policy.MANAGER}
    return render(request, "hiring/compare.html", context)


def _page(request: HttpRequest, round_id: UUID, problems: dict[str, str]) -> HttpResponse:
    actor, on = acting(request)
    found = get_round(actor, round_id, on)
    heard = {one.applicant_id for one in found.interviews}
    seated = {seat.member_id for seat in found.seats}
    context: dict[str, Any] = {
        "found": found,
        "others": _open_applicants(actor, found.position_id, on, heard),
        "possible": [(str(one.id), one.name) for one in list_possible_members(actor, on) if one.id not in seated],
        "themes": THEMES,
        "problems": problems,
        "labels": LABELS,
    }
    return render(request, "hiring/round.html", context, status=400 if problems else 200)


def _open_applicants(actor: Actor, position_id: UUID, on: date, heard: set[UUID]) -> list[tuple[str, str]]:
    rows = list_applicants(actor, position_id, on)
    return [(str(row.id), row.name) for row in rows if row.outcome is not Outcome.NOT_NOW and row.id not in heard]


def _form(request: HttpRequest, position_id: UUID, problems: dict[str, str]) -> HttpResponse:
    actor, on = acting(request)
    rounds = list_rounds(actor, position_id, on)
    default = "second" if rounds else "first"
    guide = guides().get(request.POST.get("guide") or request.GET.get("guide", default)) or guides()[default]
    members = list_possible_members(actor, on)
    is_sent = request.method == "POST"
    context: dict[str, Any] = {
        "position": get_position(actor, position_id, on),
        "n": len(rounds) + 1,
        "guide": guide,
        "guides": guides(),
        "chosen": request.POST.getlist("questions") if is_sent else [one.code for one in guide.questions],
        "own": request.POST.get("own", ""),
        "members": [(str(one.id), one.name, one.role.label) for one in members],
        "chosen_members": request.POST.getlist("members"),
        "applicants": _open_applicants(actor, position_id, on, set()),
        "chosen_applicants": request.POST.getlist("applicants"),
        "id": request.POST.get("id") or new_form_id(actor.organization_id),
        "themes": THEMES,
        "problems": problems,
        "labels": LABELS,
    }
    return render(request, "hiring/round_form.html", context, status=400 if problems else 200)
