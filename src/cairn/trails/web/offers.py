"""Asking the employer to confirm the offer, and how what was asked stands."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput
from cairn.kernel.instants import local_date
from cairn.platform import clock
from cairn.platform.forms import read_day, read_money, sent_texts
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
    typed = sent_texts(request, *FIELDS)
    wage = read_money(typed["wage"])  # nonsense is 0, which the command refuses in words
    return OfferDraft(
        typed["employer"],
        typed["asked_of"],
        read_day(typed["starts_on"]),
        wage.cents if wage else 0,
        typed["in_scope"] == "yes",
    )
