"""Saying how a class was, and what was said."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.instruments.answers import form_of
from cairn.kernel.errors import NotFound
from cairn.platform import clock
from cairn.platform.forms import Typed, acting, attempt
from cairn.platform.instruments import instrument
from cairn.platform.pages import page
from cairn.training.commands.evaluations import give_evaluation
from cairn.training.queries.classes import get_class
from cairn.training.queries.evaluations import FEWEST, INSTRUMENT, summarize_evaluation
from cairn.training.queries.registrations import get_registration


@page(permission="training.evaluation.give", methods=("GET", "POST"))
def give_evaluation_page(request: HttpRequest, registration_id: UUID) -> HttpResponse:
    """Six questions, each can be skipped."""
    actor, on = acting(request)
    row = get_registration(actor, registration_id, on)
    found = get_class(actor, row.class_id, on)
    now = clock.now()
    if not row.is_here or found.ends_at is None or now < found.ends_at:
        raise NotFound
    asked = instrument(INSTRUMENT)
    given = {question.link_id: request.POST.get(question.link_id, "") for question in asked.questions}

    def again(problems: Typed, status: int) -> HttpResponse:
        context = {
            "row": row, "course_class": found, "asked": asked, "questions": form_of(asked, given, problems),
            "problems": problems,
        }  # fmt: skip
        return render(request, "training/evaluation_form.html", context, status=status)

    def act() -> HttpResponse:
        give_evaluation(actor=actor, registration_id=registration_id, given=given, now=now)
        messages.success(request, "Thank you. Your answers are kept without your name.")
        return redirect("show_own_class", registration_id=registration_id)

    return attempt(act, again) if request.method == "POST" else again({}, 200)


@page(permission="training.evaluation.see")
def show_evaluation(request: HttpRequest, class_id: UUID) -> HttpResponse:
    """What people said about a class, when enough of them did. Two statements."""
    actor, on = acting(request)
    context = {
        "course_class": get_class(actor, class_id, on),
        "evaluation": summarize_evaluation(actor, class_id, on),
        "fewest": FEWEST,
    }
    return render(request, "training/evaluation.html", context)
