"""The candidate's side: one page a step, saved when one goes on, checked before it is signed."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.board.commands.applications import save_step, start_application, submit_application
from cairn.board.domain.steps import BY_CODE, STEPS, Step
from cairn.board.queries.applications import (
    OwnApplication,
    find_own_application,
    get_own_application,
    has_desk,
    preview,
)
from cairn.board.queries.credentials import list_own_credentials
from cairn.board.queries.decisions import list_decisions
from cairn.board.queries.letters import list_letters
from cairn.board.queries.papers import list_papers
from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, NotFound
from cairn.kernel.instants import local_date
from cairn.platform import clock
from cairn.platform.ids import new_form_id, sent_id
from cairn.platform.pages import page


@page(permission="board.application.write")
def show_own_application(request: HttpRequest) -> HttpResponse:
    """The own application, wherever it is; without one, the way to begin."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    on = local_date(clock.now(), actor.zone)
    found = find_own_application(actor, on)
    application = get_own_application(actor, found, on) if found else None
    context = {
        "application": application,
        "zone": actor.zone,
        "has_desk": application is not None or has_desk(actor, on),
        "new_id": new_form_id(actor.organization_id),
        "credentials": list_own_credentials(actor, on),
        "decisions": list_decisions(actor, found, on) if found else (),
        "letters": list_letters(actor, found, on) if found else (),
        "papers": len(list_papers(actor, found, on)) if found else 0,
        "fees": preview(actor, application, on).fees if application else (),
    }
    return render(request, "board/own_application.html", context)


@page(permission="board.application.write", methods=("POST",))
def start_application_page(request: HttpRequest) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    now = clock.now()
    wanted = sent_id(request.POST.get("id", ""), actor.organization_id)
    application_id = start_application(actor=actor, application_id=wanted, now=now)
    return redirect("write_step", application_id=application_id, step=STEPS[0].code)


@page(permission="board.application.write", methods=("GET", "POST"))
def write_step(request: HttpRequest, application_id: UUID, step: str) -> HttpResponse:
    """One step; saving it leads to the next, and the last one to the check."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    now = clock.now()
    application = get_own_application(actor, application_id, local_date(now, actor.zone))
    if step not in BY_CODE:
        raise NotFound
    if request.method == "POST":
        sent = {question.name: request.POST.get(question.name, "") for question in BY_CODE[step].questions}
        try:
            save_step(actor=actor, application_id=application_id, step=step, sent=sent, now=now)
        except BadInput as error:
            return _step(request, application, BY_CODE[step], sent, error.problems, 400)
        messages.success(request, "Saved. You can stop here and come back.")
        if request.POST.get("then") == "stop":
            return redirect("own_application")
        return _onward(actor, application_id, step, local_date(now, actor.zone))
    if not application.state.is_open_to_candidate:
        return redirect("own_application")
    return _step(request, application, BY_CODE[step], application.answers_of(BY_CODE[step]), {}, 200)


@page(permission="board.application.write", methods=("GET", "POST"))
def submit_application_page(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """Check the answers, see what the own words say under today's rules, sign, send."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    now = clock.now()
    on = local_date(now, actor.zone)
    application = get_own_application(actor, application_id, on)
    problems: dict[str, str] = {}
    if request.method == "POST":
        try:
            name = request.POST.get("signed_name", "")
            submit_application(actor=actor, application_id=application_id, signed_name=name, now=now)
            messages.success(request, "Sent to the board. You will see here what happens next.")
            return redirect("own_application")
        except BadInput as error:
            problems = error.problems
    context = {
        "application": application,
        "preview": preview(actor, application, on),
        "problems": problems,
        "typed": request.POST.get("signed_name", ""),
    }
    return render(request, "board/submit_application.html", context, status=400 if problems else 200)


def _step(
    request: HttpRequest, application: OwnApplication, step: Step, typed: dict[str, str], problems: dict[str, str],
    status: int,
) -> HttpResponse:  # fmt: skip
    steps = application.steps
    context = {
        "application": application,
        "step": step,
        "titles": [each.title for each in steps],
        "number": steps.index(step) + 1 if step in steps else 0,
        "questions": step.asked(application.answers),
        "typed": typed,
        "problems": problems,
    }
    return render(request, "board/step.html", context, status=status)


def _onward(actor: Actor, application_id: UUID, step: str, on: date) -> HttpResponse:
    """The next step that the way asks for; after the last one the check."""
    codes = [each.code for each in STEPS]
    later = codes[codes.index(step) + 1 :]
    asked = [each.code for each in get_own_application(actor, application_id, on).steps if each.code in later]
    if asked:
        return redirect("write_step", application_id=application_id, step=asked[0])
    return redirect("submit_application", application_id=application_id)
