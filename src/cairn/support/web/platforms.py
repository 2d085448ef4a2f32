"""The list of approved platforms and what waits to be talked over; and saying what one contact was held by."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.kernel.decisions import Verdict
from cairn.kernel.errors import NotFound
from cairn.platform import clock
from cairn.platform.forms import acting, attempt, sent_choice, sent_day, sent_id, sent_text, sent_texts
from cairn.platform.ids import read_id
from cairn.platform.pages import page
from cairn.privacy.policy import may
from cairn.support import policy_platforms as policy
from cairn.support.commands.platforms import approve_platform, end_platform, say_platform, settle_platform_use
from cairn.support.domain.platforms import Means, PlatformDraft, is_at_a_distance
from cairn.support.queries.encounters import get_contact
from cairn.support.queries.platforms import find_platform_use, list_platforms, list_uses_to_talk_over

BOTH = ("GET", "POST")
OTHER = "other"


@page(permission=policy.SEE)
def platforms(request: HttpRequest) -> HttpResponse:
    """By what people may be met at a distance. A supervisor sees here what was held by something else."""
    actor, on = acting(request)
    may_settle = may(actor, policy.SETTLE)
    context = {
        "platforms": list_platforms(actor, on),
        "marked": list_uses_to_talk_over(actor, on) if may_settle else (),
        "may_settle": may_settle,
        "may_approve": may(actor, policy.APPROVE),
        "on": on,
    }
    return render(request, "support/platforms.html", context)


@page(permission=policy.APPROVE, methods=BOTH)
def approve(request: HttpRequest) -> HttpResponse:
    """Put one more on the list, with why it will do."""
    actor, on = acting(request)
    typed = sent_texts(request, "name", "means", "because", "approved_on")

    def again(problems: dict[str, str], status: int) -> HttpResponse:
        context = {
            "typed": typed if request.method == "POST" else {**typed, "approved_on": on.isoformat()},
            "means": [(one.value, one.label) for one in Means],
            "problems": problems,
            "id": sent_id(request, "id"),
        }
        return render(request, "support/approve_platform.html", context, status=status)

    def act() -> HttpResponse:
        means = sent_choice(request, "means", Means, "Choose how people meet by it.")
        day = sent_day(request, "approved_on")
        draft = PlatformDraft(sent_id(request, "id"), typed["name"], means, typed["because"], day)
        approve_platform(actor=actor, draft=draft, now=clock.now())
        messages.success(request, "On the list.")
        return redirect("list_platforms")

    return attempt(act, again) if request.method == "POST" else again({}, 200)


@page(permission=policy.APPROVE, methods=("POST",))
def end(request: HttpRequest, platform_id: UUID) -> HttpResponse:
    """Approved no more, from today."""
    actor, _ = acting(request)
    end_platform(actor=actor, platform_id=platform_id, now=clock.now())
    messages.success(request, "Approved no more, from today. What was held by it before stays as it was.")
    return redirect("list_platforms")


@page(permission=policy.SETTLE, methods=("POST",))
def settle(request: HttpRequest, platform_use_id: UUID) -> HttpResponse:
    """Talked over; it leaves the list."""
    actor, _ = acting(request)
    settle_platform_use(actor=actor, platform_use_id=platform_use_id, now=clock.now())
    messages.success(request, "Written down as talked over.")
    return redirect("list_platforms")


@page(permission=policy.SAY, methods=BOTH)
def say(request: HttpRequest, encounter_id: UUID) -> HttpResponse:
    """By what a contact at a distance was held: one of the list, or another one, which is told to the supervisor."""
    actor, on = acting(request)

    def again(problems: dict[str, str], status: int) -> HttpResponse:
        met, use = get_contact(actor, encounter_id, on), find_platform_use(actor, encounter_id, on)
        if met.peer_id != actor.engagement_id or not is_at_a_distance(met.kind, met.place):
            raise NotFound
        kept = (str(use.platform_id) if use.platform_id else OTHER) if use else ""
        context = {
            "contact": met,
            "platforms": [one for one in list_platforms(actor, on) if one.approval.holds(met.started_on)],
            "platform": request.POST.get("platform", kept),
            "other_name": request.POST.get("other_name", use.name if use and not use.platform_id else ""),
            "other": OTHER,
            "problems": problems,
            "id": sent_id(request, "id"),
        }
        return render(request, "support/say_platform.html", context, status=status)

    def act() -> HttpResponse:
        chosen = request.POST.get("platform", "")
        decision = say_platform(
            actor=actor,
            use_id=sent_id(request, "id"),
            encounter_id=encounter_id,
            platform_id=read_id(chosen),
            other_name=sent_text(request, "other_name") if read_id(chosen) is None else "",
            now=clock.now(),
        )
        if decision.findings[0].verdict is Verdict.WARNING:
            messages.warning(request, "Kept. It is not on the list, so your supervisor is told, and talks it over.")
        else:
            messages.success(request, "Kept.")
        return redirect("contact", encounter_id=encounter_id)

    return attempt(act, again) if request.method == "POST" else again({}, 200)
