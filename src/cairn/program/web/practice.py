"""Scope at hand, the code of ethics with its acknowledgment, and one's own wellness plan."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.platform import clock
from cairn.platform.forms import acting, attempt, sent_text
from cairn.platform.pages import page
from cairn.privacy.policy import may
from cairn.program import policy
from cairn.program.commands.practice import acknowledge_ethics, forget_wellness_plan, keep_wellness_plan
from cairn.program.domain.practice import search_scope
from cairn.program.domain.wellness import Section
from cairn.program.queries.practice import find_practice, list_ethics_standing, list_own_acknowledgments
from cairn.program.queries.wellness import get_own_wellness_plan

WORDS_LENGTH = 60


@page(permission=policy.PRACTICE)
def scope_page(request: HttpRequest) -> HttpResponse:
    """What a peer supporter does: every item, or those that hold the words."""
    actor, _ = acting(request)
    practice, words = find_practice(actor), request.GET.get("q", "").strip()[:WORDS_LENGTH]
    context = {
        "practice": practice,
        "words": words,
        "found": search_scope(practice.scope, words) if practice else (),
    }
    return render(request, "program/scope.html", context)


@page(permission=policy.PRACTICE)
def ethics_page(request: HttpRequest) -> HttpResponse:
    """The code by its letters."""
    return _ethics(request, {}, 200)


@page(permission=policy.ACKNOWLEDGE_ETHICS, methods=("POST",))
def acknowledge_ethics_page(request: HttpRequest) -> HttpResponse:
    """Read, and working by it."""
    actor, _ = acting(request)

    def act() -> HttpResponse:
        acknowledge_ethics(actor=actor, version=sent_text(request, "version"), now=clock.now())
        messages.success(request, "Noted, with today's date.")
        return redirect("show_ethics")

    return attempt(act, lambda problems, status: _ethics(request, problems, status))


@page(permission=policy.WELLNESS, methods=("GET", "POST"))
def wellness_page(request: HttpRequest) -> HttpResponse:
    """One's own plan. Nobody else has a page, a list, a search or a file that shows it."""
    actor, on = acting(request)

    def again(problems: dict[str, str], status: int) -> HttpResponse:
        plan = get_own_wellness_plan(actor, on)
        is_sent = request.method == "POST"
        context = {
            "sections": [(each, request.POST.get(each.value, "") if is_sent else plan.texts[each]) for each in Section],
            "known": request.POST.get("known", "") if is_sent else plan.saved_at.isoformat() if plan.saved_at else "",
            "saved_at": plan.saved_at,
            "labels": {each.value: each.label for each in Section},
            "problems": problems,
        }
        answer = render(request, "program/wellness.html", context, status=status)
        answer["Cache-Control"] = "no-store"
        return answer

    def act() -> HttpResponse:
        texts = {each: sent_text(request, each.value) for each in Section}
        keep_wellness_plan(actor=actor, texts=texts, known=request.POST.get("known", ""), now=clock.now())
        messages.success(request, "Kept, for you alone.")
        return redirect("own_wellness")

    return attempt(act, again) if request.method == "POST" else again({}, 200)


@page(permission=policy.WELLNESS, methods=("POST",))
def forget_wellness_page(request: HttpRequest) -> HttpResponse:
    """Away for good."""
    actor, _ = acting(request)
    forget_wellness_plan(actor=actor, now=clock.now())
    messages.success(
        request, "Gone. Copies of the machine that were made before still hold it until they are overwritten."
    )
    return redirect("own_wellness")


def _ethics(request: HttpRequest, problems: dict[str, str], status: int) -> HttpResponse:
    actor, on = acting(request)
    practice = find_practice(actor)
    may_acknowledge = may(actor, policy.ACKNOWLEDGE_ETHICS)
    own = list_own_acknowledgments(actor, on) if may_acknowledge else ()
    version = practice.version if practice else ""
    context = {
        "practice": practice,
        "may_acknowledge": may_acknowledge,
        "present": next((one for one in own if one.version == version), None),
        "earlier": [one for one in own if one.version != version],
        "staff": list_ethics_standing(actor, version, on) if practice and may(actor, policy.SEE_ETHICS) else (),
        "problems": problems,
    }
    return render(request, "program/ethics.html", context, status=status)
