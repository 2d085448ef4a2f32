"""Writing a goal with its small steps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.kernel.errors import BadInput, NotFound
from cairn.plans import policy
from cairn.plans.commands.plans import write_plan_goal
from cairn.plans.domain.goals import MOST_STEPS, Goal, State, Step, Who
from cairn.plans.queries.plans import GoalView, get_plan
from cairn.plans.web.plans import BOTH, sent_number
from cairn.platform import clock
from cairn.platform.forms import acting, attempt, sent_choice, sent_id, sent_text
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
    name, first = person.name, person.goal if request.GET.get("first") == "yes" else ""
    is_sent = request.method == "POST"

    def again(problems: dict[str, str], status: int) -> HttpResponse:
        context = {
            "client_id": client_id,
            "name": name,
            "goal_id": goal_id,
            "standing": standing,
            "both": status == 409 and standing is not None,
            "words": sent_text(request, "words") if is_sent else standing.goal.words if standing else first,
            "why": sent_text(request, "why") if is_sent else standing.goal.why if standing else "",
            "state": sent_text(request, "state")
            if is_sent
            else (standing.goal.state if standing else State.WALKING).value,
            "states": [(state.value, state.label) for state in State],
            "rows": _rows_sent(request) if is_sent else _rows_of(standing),
            "whos": [(who.value, who.label) for who in Who],
            "with_client": not is_sent or "with_client" in request.POST,
            "problems": problems,
            "id": new_form_id(actor.organization_id) if status == 409 else sent_id(request, "id"),
        }
        return render(request, "plans/goal.html", context, status=status)

    def act() -> HttpResponse:
        goal = Goal(
            sent_text(request, "words"),
            sent_text(request, "why"),
            sent_choice(request, "state", State, "Choose where the goal stands."),
            _steps(_rows_sent(request)),
        )
        write_plan_goal(
            actor=actor,
            revision_id=sent_id(request, "id"),
            client_id=client_id,
            goal_id=goal_id,
            goal=goal,
            seen=sent_number(request, "seen"),
            with_client="with_client" in request.POST,
            now=clock.now(),
        )
        messages.success(request, "The goal is saved.")
        return redirect("get_plan", client_id=client_id)

    return attempt(act, again) if is_sent else again({}, 200)


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
