"""Counting people met whom nobody names: the form with the latest counts, taking one back, and the figures by month."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.intake import policy
from cairn.intake.commands.heads import record_heads, take_back_heads
from cairn.intake.domain.heads import Given, HeadsDraft, PlaceKind
from cairn.intake.queries.heads import get_heads, list_heads, list_months_of_heads
from cairn.kernel.suppression import FEWEST_SHOWN
from cairn.platform import clock
from cairn.platform.forms import acting, attempt, sent_day, sent_id, sent_number, sent_text
from cairn.platform.pages import page
from cairn.privacy.policy import may

BOTH = ("GET", "POST")
PLACES = tuple((place.value, place.label) for place in PlaceKind)
GIVEN = tuple((given.value, given.label) for given in Given)


@page(permission=policy.COUNT, methods=BOTH)
def heads(request: HttpRequest) -> HttpResponse:
    """How many were met: four taps, no name. Below, what was counted lately."""
    actor, on = acting(request)

    def again(problems: dict[str, str], status: int) -> HttpResponse:
        context = {
            "typed": {
                "on": request.POST.get("on", on.isoformat()),
                "place": request.POST.get("place", ""),
                "people": request.POST.get("people", ""),
                "given": request.POST.getlist("given"),
            },
            "places": PLACES,
            "given_options": GIVEN,
            "rows": list_heads(actor, on),
            "may_figures": may(actor, policy.FIGURES),
            "problems": problems,
            "id": sent_id(request, "id" if status != 409 else ""),
        }
        return render(request, "intake/heads.html", context, status=status)

    def act() -> HttpResponse:
        draft = HeadsDraft(
            sent_day(request, "on"),
            request.POST.get("place", ""),
            sent_number(request, "people"),
            tuple(request.POST.getlist("given")),
        )
        record_heads(actor=actor, head_count_id=sent_id(request, "id"), draft=draft, now=clock.now())
        messages.success(request, "Counted. Nobody is named anywhere.")
        return redirect("count_heads")

    return attempt(act, again) if request.method == "POST" else again({}, 200)


@page(permission=policy.COUNT, methods=BOTH)
def take_back(request: HttpRequest, head_count_id: UUID) -> HttpResponse:
    """A count was wrong: it stays to be read, and no figure holds it."""
    actor, on = acting(request)

    def again(problems: dict[str, str], status: int) -> HttpResponse:
        one = get_heads(actor, head_count_id, on)
        context = {"one": one, "because": request.POST.get("because", ""), "problems": problems}
        return render(request, "intake/take_back_heads.html", context, status=status)

    def act() -> HttpResponse:
        because = sent_text(request, "because")
        take_back_heads(actor=actor, head_count_id=head_count_id, because=because, now=clock.now())
        messages.success(request, "Taken back. Count it anew if there is something to count.")
        return redirect("count_heads")

    return attempt(act, again) if request.method == "POST" else again({}, 200)


@page(permission=policy.FIGURES)
def figures(request: HttpRequest) -> HttpResponse:
    """Month by month, small figures hidden."""
    actor, on = acting(request)
    context = {"months": list_months_of_heads(actor, on), "fewest": FEWEST_SHOWN}
    return render(request, "intake/figures.html", context)
