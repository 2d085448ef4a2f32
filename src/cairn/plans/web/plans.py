"""The plan of one person: read together, written one part at a time, agreed to, and how it came to be."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.kernel.errors import Conflict, NotFound
from cairn.plans import policy
from cairn.plans.commands.plans import Way, agree_plan, mark_plan_step, write_plan_part
from cairn.plans.domain.parts import GUIDES, Guide
from cairn.plans.queries.plans import get_plan, list_revisions
from cairn.platform import clock
from cairn.platform.forms import acting, attempt, named_id, read_number, sent_choice, sent_id, sent_number, sent_text
from cairn.platform.ids import new_form_id
from cairn.platform.pages import page
from cairn.privacy.policy import may
from cairn.support.queries.clients import get_client, get_client_name

BOTH = ("GET", "POST")


@page(permission=policy.SEE)
def plan(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """The whole plan: goals with their next steps first, then what carries, then what to do when it is hard."""
    actor, on = acting(request)
    person = get_client(actor, client_id, on)
    context = {
        "client_id": client_id,
        "name": person.name,
        "goal": person.goal,
        "plan": get_plan(actor, client_id, on),
        "on": on,
        "may_write": may(actor, policy.WRITE),
        "new_id": new_form_id(actor.organization_id),
        "form_id": lambda: new_form_id(actor.organization_id),
    }
    return render(request, "plans/plan.html", context)


@page(permission=policy.WRITE, methods=BOTH)
def write_part(request: HttpRequest, client_id: UUID, part: str) -> HttpResponse:
    """One part that answers questions. Changed elsewhere meanwhile: both texts, side by side."""
    actor, on = acting(request)
    name = get_client_name(actor, client_id, on)
    guide = _guide_of(part)
    sent = {code: sent_text(request, code) for code in guide.codes}

    def again(problems: dict[str, str], status: int) -> HttpResponse:
        standing = get_plan(actor, client_id, on).part(guide.part)
        is_sent = request.method == "POST"
        context = {
            "client_id": client_id,
            "name": name,
            "guide": guide,
            "standing": standing,
            "typed": sent if is_sent else standing.answers,
            "both": status == 409,
            "with_client": not is_sent or "with_client" in request.POST,
            "problems": problems,
            "labels": {question.code: question.label for question in guide.questions},
            "id": new_form_id(actor.organization_id) if status == 409 else sent_id(request, "id"),
        }
        return render(request, "plans/write_part.html", context, status=status)

    def act() -> HttpResponse:
        write_plan_part(
            actor=actor,
            revision_id=sent_id(request, "id"),
            client_id=client_id,
            part=guide.part,
            answers=sent,
            seen=sent_number(request, "seen"),
            with_client="with_client" in request.POST,
            now=clock.now(),
        )
        messages.success(request, f"“{guide.title}” is saved.")
        return redirect("get_plan", client_id=client_id)

    return attempt(act, again) if request.method == "POST" else again({}, 200)


def _guide_of(part: str) -> Guide:
    guide = next((guide for guide in GUIDES.values() if guide.part.value == part), None)
    if guide is None:
        raise NotFound
    return guide


@page(permission=policy.MARK, methods=("POST",))
def mark_step(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """A step was taken: one tap on the plan; and one more to take that back."""
    actor, _ = acting(request)
    try:
        mark_plan_step(
            actor=actor,
            revision_id=sent_id(request, "id"),
            client_id=client_id,
            goal_id=named_id(request, "goal"),
            at=sent_number(request, "step"),
            done=request.POST.get("done") != "no",
            seen=sent_number(request, "seen"),
            now=clock.now(),
        )
    except Conflict as error:
        messages.warning(request, str(error))
    return redirect("get_plan", client_id=client_id)


@page(permission=policy.AGREE, methods=BOTH)
def agree(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """The person reads their plan, and says that it is theirs, on this screen or on paper."""
    actor, on = acting(request)
    name = get_client_name(actor, client_id, on)

    def again(problems: dict[str, str], status: int) -> HttpResponse:
        context = {
            "client_id": client_id,
            "name": name,
            "plan": get_plan(actor, client_id, on),
            "on": on,
            "problems": problems,
            "id": sent_id(request, "id"),
        }
        return render(request, "plans/agree.html", context, status=status)

    def act() -> HttpResponse:
        agree_plan(
            actor=actor,
            agreement_id=sent_id(request, "id"),
            client_id=client_id,
            number=sent_number(request, "number"),
            way=sent_choice(request, "way", Way, "Choose whether they agreed on this screen or on paper."),
            now=clock.now(),
        )
        messages.success(request, "Written down: this is their plan.")
        return redirect("get_plan", client_id=client_id)

    return attempt(act, again) if request.method == "POST" else again({}, 200)


@page(permission=policy.SEE)
def revisions(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """Every change, newest first, fifty at a time."""
    actor, on = acting(request)
    below = read_number(request.GET.get("below", ""))
    history = list_revisions(actor, client_id, on, below=below or None)
    name = get_client_name(actor, client_id, on)
    context = {"client_id": client_id, "name": name, "history": history, "is_newest": not below}
    return render(request, "plans/revisions.html", context)
