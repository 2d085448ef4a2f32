"""The policies register: reading it, saying that one has read a version, keeping it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.identity.queries.names import list_staff_names
from cairn.kernel.errors import BadInput
from cairn.platform import clock
from cairn.platform.forms import acting, sent_day, sent_line, sent_text
from cairn.platform.ids import new_form_id, read_id, sent_id
from cairn.platform.pages import page
from cairn.privacy.policy import may
from cairn.program import policy
from cairn.program.commands.policies import acknowledge_policy, enter_policy, take_back_policy
from cairn.program.domain.policies import PolicyDraft, Subject
from cairn.program.queries.policies import get_policy, list_policies, list_readers

LABELS = {
    "subject": "About", "name": "Name", "version": "Version", "in_force_on": "Holds from", "review_on": "Next review",
    "owner": "Looked after by", "kept_at": "Where it lies", "text": "Words",
}  # fmt: skip


@page(permission=policy.SEE_POLICIES)
def list_policies_page(request: HttpRequest) -> HttpResponse:
    actor, on = acting(request)
    rows = list_policies(actor, on)
    context = {
        "current": [row for row in rows if row.is_current],
        "others": [row for row in rows if not row.is_current],
        "may_keep": may(actor, policy.KEEP_POLICIES),
    }
    return render(request, "program/list_policies.html", context)


@page(permission=policy.KEEP_POLICIES, methods=("GET", "POST"))
def enter_policy_page(request: HttpRequest) -> HttpResponse:
    (actor, on), now = acting(request), clock.now()
    problems: dict[str, str] = {}
    if request.method == "POST":
        try:
            draft = PolicyDraft(
                sent_line(request, "subject"),
                sent_line(request, "name"),
                sent_line(request, "version"),
                sent_day(request, "in_force_on"),
                sent_day(request, "review_on"),
                read_id(request.POST.get("owner", "")),
                sent_line(request, "kept_at"),
                sent_text(request, "text"),
            )
            policy_id = sent_id(request.POST.get("id", ""), actor.organization_id)
            enter_policy(actor=actor, policy_id=policy_id, draft=draft, now=now)
        except BadInput as error:
            problems = error.problems
        else:
            messages.success(
                request, "Entered. Everybody who works here can read where it lies, and say that they read it."
            )
            return redirect("list_policies")
    context: dict[str, Any] = {
        "typed": {name: request.POST.get(name, "") for name in LABELS},
        "subjects": [(each.value, each.label) for each in Subject],
        "owners": [(str(each.id), each.name) for each in list_staff_names(actor, on)],
        "new_id": new_form_id(actor.organization_id),
        "labels": LABELS,
        "problems": problems,
    }
    return render(request, "program/enter_policy.html", context, status=400 if problems else 200)


@page(permission=policy.ACKNOWLEDGE, methods=("POST",))
def acknowledge_policy_page(request: HttpRequest, program_policy_id: UUID) -> HttpResponse:
    (actor, _), now = acting(request), clock.now()
    acknowledge_policy(actor=actor, policy_id=program_policy_id, now=now)
    messages.success(request, "Thank you. It is noted that you have read it.")
    return redirect("list_policies")


@page(permission=policy.KEEP_POLICIES)
def get_policy_page(request: HttpRequest, program_policy_id: UUID) -> HttpResponse:
    return _shown(request, program_policy_id, {})


@page(permission=policy.KEEP_POLICIES, methods=("POST",))
def take_back_policy_page(request: HttpRequest, program_policy_id: UUID) -> HttpResponse:
    (actor, _), now = acting(request), clock.now()
    try:
        take_back_policy(actor=actor, policy_id=program_policy_id, because=sent_line(request, "because"), now=now)
    except BadInput as error:
        return _shown(request, program_policy_id, error.problems)
    messages.success(request, "Taken back. It counts no more.")
    return redirect("list_policies")


def _shown(request: HttpRequest, policy_id: UUID, problems: dict[str, str]) -> HttpResponse:
    actor, on = acting(request)
    context = {
        "one": get_policy(actor, policy_id, on),
        "readers": list_readers(actor, policy_id, on),
        "because": request.POST.get("because", ""),
        "problems": problems,
    }
    return render(request, "program/policy.html", context, status=400 if problems else 200)
