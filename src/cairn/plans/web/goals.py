"""Writing a goal with its small steps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.kernel.errors import BadInput, NotFound
from cairn.plans import policy
from cairn.plans.commands.plans import write_plan_goal
from cairn.plans.domain.goals import MOST_STEPS, Goal, State, Step, Who
from cairn.plans.queries.plans import GoalView, get_plan
from cairn.plans.web.plans import BOTH
from cairn.platform import clock
from cairn.platform.forms import acting, attempt, sent_choice, sent_id, sent_number, sent_text, sent_texts
from cairn.platform.ids import new_form_id
from cairn.platform.pages import page
from cairn.support.queries.clients import get_client

SPARE_ROWS = 3  # empty rows below the steps that are there


@dataclass(frozen=True, slots=True)
class StepRow:
    """One row of the form, as text."""

    at: int
    words: str = ""
    who: str = Who.SELF.value
    by: str = ""
    done_on: str = ""


@page(permission=policy.WRITE, methods=BOTH)
def new_goal(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """A goal that was not there before. Its id comes with the form, so that sending twice makes one goal."""
    return _goal(request, client_id, sent_id(request, "goal"), None)


@page(permission=policy.WRITE, methods=BOTH)
def change_goal(request: HttpRequest, client_id: UUID, goal_id: UUID) -> HttpResponse:
    """A goal as it is from now on: other words, more steps, reached, or set aside."""
    actor, on = acting(request)
    standing = get_plan(actor, client_id, on).goal(goal_id)
    if standing is None:
        raise NotFound
    return _goal(request, client_id, goal_id, standing)


def _goal(request: HttpRequest, client_id: UUID, goal_id: UUID, standing: GoalView | None) -> HttpResponse:
    actor, on = acting(request)
    person = get_client(actor, client_id, on)
    is_sent = request.method == "POST"

    def again(problems: dict[str, str], status: int) -> HttpResponse:
        first = person.goal if request.GET.get("first") == "yes" else ""
        context = {
            "client_id": client_id,
            "name": person.name,
            "goal_id": goal_id,
            "standing": standing,
            "both": status == 409 and standing is not None,
            **(_typed(request) if is_sent else _as_it_stands(standing, first)),
            "states": [(state.value, state.label) for state in State],
            "whos": [(who.value, who.label) for who in Who],
            "problems": problems,
            "id": new_form_id(actor.organization_id) if status == 409 else sent_id(request, "id"),
        }
        return render(request, "plans/goal.html", context, status=status)

    def act() -> HttpResponse:
        write_plan_goal(
            actor=actor,
            revision_id=sent_id(request, "id"),
            client_id=client_id,
            goal_id=goal_id,
            goal=_goal_sent(request),
            seen=sent_number(request, "seen"),
            with_client="with_client" in request.POST,
            now=clock.now(),
        )
        messages.success(request, "The goal is saved.")
        return redirect("get_plan", client_id=client_id)

    return attempt(act, again) if is_sent else again({}, 200)


def _typed(request: HttpRequest) -> dict[str, Any]:
    """The form as it was sent."""
    words = sent_texts(request, "words", "why", "state")
    return {**words, "rows": _rows_sent(request), "with_client": "with_client" in request.POST}


def _as_it_stands(standing: GoalView | None, first: str) -> dict[str, Any]:
    """The form as it is opened; `first` is what a new goal begins with."""
    goal = standing.goal if standing else Goal(first)
    rows = _rows_of(standing)
    return {"words": goal.words, "why": goal.why, "state": goal.state.value, "rows": rows, "with_client": True}


def _goal_sent(request: HttpRequest) -> Goal:
    """Raises BadInput at what cannot be read."""
    state = sent_choice(request, "state", State, "Choose where the goal stands.")
    return Goal(sent_text(request, "words"), sent_text(request, "why"), state, _steps(_rows_sent(request)))


def _rows_of(standing: GoalView | None) -> list[StepRow]:
    steps = standing.goal.steps if standing else ()
    rows = [StepRow(at, step.words, step.who.value, _iso(step.by), _iso(step.done_on)) for at, step in enumerate(steps)]
    return rows + [StepRow(at) for at in range(len(rows), min(len(rows) + SPARE_ROWS, MOST_STEPS))]


def _rows_sent(request: HttpRequest) -> list[StepRow]:
    """The rows as they were typed, without empty ones but with at least three to go on."""
    rows = [
        StepRow(
            at,
            sent_text(request, f"step-{at}"),
            sent_text(request, f"who-{at}") or Who.SELF.value,
            sent_text(request, f"by-{at}"),
            sent_text(request, f"done-{at}"),
        )
        for at in range(MOST_STEPS)
    ]
    used = max((row.at for row in rows if row.words), default=-1) + 1
    return rows[: max(used, SPARE_ROWS)]


def _steps(rows: list[StepRow]) -> tuple[Step, ...]:
    """The steps of the rows that say something. Raises BadInput at the row that cannot be read."""
    problems: dict[str, str] = {}
    steps = []
    for row in rows:
        if not row.words:
            continue
        try:
            steps.append(Step(row.words, Who(row.who), _day(row.by), _day(row.done_on)))
        except ValueError:
            problems[f"step-{row.at}"] = "Write the day as year-month-day, for example 2026-11-30, or leave it empty."
    if problems:
        raise BadInput(problems)
    return tuple(steps)


def _iso(on: date | None) -> str:
    return on.isoformat() if on else ""


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
