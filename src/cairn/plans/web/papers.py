"""The plan on paper: to keep, to put on the fridge, to sign; and an empty one to fill in by hand."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from cairn.plans import policy
from cairn.plans.domain.goals import Goal, Step
from cairn.plans.domain.parts import GUIDES
from cairn.plans.queries.plans import Plan, get_plan
from cairn.platform import clock
from cairn.platform.documents import typeset
from cairn.platform.downloads import download
from cairn.platform.forms import acting
from cairn.platform.pages import page
from cairn.support.queries.clients import get_client_name

EMPTY_GOALS, EMPTY_STEPS = 2, 4


@page(permission=policy.SEE)
def plan_paper(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """The plan as an accessible PDF. The file's name names nobody."""
    actor, on = acting(request)
    name = get_client_name(actor, client_id, on)
    return _pdf(as_document(name, get_plan(actor, client_id, on)))


@page(permission=policy.SEE)
def empty_plan(request: HttpRequest) -> HttpResponse:
    """The same questions with room to write, for where there is no screen."""
    parts = [
        {"title": guide.title, "told": guide.told, "answers": [[question.label, ""] for question in guide.questions]}
        for guide in GUIDES.values()
    ]
    goals = [{"words": "", "why": "", "state": "", "steps": [["", "", ""]] * EMPTY_STEPS}] * EMPTY_GOALS
    return _pdf({"title": "My plan", "sender": "My plan", "name": "", "goals": goals, "parts": parts, "is_empty": True})


def as_document(name: str, plan: Plan) -> dict[str, Any]:
    """What the typesetter needs. Parts that hold nothing are left out."""
    parts = [
        {"title": part.guide.title, "told": "", "answers": [list(answer) for answer in part.told]}
        for part in plan.parts
        if part.told
    ]
    goals = [_goal(view.goal) for view in plan.goals]
    return {"title": "My plan", "sender": "My plan", "name": name, "goals": goals, "parts": parts, "is_empty": False}


def _goal(goal: Goal) -> dict[str, Any]:
    return {
        "words": goal.words,
        "why": goal.why,
        "state": goal.state.label,
        "steps": [[step.words, step.who.label, _when(step)] for step in goal.steps],
    }


def _when(step: Step) -> str:
    if step.done_on:
        return f"Done {step.done_on:%b} {step.done_on.day}"
    return f"By {step.by:%b} {step.by.day}" if step.by else ""


def _pdf(data: dict[str, Any]) -> HttpResponse:
    return download("my-plan.pdf", typeset("plans", "plan", data, now=clock.now()))
