"""The benefits survey and its counts."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from cairn.instruments.answers import form_of
from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput
from cairn.kernel.instants import local_date
from cairn.mentoring.commands.benefits import answer_benefits
from cairn.mentoring.queries.benefits import FEWEST, asked_of, get_own_answers, list_benefit_counts
from cairn.platform import clock
from cairn.platform.pages import page


@page(permission="mentoring.benefit.answer", methods=("GET", "POST"))
def answer_benefits_page(request: HttpRequest) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    asked, problems = asked_of(actor), dict[str, str]()
    if request.method == "POST":
        given = {question.link_id: request.POST.get(question.link_id, "") for question in asked.questions}
        try:
            answer_benefits(actor=actor, given=given, now=clock.now())
        except BadInput as error:
            problems = error.problems
        else:
            messages.success(request, "Kept. You can change your answers until the end of the year.")
            return redirect(reverse("list_pairs"))
    else:
        given = get_own_answers(actor, local_date(clock.now(), actor.zone))
    context = {"asked": asked, "questions": form_of(asked, given, problems), "problems": problems}
    return render(request, "mentoring/answer_benefits.html", context, status=400 if problems else 200)


@page(permission="mentoring.benefit.count")
def list_benefit_counts_page(request: HttpRequest) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    on = local_date(clock.now(), actor.zone)
    context = {"counts": list_benefit_counts(actor, on), "year": on.year, "fewest": FEWEST}
    return render(request, "mentoring/list_benefit_counts.html", context)
