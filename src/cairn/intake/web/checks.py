"""Are they here already? The list that waits, and one person beside those who look alike. For the program manager only."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.intake import policy
from cairn.intake.commands.checks import close_check, settle_comparison, take_back_comparison
from cairn.intake.domain.alike import Verdict
from cairn.intake.domain.arrivals import State
from cairn.intake.queries.checks import Check, get_check, list_checks
from cairn.platform import clock
from cairn.platform.forms import acting, attempt, named_id, sent_choice, sent_id, sent_text
from cairn.platform.ids import new_form_id
from cairn.platform.pages import page


@page(permission=policy.COMPARE)
def checks(request: HttpRequest) -> HttpResponse:
    """Who was taken in and not compared with the others yet."""
    actor, on = acting(request)
    return render(request, "intake/checks.html", {"found": list_checks(actor, on)})


@page(permission=policy.COMPARE, methods=("GET", "POST"))
def check(request: HttpRequest, intake_id: UUID) -> HttpResponse:
    """One person, and everybody on record who looks alike, with the reasons."""
    actor, on = acting(request)

    def again(problems: dict[str, str], status: int) -> HttpResponse:
        found = get_check(actor, intake_id, on)
        context = {
            "check": found,
            "is_open": found.state is State.OPEN,
            "may_decide": found.state in (State.OPEN, State.ENROLLED),
            "about": request.POST.get("client", ""),
            "because": request.POST.get("because", ""),
            "problems": problems,
            "form_id": lambda: new_form_id(actor.organization_id),
        }
        return render(request, "intake/check.html", context, status=status)

    def act() -> HttpResponse:
        verdict = sent_choice(request, "verdict", Verdict, "Choose whether they are one person.")
        settle_comparison(
            actor=actor,
            comparison_id=sent_id(request, "id"),
            intake_id=intake_id,
            client_id=named_id(request, "client"),
            verdict=verdict,
            because=sent_text(request, "because"),
            now=clock.now(),
        )
        messages.success(request, _what_follows(verdict, get_check(actor, intake_id, on)))
        return redirect("check_intake", intake_id=intake_id)

    return attempt(act, again) if request.method == "POST" else again({}, 200)


def _what_follows(verdict: Verdict, found: Check) -> str:
    """What was decided, and what that ends."""
    said = f"Kept: {verdict.label.lower()}, with your name and why."
    if found.state is State.SAME:
        return f"{said} This coming in has ended; what was told is with the record that was there."
    if found.open_count:
        left = (
            "1 person who looks alike is" if found.open_count == 1 else f"{found.open_count} people who look alike are"
        )
        return f"{said} {left} left to decide about."
    if found.state is State.OPEN:
        return f"{said} Nobody else on record looks alike."
    return f"{said} That was the last: the comparison has ended."


@page(permission=policy.COMPARE, methods=("POST",))
def take_back(request: HttpRequest, intake_id: UUID) -> HttpResponse:
    """What was decided about one pair no longer holds."""
    actor, on = acting(request)

    def again(problems: dict[str, str], status: int) -> HttpResponse:
        messages.warning(request, problems[""])
        return redirect("check_intake", intake_id=get_check(actor, intake_id, on).intake_id)

    def act() -> HttpResponse:
        take_back_comparison(
            actor=actor,
            comparison_id=sent_id(request, "id"),
            intake_id=intake_id,
            client_id=named_id(request, "client"),
            now=clock.now(),
        )
        messages.success(request, "Taken back. The two wait to be compared again.")
        return redirect("check_intake", intake_id=intake_id)

    return attempt(act, again)


@page(permission=policy.COMPARE, methods=("POST",))
def close(request: HttpRequest, intake_id: UUID) -> HttpResponse:
    """Nobody else looks alike."""
    actor, on = acting(request)

    def again(problems: dict[str, str], status: int) -> HttpResponse:
        messages.warning(request, problems[""])
        return redirect("check_intake", intake_id=get_check(actor, intake_id, on).intake_id)

    def act() -> HttpResponse:
        close_check(actor=actor, intake_id=intake_id, now=clock.now())
        messages.success(request, "Looked through. They are off the list.")
        return redirect("list_intake_checks")

    return attempt(act, again)
