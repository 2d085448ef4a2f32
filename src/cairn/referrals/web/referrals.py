"""Referrals: about whom to ask, those of one person, one of them whole; giving the card and telling the place."""

from __future__ import annotations

from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.directory.queries.listings import ListingView, get_listing
from cairn.kernel.actors import Actor
from cairn.kernel.instants import local_date
from cairn.platform import clock
from cairn.platform.forms import acting, attempt, sent_id, sent_moment, sent_text
from cairn.platform.ids import new_form_id
from cairn.platform.pages import page
from cairn.privacy.policy import may
from cairn.referrals import policy
from cairn.referrals.commands.referrals import hand_card, tell_place
from cairn.referrals.domain.kinds import HandedOver, Way
from cairn.referrals.queries.referrals import Group, ReferralView, get_referral, list_client_referrals, list_referrals
from cairn.referrals.queries.tellings import Telling, may_tell, notice_on, place_of
from cairn.referrals.web.step_form import as_typed, choices
from cairn.support.queries.clients import get_client_name

GROUPS = {Group.WAITING: "On the way", Group.FORGOTTEN: "We do not know", Group.CLOSED: "Came to an end"}


@page(permission=policy.SEE)
def list_page(request: HttpRequest) -> HttpResponse:
    """About whom to ask how it went, then the others on the way; what nobody knows, and what came to an end."""
    actor, on = acting(request)
    asked, number = request.GET.get("show", ""), request.GET.get("page", "")
    group = Group(asked) if asked in set(Group) else Group.WAITING
    page_number = int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 0
    found = list_referrals(actor, on, group, page=page_number)
    context = {
        "found": found,
        "group": group,
        "groups": [(one.value, words, found.counts[one]) for one, words in GROUPS.items()],
        "number": page_number,
        "may_make": may(actor, policy.MAKE),
        "may_count": may(actor, policy.COUNT),
    }
    return render(request, "referrals/referrals.html", context)


@page(permission=policy.SEE)
def client_page(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """Where one person was pointed on to, newest first."""
    actor, on = acting(request)
    context = {
        "client_id": client_id,
        "name": get_client_name(actor, client_id, on),
        "rows": list_client_referrals(actor, client_id, on),
        "may_make": may(actor, policy.MAKE),
    }
    return render(request, "referrals/of_client.html", context)


@page(permission=policy.SEE)
def one_page(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """One referral: what was asked, whether the place may be told, and what came of it."""
    return show_one(request, referral_id, {}, 200)


@page(permission=policy.HAND_OVER, methods=("POST",))
def give_card(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """The person has the card and goes by themselves."""
    actor, _ = acting(request)
    hand_card(actor=actor, hand_over_id=sent_id(request, "id"), referral_id=referral_id, now=clock.now())
    messages.success(request, "Written down: they have the card. The place hears nothing from us.")
    return redirect("get_referral", referral_id=referral_id)


@page(permission=policy.HAND_OVER, methods=("POST",))
def tell(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """The place is told. The consent is asked anew in this moment."""
    actor, _ = acting(request)

    def act() -> HttpResponse:
        tell_place(
            actor=actor,
            hand_over_id=sent_id(request, "id"),
            referral_id=referral_id,
            told_at=sent_moment(request, "told_on", "told_at", actor.zone),
            told=sent_text(request, "told"),
            now=clock.now(),
        )
        messages.success(request, "Kept, with the consent that stood. The letter can be printed below.")
        return redirect("get_referral", referral_id=referral_id)

    return attempt(act, lambda problems, status: show_one(request, referral_id, problems, status))


def show_one(request: HttpRequest, referral_id: UUID, problems: dict[str, str], status: int) -> HttpResponse:
    """The page of one referral, also with what could not be taken."""
    actor, on = acting(request)
    one = get_referral(actor, referral_id, on)
    listing = get_listing(actor, one.listing_id, clock.now()) if one.listing_id else None
    told = one.handed(HandedOver.TOLD)
    context: dict[str, Any] = {
        "one": one,
        "listing": listing,
        "place": place_of((one.place_name, one.place_runs), listing),
        "told": told,
        "notice_rule": notice_on(local_date(told.at, actor.zone), actor.place) if told and told.notice_source else None,
        "card": one.handed(HandedOver.CARD),
        "telling": telling_of(actor, one, listing) if one.way is Way.WARM and told is None else None,
        "may_hand_over": may(actor, policy.HAND_OVER),
        "may_follow": may(actor, policy.FOLLOW),
        "on": on,
        "time_now": f"{clock.now().astimezone(ZoneInfo(actor.zone)):%H:%M}",
        "problems": problems,
        "typed": as_typed(request, on),
        "choices": choices(),
        "form_id": lambda: new_form_id(actor.organization_id),
    }
    return render(request, "referrals/referral.html", context, status=status)


def telling_of(actor: Actor, one: ReferralView, listing: ListingView | None, *, more: bool = False) -> Telling:
    """Whether the place may be told of the person at this moment."""
    place = place_of((one.place_name, one.place_runs), listing)
    return may_tell(actor, one.client_id, place, clock.now(), more=more)
