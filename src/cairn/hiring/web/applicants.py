"""One applicant: what they sent, the conflict check that names nobody, and the decision."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.hiring import policy
from cairn.hiring.commands.applicants import answer_applicant, check_conflict
from cairn.hiring.domain.applications import Outcome
from cairn.hiring.queries.applicants import get_applicant
from cairn.kernel.errors import BadInput
from cairn.platform import clock
from cairn.platform.forms import acting
from cairn.platform.ids import new_form_id, sent_id
from cairn.platform.pages import page

LABELS = {
    "outcome": "Decision",
    "reason": "Reason",
    "has_talked": "Conflicts of interest",
    "talk_first": "Talk before an offer",
}


@page(permission=policy.RUN)
def applicant(request: HttpRequest, applicant_id: UUID) -> HttpResponse:
    return _page(request, applicant_id, {})


@page(permission=policy.CHECK, methods=("POST",))
def conflict(request: HttpRequest, applicant_id: UUID) -> HttpResponse:
    (actor, _), now = acting(request), clock.now()
    talk_first = {"yes": True, "no": False}.get(request.POST.get("talk_first", ""))
    try:
        check_conflict(actor=actor, applicant_id=applicant_id, talk_first=talk_first, now=now)
    except BadInput as error:
        return _page(request, applicant_id, error.problems)
    messages.success(request, "The conflict check is saved.")
    return redirect("get_applicant", applicant_id=applicant_id)


@page(permission=policy.DECIDE, methods=("POST",))
def answer(request: HttpRequest, applicant_id: UUID) -> HttpResponse:
    (actor, _), now = acting(request), clock.now()
    try:
        answer_applicant(
            actor=actor,
            decision_id=sent_id(request.POST.get("id", ""), actor.organization_id),
            applicant_id=applicant_id,
            outcome=request.POST.get("outcome", ""),
            reason=request.POST.get("reason", ""),
            has_talked=request.POST.get("has_talked") == "yes",
            now=now,
        )
    except BadInput as error:
        return _page(request, applicant_id, error.problems)
    messages.success(request, "The decision is saved with its reason.")
    return redirect("get_applicant", applicant_id=applicant_id)


def _page(request: HttpRequest, applicant_id: UUID, problems: dict[str, str]) -> HttpResponse:
    actor, on = acting(request)
    context = {
        "one": get_applicant(actor, applicant_id, on),
        "typed": {name: request.POST.get(name, "") for name in LABELS},
        "outcomes": [(outcome.value, outcome.label) for outcome in Outcome],
        "id": new_form_id(actor.organization_id),
        "problems": problems,
        "labels": LABELS,
    }
    return render(request, "hiring/applicant.html", context, status=400 if problems else 200)
