"""Asking the employer to confirm the offer, and how what was asked stands."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput
from cairn.kernel.instants import local_date
from cairn.kernel.money import Money
from cairn.platform import clock
from cairn.platform.ids import new_form_id, sent_id
from cairn.platform.packs import rules_on
from cairn.platform.pages import page
from cairn.privacy.scope import scope_of
from cairn.trails.commands.offers import ask_for_offer
from cairn.trails.domain.offers import OfferDraft
from cairn.trails.queries.offers import list_asked_offers
from cairn.trails.queries.own_hats import get_keeper
from cairn.trails.web.handed import hand_over

FIELDS = ("employer", "asked_of", "starts_on", "wage", "in_scope")
SUBJECT = "Please confirm an offer of employment"


@never_cache
@page(permission="trails.confirmation.ask", methods=("GET", "POST"))
def ask_for_offer_page(request: HttpRequest) -> HttpResponse:
    """What the letter must show and how earlier questions stand; sending it makes the link and shows it, this once."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    now = clock.now()
    keeper = get_keeper(actor, local_date(now, actor.zone))
    if request.method != "POST":
        return _form(request, keeper, {})
    try:
        with scope_of(keeper):
            handed = ask_for_offer(
                actor=keeper,
                confirmation_id=sent_id(request.POST.get("id", ""), keeper.organization_id),
                draft=_draft(request),
                now=now,
            )
    except BadInput as error:
        return _form(request, keeper, error.problems)
    return hand_over(request, handed, keeper, subject=SUBJECT, back_to="ask_for_offer")


def _form(request: HttpRequest, keeper: Actor, problems: dict[str, str]) -> HttpResponse:
    now = clock.now()
    with scope_of(keeper):
        asked = list_asked_offers(keeper, now)
    context = {
        "asked": asked,
        "letter": rules_on(local_date(now, keeper.zone), keeper.place).find("trail.offer_letter"),
        "typed": {name: request.POST.get(name, "") for name in FIELDS},
        "new_id": new_form_id(keeper.organization_id),
        "problems": problems,
    }
    return render(request, "trails/offer.html", context, status=400 if problems else 200)


def _draft(request: HttpRequest) -> OfferDraft:
    typed = {name: request.POST.get(name, "").strip() for name in FIELDS}
    try:
        starts_on = date.fromisoformat(typed["starts_on"])
    except ValueError:
        starts_on = None
    return OfferDraft(
        typed["employer"], typed["asked_of"], starts_on, _cents(typed["wage"]), typed["in_scope"] == "yes"
    )


def _cents(text: str) -> int:
    """Dollars such as "17.50" as cents; nonsense is 0, which the command refuses in words."""
    try:
        amount = Decimal(text.lstrip("$"))
    except InvalidOperation:
        return 0
    return Money.dollars(amount).cents if amount.is_finite() and 0 < amount < 10**6 else 0
