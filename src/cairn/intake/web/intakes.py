"""Coming in: who is on the way, somebody new, one of them step by step, and letting go."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.intake import policy
from cairn.intake.commands.intakes import begin_intake, give_up_intake
from cairn.intake.domain.arrivals import Reason, State, Way
from cairn.intake.domain.questions import Step
from cairn.intake.queries.asking import count_asking
from cairn.intake.queries.checks import count_checks
from cairn.intake.queries.intakes import count_given_up, get_intake, list_intakes
from cairn.kernel.errors import NotFound
from cairn.platform import clock
from cairn.platform.forms import acting, asked_page, attempt, sent_choice, sent_id, sent_text
from cairn.platform.pages import page
from cairn.privacy.policy import may

BOTH = ("GET", "POST")
WAYS = tuple((way.value, way.label) for way in Way)
REASONS = tuple((reason.value, reason.label) for reason in Reason)


@page(permission=policy.SEE)
def intakes(request: HttpRequest) -> HttpResponse:
    """Who is on the way in, the longest waiting first."""
    actor, on = acting(request)
    number = asked_page(request)
    is_manager = may(actor, policy.COMPARE)
    context = {
        "found": list_intakes(actor, on, page=number),
        "number": number,
        "is_manager": is_manager,
        "checks": count_checks(actor, on) if is_manager else 0,
        "asked": count_asking(actor, on) if is_manager else 0,
        "given_up": [(Reason(code).label, count) for code, count in sorted(count_given_up(actor, on).items())],
    }
    return render(request, "intake/intakes.html", context)


@page(permission=policy.BEGIN, methods=BOTH)
def new_intake(request: HttpRequest) -> HttpResponse:
    """Somebody came or called. A name is welcome and not needed."""
    actor, _ = acting(request)

    def again(problems: dict[str, str], status: int) -> HttpResponse:
        context = {
            "called": request.POST.get("called", ""),
            "way": request.POST.get("way", Way.CAME.value),
            "ways": WAYS,
            "problems": problems,
            "id": sent_id(request, "id"),
        }
        return render(request, "intake/new.html", context, status=status)

    def act() -> HttpResponse:
        intake_id = begin_intake(
            actor=actor,
            intake_id=sent_id(request, "id"),
            called=sent_text(request, "called"),
            way=sent_choice(request, "way", Way, "Choose how you met."),
            now=clock.now(),
        )
        messages.success(request, "Kept. The rest can wait, or begin now.")
        return redirect("get_intake", intake_id=intake_id)

    return attempt(act, again) if request.method == "POST" else again({}, 200)


@page(permission=policy.SEE)
def intake(request: HttpRequest, intake_id: UUID) -> HttpResponse:
    """One person on the way in: what was told, what can come next."""
    actor, on = acting(request)
    context = {
        "one": get_intake(actor, intake_id, on),
        "kept_steps": {step.value: step for step in Step},
        "may_check": may(actor, policy.COMPARE),
    }
    return render(request, "intake/intake.html", context)


@page(permission=policy.GIVE_UP, methods=BOTH)
def give_up(request: HttpRequest, intake_id: UUID) -> HttpResponse:
    """They do not come in: asked once, with the reason that is counted."""
    actor, on = acting(request)
    one = get_intake(actor, intake_id, on)
    if one.state is not State.OPEN and request.method != "POST":
        raise NotFound

    def again(problems: dict[str, str], status: int) -> HttpResponse:
        context = {
            "one": one,
            "reasons": REASONS,
            "because": request.POST.get("because", ""),
            "problems": problems,
        }
        return render(request, "intake/give_up.html", context, status=status)

    def act() -> HttpResponse:
        because = sent_choice(request, "because", Reason, "Choose the reason that comes closest.")
        give_up_intake(actor=actor, intake_id=intake_id, because=because, now=clock.now())
        messages.success(request, "Closed. What they told is gone; that somebody came is counted.")
        return redirect("list_intakes")

    return attempt(act, again) if request.method == "POST" else again({}, 200)
