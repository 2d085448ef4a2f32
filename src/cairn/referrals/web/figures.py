"""What came of referrals, as figures: to one place, and to all. They change nothing on the list of places by themselves."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cairn.directory.queries.listings import get_listing
from cairn.kernel.suppression import FEWEST_SHOWN
from cairn.platform import clock
from cairn.platform.forms import acting
from cairn.platform.pages import page
from cairn.referrals import policy
from cairn.referrals.domain.figures import Came, Figures
from cairn.referrals.queries.figures import YEARS_COUNTED, count_referrals, figures_of_place
from cairn.referrals.queries.terms import terms_on


@page(permission=policy.COUNT)
def all_page(request: HttpRequest) -> HttpResponse:
    """For who answers for the program: all referrals of two years, and the places with enough people."""
    actor, on = acting(request)
    found = count_referrals(actor, on)
    context = {"found": found, "rows": _rows(found.whole), "fewest": FEWEST_SHOWN, "terms": terms_on(on, actor.place)}
    return render(request, "referrals/figures.html", context)


@page(permission=policy.COUNT_PLACE)
def place_page(request: HttpRequest, listing_id: UUID) -> HttpResponse:
    """What came of being sent to one place."""
    actor, on = acting(request)
    listing = get_listing(actor, listing_id, clock.now())
    figures = figures_of_place(actor, listing_id, on)
    context = {
        "listing": listing,
        "figures": figures,
        "rows": _rows(figures),
        "years": YEARS_COUNTED,
        "fewest": FEWEST_SHOWN,
        "terms": terms_on(on, actor.place),
    }
    return render(request, "referrals/of_place.html", context)


def _rows(figures: Figures) -> list[tuple[str, str]]:
    return [(came.label, _shown(figures.parts[came])) for came in Came]


def _shown(count: int | None) -> str:
    return "hidden" if count is None else f"{count:,}"
