"""Studies that one leads oneself: opening one, keeping facts, reading them. Nobody else reaches these pages."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.court import policy
from cairn.court.commands.studies import finish_study, open_study, record_study_fact
from cairn.court.domain.studies import CHOICES, read_choice
from cairn.court.queries.studies import get_study, list_facts, list_studies
from cairn.court.web.mentors import MOST_PEOPLE
from cairn.kernel.errors import BadInput
from cairn.platform import clock
from cairn.platform.forms import acting, attempt, named_id, sent_day, sent_id, sent_text
from cairn.platform.ids import new_form_id
from cairn.platform.pages import page
from cairn.support.queries.caseload import list_caseload


@page(permission=policy.STUDY, methods=("GET", "POST"))
def studies(request: HttpRequest) -> HttpResponse:
    """One's own studies, and opening one."""
    actor, on = acting(request)

    def again(problems: dict[str, str], status: int) -> HttpResponse:
        context = {
            "studies": list_studies(actor, on),
            "title": request.POST.get("title", ""),
            "problems": problems,
            "new_id": new_form_id(actor.organization_id),
        }
        return render(request, "court/studies.html", context, status=status)

    def act() -> HttpResponse:
        found = open_study(
            actor=actor, study_id=sent_id(request, "id"), title=sent_text(request, "title"), now=clock.now()
        )
        return redirect("get_court_study", court_study_id=found)

    return attempt(act, again) if request.method == "POST" else again({}, 200)


@page(permission=policy.STUDY, methods=("GET", "POST"))
def study(request: HttpRequest, court_study_id: UUID) -> HttpResponse:
    """The facts of a study, and keeping one more."""
    actor, on = acting(request)

    def again(problems: dict[str, str], status: int) -> HttpResponse:
        context = {
            "study": get_study(actor, court_study_id, on),
            "facts": list_facts(actor, court_study_id, clock.now()),
            "people": [(str(one.client_id), one.name) for one in list_caseload(actor, on, limit=MOST_PEOPLE).people],
            "choices": list(CHOICES),
            "typed": {name: request.POST.get(name, "") for name in ("person", "fact", "on")},
            "problems": problems,
            "new_id": new_form_id(actor.organization_id),
        }
        return render(request, "court/study.html", context, status=status)

    def act() -> HttpResponse:
        chosen = read_choice(request.POST.get("fact", ""))
        if chosen is None:
            raise BadInput({"fact": "Choose what it is."})
        record_study_fact(
            actor=actor,
            fact_id=sent_id(request, "id"),
            study_id=court_study_id,
            client_id=named_id(request, "person", "Choose whom it is about."),
            kind=chosen[0],
            result=chosen[1],
            on=sent_day(request, "on"),
            now=clock.now(),
        )
        messages.success(request, "Kept for the study. No mentor, no court and no page of the person shows it.")
        return redirect("get_court_study", court_study_id=court_study_id)

    return attempt(act, again) if request.method == "POST" else again({}, 200)


@page(permission=policy.STUDY, methods=("POST",))
def finish(request: HttpRequest, court_study_id: UUID) -> HttpResponse:
    """It is worked out: no fact is taken in any more."""
    actor, _ = acting(request)
    finish_study(actor=actor, study_id=court_study_id, now=clock.now())
    messages.success(request, "Finished. It holds the facts whose consent stands today, and takes no more.")
    return redirect("get_court_study", court_study_id=court_study_id)
