"""Pointing somebody on: writing it down, giving the card, and telling the place when the person's yes stands at that moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from cairn.directory.queries.listings import ListingView, get_listing
from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, Conflict
from cairn.kernel.instants import Instant, local_date
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.once import create_once
from cairn.privacy.policy import lock_one, visible
from cairn.privacy.subjects import require_client
from cairn.referrals import policy
from cairn.referrals.domain.kinds import HandedOver, Need, Way, Wish
from cairn.referrals.models import HandOver, Referral
from cairn.referrals.queries.tellings import notice_on, place_of, tell_now
from cairn.support.queries.clients import is_under_part2

NAME_LENGTH, CONTACT_LENGTH, HOPE_LENGTH, TOLD_LENGTH = 160, 200, 300, 500
GONE = "This place was taken off the list ({because}). Nobody was told. Write a new referral to another place."


@dataclass(frozen=True, slots=True)
class ReferralDraft:
    """Who is pointed on, for what, and to where: an entry of the directory, or a free name with how to reach it."""

    id: UUID
    client_id: UUID
    needs: frozenset[Need]
    wish: Wish
    way: Way
    asked_on: date
    listing_id: UUID | None = None
    place_name: str = ""
    place_contact: str = ""
    hope: str = ""


@command(permission=policy.MAKE)
def make_referral(*, actor: Actor, draft: ReferralDraft, now: Instant) -> UUID:
    """Write it down. Nobody is told by this. Raises NotFound (client, entry), BadInput, Conflict (same id, other content)."""
    require_client(actor, policy.MAKE, draft.client_id, local_date(now, actor.zone))
    listing = get_listing(actor, draft.listing_id, now) if draft.listing_id else None
    is_again = Referral.objects.filter(id=draft.id, organization_id=actor.organization_id).exists()
    _check(draft, None if is_again else listing, local_date(now, actor.zone))
    place = {"place_name": draft.place_name.strip(), "place_contact": draft.place_contact.strip()}
    content = {
        "client_id": draft.client_id, "listing_id": draft.listing_id, "wish": draft.wish.value, "way": draft.way.value,
        "needs": ",".join(need.value for need in Need if need in draft.needs), "hope": draft.hope.strip(),
        "asked_on": draft.asked_on, "peer_id": actor.engagement_id, **({} if listing else place),
    }  # fmt: skip
    entry = listing.card.entry if listing else None
    more = {"place_name": entry.service_name, "place_runs": entry.organization_name} if entry else {}
    if create_once(Referral, actor, draft.id, content, recorded_at=now, **more):
        ledger.record("referrals.referral.made", client=draft.client_id, referral=draft.id, way=draft.way.value)
    return draft.id


@command(permission=policy.HAND_OVER)
def hand_card(*, actor: Actor, hand_over_id: UUID, referral_id: UUID, now: Instant) -> UUID:
    """The person has the place's card, and goes by themselves. The place hears nothing. Raises NotFound."""
    referral = _locked(actor, referral_id, now)
    if HandOver.objects.filter(referral=referral, how=HandedOver.CARD.value).exists():
        ledger.unchanged("given before")
        return referral_id
    HandOver.objects.create(
        id=hand_over_id,
        organization_id=actor.organization_id,
        referral=referral,
        how=HandedOver.CARD.value,
        on=local_date(now, actor.zone),
        at=now,
        recorded_at=now,
        by_id=actor.engagement_id,
    )
    ledger.record("referrals.card.given", client=referral.client_id, referral=referral_id)
    return referral_id


@command(permission=policy.HAND_OVER)
def tell_place(
    *, actor: Actor, hand_over_id: UUID, referral_id: UUID, told_at: Instant, told: str, now: Instant
) -> UUID:
    """The place is told of the person. Whether their yes stands is asked here, for the moment of the telling.

    Raises NotFound, BadInput, Refused (no consent covers it), Conflict (told before; the place is gone; same id, other content).
    """
    referral = _locked(actor, referral_id, now)
    before = HandOver.objects.filter(referral=referral, how=HandedOver.TOLD.value).first()
    if before is not None and before.id != hand_over_id:
        raise Conflict(f"The place was told already, on {before.on:%B} {before.on.day}. Write below what came of it.")
    words = told.strip()
    content = {"referral_id": referral_id, "how": HandedOver.TOLD.value, "at": told_at, "told": words}
    more = {} if before else _under_consent(actor, hand_over_id, referral, told_at, words, now)
    if create_once(HandOver, actor, hand_over_id, content, **more):
        consent = more["consent_id"]
        ledger.record("referrals.place.told", client=referral.client_id, referral=referral_id, consent=consent)
    return referral_id


def _under_consent(
    actor: Actor, hand_over_id: UUID, referral: Referral, told_at: Instant, words: str, now: Instant
) -> dict[str, Any]:
    """By which consent the place may be told at that moment, with the notice of that day. Raises what `tell_place` says."""
    today, told_on = local_date(now, actor.zone), local_date(told_at, actor.zone)
    _check_telling(referral, told_at, told_on, words, now)
    listing = get_listing(actor, referral.listing_id, now) if referral.listing_id else None
    if listing and listing.card.is_ended:
        raise Conflict(GONE.format(because=listing.ended_because))
    place = place_of((referral.place_name, referral.place_runs), listing)
    telling = tell_now(actor, hand_over_id, referral.client_id, place, told_at, more=bool(words))
    is_part2 = is_under_part2(actor, referral.client_id, today)
    notice = notice_on(told_on, actor.place) if is_part2 else None
    return {
        "on": told_on, "consent_id": telling.consent_id, "consent_form": telling.consent_form, "recipient": place.told_as,
        "is_part2": is_part2, "notice_source": notice.text if notice else "", "recorded_at": now,
        "by_id": actor.engagement_id,
    }  # fmt: skip


def _locked(actor: Actor, referral_id: UUID, now: Instant) -> Referral:
    rows = visible(Referral, actor, policy.HAND_OVER, local_date(now, actor.zone))
    return lock_one(rows, referral_id)


def _check_telling(referral: Referral, told_at: Instant, told_on: date, words: str, now: Instant) -> None:
    problems = {}
    if told_at > now:
        problems["told_on"] = "This is still to come. Write it down once the place was told."
    elif told_on < referral.asked_on:
        problems["told_on"] = f"The person said yes on {referral.asked_on}. Nobody can have been told before."
    if len(words) > TOLD_LENGTH:
        problems["told"] = (
            f"Use at most {TOLD_LENGTH} characters; now it is {len(words)}. The least that will do is best."
        )
    if problems:
        raise BadInput(problems)


def _check(draft: ReferralDraft, listing: ListingView | None, today: date) -> None:
    problems = {}
    name, contact, hope = (text.strip() for text in (draft.place_name, draft.place_contact, draft.hope))
    if not draft.needs:
        problems["needs"] = "Choose what they look for."
    if draft.asked_on > today:
        problems["asked_on"] = "This day is still to come. Give the day on which you talked about it."
    if listing and listing.card.is_ended:
        problems["place"] = f"This place was taken off the list ({listing.ended_because}). Choose another one."
    if draft.listing_id is None and not name:
        problems["place"] = "Choose a place from the list, or write its name below."
    if draft.listing_id is not None and (name or contact):
        problems["place_name"] = "There are two places now. Keep the one from the list, or the name written here."
    for field, text, most in (
        ("place_name", name, NAME_LENGTH), ("place_contact", contact, CONTACT_LENGTH), ("hope", hope, HOPE_LENGTH),
    ):  # fmt: skip
        if len(text) > most:
            problems[field] = f"Use at most {most} characters; now it is {len(text)}."
    if problems:
        raise BadInput(problems)
