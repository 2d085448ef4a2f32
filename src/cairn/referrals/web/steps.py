"""Writing down what came of a referral, and putting right what was wrong."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.kernel.errors import NotFound
from cairn.platform import clock
from cairn.platform.forms import acting, attempt, sent_id
from cairn.platform.pages import page
from cairn.referrals import policy
from cairn.referrals.commands.steps import correct_step, record_step
from cairn.referrals.domain.steps import Heard
from cairn.referrals.queries.referrals import get_referral
from cairn.referrals.web.referrals import show_one
from cairn.referrals.web.step_form import as_typed, choices, read_step


@page(permission=policy.FOLLOW, methods=("POST",))
def add(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """One thing learned."""
    actor, _ = acting(request)

    def act() -> HttpResponse:
        record_step(actor=actor, referral_id=referral_id, step=read_step(request), now=clock.now())
        messages.success(request, "Written down.")
        return redirect("get_referral", referral_id=referral_id)

    return attempt(act, lambda problems, status: show_one(request, referral_id, problems, status))


@page(permission=policy.FOLLOW, methods=("GET", "POST"))
def correct_page(request: HttpRequest, referral_id: UUID, referral_step_id: UUID) -> HttpResponse:
    """What it should have said, or that it was not so. The wrong words stay readable beside it."""
    actor, on = acting(request)
    one = get_referral(actor, referral_id, on)
    wrong = one.step(referral_step_id)
    if wrong is None or wrong.step.heard is Heard.NOT_SO:
        raise NotFound

    def again(problems: dict[str, str], status: int) -> HttpResponse:
        step = wrong.step
        stood = {
            "heard": step.heard.value,
            "on": step.on.isoformat(),
            "reason": step.reason.value if step.reason else "",
            "words": step.words,
        }
        context = {
            "one": one,
            "wrong": wrong,
            "typed": as_typed(request, on) if request.method == "POST" else stood,
            "choices": choices(is_correction=True),
            "problems": problems,
            "id": sent_id(request, "id"),
        }
        return render(request, "referrals/correct.html", context, status=status)

    def act() -> HttpResponse:
        step = read_step(request, corrects=referral_step_id)
        correct_step(actor=actor, referral_id=referral_id, step=step, now=clock.now())
        messages.success(request, "Put right. What was written before stays readable.")
        return redirect("get_referral", referral_id=referral_id)

    return attempt(act, again) if request.method == "POST" else again({}, 200)
