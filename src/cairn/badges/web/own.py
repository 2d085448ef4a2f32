"""My certificates: what I hold, the files to hand on, and who finds me."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.badges.commands.listings import choose_listing
from cairn.badges.commands.prints import print_own_badge
from cairn.badges.policy import LIST_OWN, PRINT_OWN, SEE_OWN
from cairn.badges.queries.own import get_own_badge, list_own_badges
from cairn.badges.web.files import handed_out
from cairn.platform import clock
from cairn.platform.downloads import download
from cairn.platform.forms import acting
from cairn.platform.pages import page


@page(permission=SEE_OWN)
def list_own_badges_page(request: HttpRequest) -> HttpResponse:
    actor, on = acting(request)
    return render(request, "badges/own.html", {"badges": list_own_badges(actor, on)})


@page(permission=PRINT_OWN, methods=("POST",))
def print_own_badge_page(request: HttpRequest, badge_id: UUID) -> HttpResponse:
    actor, _ = acting(request)
    form = request.POST.get("form", "")
    return handed_out(print_own_badge(actor=actor, badge_id=badge_id, form=form, now=clock.now()))


@page(permission=SEE_OWN)
def get_signed_badge(request: HttpRequest, badge_id: UUID) -> HttpResponse:
    """The signed badge itself, for a wallet."""
    actor, on = acting(request)
    badge = get_own_badge(actor, badge_id, on)
    return download(f"badge-{badge.number}.jwt", badge.token.encode(), "application/vc+jwt")


@page(permission=LIST_OWN, methods=("GET", "POST"))
def choose_listing_page(request: HttpRequest, badge_id: UUID) -> HttpResponse:
    """What others see, and the choice to be found by name. No is one tap, as yes is."""
    actor, on = acting(request)
    if request.method == "POST":
        is_listed = request.POST.get("listed") == "yes"
        choose_listing(actor=actor, badge_id=badge_id, is_listed=is_listed, now=clock.now())
        told = "You can be found by your whole name." if is_listed else "You are not found by name."
        messages.success(request, told)
        return redirect("list_own_badges")
    return render(request, "badges/listing.html", {"badge": get_own_badge(actor, badge_id, on)})
