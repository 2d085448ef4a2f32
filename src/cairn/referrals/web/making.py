"""Writing a referral down: who, for what, where to, whose wish, and how they get there."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.directory.domain.entries import Kind
from cairn.directory.queries.listings import ListingView, Search, find_listings, get_listing
from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput
from cairn.platform import clock
from cairn.platform.forms import acting, attempt, sent_choice, sent_day, sent_id, sent_text
from cairn.platform.ids import read_id
from cairn.platform.pages import page
from cairn.referrals import policy
from cairn.referrals.commands.referrals import ReferralDraft, make_referral
from cairn.referrals.domain.kinds import Need, Way, Wish
from cairn.support.queries.caseload import list_caseload
from cairn.support.queries.clients import get_client_name

PLACES_SHOWN, PEOPLE_SHOWN = 200, 200
FIELDS = ("person", "place", "place_name", "place_contact", "hope", "wish", "way", "asked_on")
NEED_FOR = {
    Kind.DROP_IN: Need.COMPANY,
    Kind.WARMLINE: Need.COMPANY,
    Kind.MUTUAL_AID: Need.COMPANY,
    Kind.HOUSING: Need.HOUSING,
    Kind.FOOD: Need.FOOD,
    Kind.TREATMENT: Need.TREATMENT,
    Kind.LEGAL: Need.LEGAL,
    Kind.WORK: Need.WORK,
}


@page(permission=policy.MAKE, methods=("GET", "POST"))
def new_page(request: HttpRequest) -> HttpResponse:
    """Coming from a person's page or from a place's: then that one is given, and the other is chosen here."""
    actor, on = acting(request)
    person, place = read_id(request.GET.get("person", "")), read_id(request.GET.get("place", ""))
    name = get_client_name(actor, person, on) if person else ""
    listing = get_listing(actor, place, clock.now()) if place else None

    def again(problems: dict[str, str], status: int) -> HttpResponse:
        context = {
            "person": person,
            "name": name,
            "listing": listing,
            "problems": problems,
            "typed": _typed(request, on),
            "chosen_needs": _chosen(request, listing),
            "id": sent_id(request, "id"),
            **_choices(actor, on, has_person=bool(person), has_place=bool(listing)),
        }
        return render(request, "referrals/new.html", context, status=status)

    def act() -> HttpResponse:
        draft = _draft(request, person, place, on)
        make_referral(actor=actor, draft=draft, now=clock.now())
        messages.success(request, "Written down. Nobody was told yet.")
        return redirect("get_referral", referral_id=draft.id)

    return attempt(act, again) if request.method == "POST" else again({}, 200)


def _draft(request: HttpRequest, person: UUID | None, place: UUID | None, on: date) -> ReferralDraft:
    client_id = person or read_id(request.POST.get("person", ""))
    if client_id is None:
        raise BadInput({"person": "Choose who is pointed on."})
    return ReferralDraft(
        id=sent_id(request, "id"),
        client_id=client_id,
        needs=frozenset(need for need in Need if need.value in request.POST.getlist("needs")),
        wish=sent_choice(request, "wish", Wish, "Choose whose idea it was."),
        way=sent_choice(request, "way", Way, "Choose how they get there."),
        asked_on=sent_day(request, "asked_on") or on,
        listing_id=place or read_id(request.POST.get("place", "")),
        place_name=sent_text(request, "place_name"),
        place_contact=sent_text(request, "place_contact"),
        hope=sent_text(request, "hope"),
    )


def _typed(request: HttpRequest, on: date) -> dict[str, str]:
    typed = {field: request.POST.get(field, "") for field in FIELDS}
    return {**typed, "asked_on": typed["asked_on"] or on.isoformat(), "way": typed["way"] or Way.CARD.value}


def _chosen(request: HttpRequest, listing: ListingView | None) -> list[str]:
    if request.method == "POST":
        return request.POST.getlist("needs")
    need = NEED_FOR.get(listing.card.entry.kind) if listing else None
    return [need.value] if need else []


def _choices(actor: Actor, on: date, *, has_person: bool, has_place: bool) -> dict[str, Any]:
    people = [] if has_person else list_caseload(actor, on, limit=PEOPLE_SHOWN).people
    cards = [] if has_place else find_listings(actor, clock.now(), Search(), size=PLACES_SHOWN).cards
    return {
        "people": [(str(one.client_id), one.name) for one in people],
        "places": [(str(one.id), f"{one.entry.service_name}, {one.entry.organization_name}") for one in cards],
        "are_more_places": len(cards) == PLACES_SHOWN,
        "needs": [(need.value, need.label) for need in Need],
        "wishes": [(wish.value, wish.label) for wish in Wish],
        "ways": [(way.value, way.label, way.told) for way in Way],
    }
