"""What a person takes along, and what a place is told, on paper. The card names nobody; no file name names anybody."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from cairn.directory.queries.listings import ListingView, get_listing
from cairn.identity.queries.organizations import name_of_organization
from cairn.kernel.errors import NotFound, Refused
from cairn.kernel.instants import local_date
from cairn.platform import clock
from cairn.platform.documents import typeset
from cairn.platform.downloads import download
from cairn.platform.forms import acting
from cairn.platform.pages import page
from cairn.privacy.queries.consents import ConsentView, get_consent
from cairn.referrals import policy
from cairn.referrals.domain.kinds import HandedOver
from cairn.referrals.queries.referrals import HandOverView, ReferralView, get_referral
from cairn.referrals.web.referrals import show_one, telling_of

PART2_NOTICE = (
    "This letter tells of somebody whose record 42 CFR Part 2 protects. It may not be used or passed on in any case or proceeding "
    "against the person, and no further than that law or their consent allows ({source}). What they agreed to stands above."
)
PLAIN_NOTICE = (
    "This letter was written with the consent of the person. What they agreed to stands above; please pass nothing on."
)


@page(permission=policy.SEE)
def card(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """The place on a card, as known today, for the person's own hand."""
    actor, on = acting(request)
    one = get_referral(actor, referral_id, on)
    listing = get_listing(actor, one.listing_id, clock.now()) if one.listing_id else None
    return _pdf("card", _card(one, listing, on), "card.pdf")


@page(permission=policy.HAND_OVER)
def letter(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """The letter to the place, as it was told; only while the consent stands. Taken back since: no letter any more."""
    actor, on = acting(request)
    one = get_referral(actor, referral_id, on)
    told = one.handed(HandedOver.TOLD)
    if told is None or told.consent_id is None:
        raise NotFound
    listing = get_listing(actor, one.listing_id, clock.now()) if one.listing_id else None
    decision = telling_of(actor, one, listing, more=bool(told.told)).decision
    try:
        decision.require()
    except Refused:
        return show_one(request, referral_id, {"": f"No letter can be printed now. {decision.why_not}"}, 409)
    consent = get_consent(actor, told.consent_id, clock.now())
    return _pdf("letter", _letter(one, told, consent, name_of_organization(actor), actor.zone), "letter.pdf")


def _card(one: ReferralView, listing: ListingView | None, on: date) -> dict[str, Any]:
    facts: list[list[str]] = []
    checked = "Written down by hand. Call before you go."
    if listing is None:
        facts = [["How to reach them", one.place_contact]] if one.place_contact else []
    else:
        entry, looked = listing.card.entry, listing.card.confirmed_on
        told = [
            ["Phone", "\n".join(f"{each.number} {each.note}".strip() for each in entry.phones)],
            ["Where", entry.address],
            ["Hours", "\n".join(each.words for each in entry.hours)],
            ["For whom", entry.eligibility],
            ["Cost", entry.cost],
            ["Languages", entry.languages],
            ["Web", entry.web],
        ]
        facts = [row for row in told if row[1]]
        checked = f"Last checked on {_day(looked)}. A call first saves a way." if looked else checked
    runs = listing.card.entry.organization_name if listing else one.place_runs
    name = listing.card.entry.service_name if listing else one.place_name
    return {"title": name, "runs": runs, "facts": facts, "checked": checked, "printed": f"Printed on {_day(on)}"}


def _letter(one: ReferralView, told: HandOverView, consent: ConsentView, sender: str, zone: str) -> dict[str, Any]:
    notice = PART2_NOTICE.format(source=told.notice_source) if told.notice_source else PLAIN_NOTICE
    return {
        "title": "Letter of referral",
        "sender": sender,
        "date": _day(local_date(told.at, zone)),
        "to": told.recipient,
        "facts": [["Who comes", one.client_name], ["Looks for", ", ".join(need.label for need in one.needs)]],
        "told": told.told,
        "consent": [
            ["Who may receive it", consent.who],
            ["What may be told", consent.what],
            ["What for", consent.why],
            ["Until", consent.until],
            ["Signed on", _day(consent.signed_on)],
        ],
        "notice": notice,
        "by": told.by,
    }


def _day(on: date) -> str:
    return f"{on:%B} {on.day}, {on.year}"


def _pdf(template: str, data: dict[str, Any], name: str) -> HttpResponse:
    return download(name, typeset("referrals", template, data, now=clock.now()))
