"""What may be said about me: the peer supporter's own page."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.matching import policy
from cairn.matching.commands.offers import write_offer
from cairn.matching.domain.facets import GENDERS, LIVED
from cairn.matching.domain.suggestions import Offer
from cairn.matching.queries.offers import get_own_offer
from cairn.platform import clock
from cairn.platform.forms import acting, attempt, sent_text
from cairn.platform.pages import page


@page(permission=policy.WRITE_OFFER, methods=("GET", "POST"))
def offer(request: HttpRequest) -> HttpResponse:
    """Two parts: what is said to whoever helps choose, and what only the person who asks for it is told."""
    actor, on = acting(request)
    sent = Offer(
        "veteran" in request.POST,
        "parent" in request.POST,
        request.POST.get("gender", ""),
        sent_text(request, "languages"),
        sent_text(request, "cultures"),
        sent_text(request, "words"),
        frozenset(request.POST.getlist("lived")),
    )

    def again(problems: dict[str, str], status: int) -> HttpResponse:
        context = {
            "offer": sent if request.method == "POST" else get_own_offer(actor, on),
            "genders": (("", "I leave it open"), *GENDERS),
            "lived": LIVED,
            "problems": problems,
        }
        return render(request, "matching/offer.html", context, status=status)

    def act() -> HttpResponse:
        write_offer(actor=actor, offer=sent, now=clock.now())
        messages.success(request, "Saved. You can change it, or empty it, whenever you like.")
        return redirect("write_offer")

    return attempt(act, again) if request.method == "POST" else again({}, 200)
