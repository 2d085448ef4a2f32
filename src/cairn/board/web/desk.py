"""The desk: the queue, one file beside its evidence, what was verified, what was paid."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from cairn.board.commands.desk import record_checks, record_payment
from cairn.board.domain.facts import Verified, minutes_of
from cairn.board.domain.settling import list_choices
from cairn.board.domain.states import State
from cairn.board.domain.steps import TRAILS
from cairn.board.queries.credentials import find_issued
from cairn.board.queries.decisions import list_decisions, was_reviewed
from cairn.board.queries.files import case_of, get_file
from cairn.board.queries.letters import list_letters
from cairn.board.queries.named_badges import check_named_badge
from cairn.board.queries.papers import list_papers
from cairn.board.queries.queue import count_queue, list_queue
from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, Conflict
from cairn.kernel.instants import local_date
from cairn.platform import clock
from cairn.platform.forms import day_of, read_number, sent_day
from cairn.platform.ids import new_form_id, read_id
from cairn.platform.pages import page

HOURS = {"training_minutes": "training_hours", "volunteer_minutes": "volunteer_hours",
         "extra_training_minutes": "extra_training_hours"}  # fmt: skip
BOXES = (
    "certificate_from_provider",
    "exam_passed",
    "supervisor_is_eligible",
    "offer_is_complete",
    "other_state_verified",
)


@page(permission="board.desk.see")
def list_queue_page(request: HttpRequest) -> HttpResponse:
    """The files that are not decided, the oldest first."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    on = local_date(clock.now(), actor.zone)
    queue, has_more = list_queue(actor, on, read_id(request.GET.get("after", "")))
    context = {
        "queue": queue,
        "older": str(queue[-1].id) if has_more else "",
        "counts": count_queue(actor, on),
        "trails": dict(TRAILS),
    }
    return render(request, "board/queue.html", context)


@page(permission="board.desk.see")
def get_file_page(request: HttpRequest, application_id: UUID) -> HttpResponse:
    return show_file(request, application_id, "", {})


@page(permission="board.file.check", methods=("POST",))
def record_checks_page(request: HttpRequest, application_id: UUID) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    try:
        record_checks(
            actor=actor,
            application_id=application_id,
            verified=_verified(request.POST),
            seen_version=seen_version(request.POST),
            now=clock.now(),
        )
    except BadInput as error:
        return show_file(request, application_id, "checks", error.problems)
    except Conflict as error:
        return show_file(request, application_id, "checks", {}, str(error))
    messages.success(request, "Saved. The findings follow from it.")
    return redirect("get_file", application_id=application_id)


@page(permission="board.fee.record", methods=("POST",))
def record_payment_page(request: HttpRequest, application_id: UUID, fee_line_id: UUID) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    try:
        paid_on = sent_day(request, "paid_on")
        if paid_on is None:
            raise BadInput({"paid_on": "Give the day on which it was paid."})
        record_payment(actor=actor, fee_line_id=fee_line_id, paid_on=paid_on, now=clock.now())
    except BadInput as error:
        return show_file(request, application_id, "fees", error.problems)
    except Conflict as error:
        return show_file(request, application_id, "fees", {}, str(error))
    messages.success(request, "Payment written down.")
    return redirect("get_file", application_id=application_id)


def show_file(
    request: HttpRequest, application_id: UUID, form: str, problems: dict[str, str], conflict: str = ""
) -> HttpResponse:
    """The file; `form` is the one that comes back as it was typed: with problems, or because somebody else was first."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    now = clock.now()
    on = local_date(now, actor.zone)
    file = get_file(actor, application_id, on)
    decisions = list_decisions(actor, application_id, on)
    context = {
        "file": file,
        "named": check_named_badge(file.answers.get("badge_number", ""), file.name, now),
        "on": on,
        "papers": list_papers(actor, application_id, on),
        "letters": list_letters(actor, application_id, on),
        "decisions": decisions,
        "issued": find_issued(actor, application_id, on) if file.state is State.APPROVED else None,
        "choices": list_choices(case_of(actor, file, was_reviewed=was_reviewed(decisions))),
        "new_id": new_form_id(actor.organization_id),
        "trails": dict(TRAILS),
        "form": form,
        "typed": request.POST if form else QueryDict(),
        "problems": problems,
        "conflict": conflict,
    }
    return render(request, "board/file.html", context, status=409 if conflict else 400 if problems else 200)


def seen_version(sent: QueryDict) -> int:
    """The version that the clerk had open; nonsense is none that ever was."""
    return read_number(sent.get("version", ""))


def _verified(sent: QueryDict) -> Verified:
    problems: dict[str, str] = {}
    minutes: dict[str, Any] = {}
    for column, name in HOURS.items():
        text = sent.get(name, "").strip() or "0"
        if text.isascii() and text.replace(".", "", 1).isdigit() and len(text) < 9:
            minutes[column] = minutes_of(text)
        else:
            problems[name] = "Give a number of hours, such as 40."
    try:
        results_on = day_of(sent, "fingerprint_results_on")
    except BadInput as error:
        problems.update(error.problems)
    if problems:
        raise BadInput(problems)
    return Verified(**minutes, **{name: sent.get(name) == "yes" for name in BOXES}, fingerprint_results_on=results_on)
