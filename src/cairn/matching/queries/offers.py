"""What peer supporters want said about themselves: to each their own, and to the person who chooses what they asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from uuid import UUID

from cairn.kernel.actors import Actor
from cairn.matching import policy
from cairn.matching.domain.suggestions import Offer
from cairn.matching.models import LivedStatement, PeerOffer
from cairn.platform.sealing import unseal
from cairn.privacy.policy import may, visible

SAID = ("peer_id", "veteran", "parent", "gender", "languages", "cultures", "words")


def get_own_offer(actor: Actor, on: date) -> Offer:
    """What the acting peer supporter wants said, with what they have lived through. Empty when nothing was written. Two statements."""
    said = {row[0]: Offer(*row[1:]) for row in visible(PeerOffer, actor, policy.WRITE_OFFER, on).values_list(*SAID)}
    lived = _unsealed(visible(LivedStatement, actor, policy.WRITE_LIVED, on))
    own = said.get(actor.engagement_id, Offer())
    return replace(own, lived=lived.get(actor.engagement_id, frozenset()))


def list_offers(actor: Actor, on: date, *, lived_asked: frozenset[str]) -> dict[UUID, Offer]:
    """What may be said, by peer supporter. Of what they lived through only what was asked for, and only to the person who chooses.

    Two statements for that person, one for everybody else.
    """
    offers = {row[0]: Offer(*row[1:]) for row in visible(PeerOffer, actor, policy.SHOW_OFFERS, on).values_list(*SAID)}
    if not lived_asked or not may(actor, policy.SHOW_LIVED):
        return offers
    for peer_id, lived in _unsealed(visible(LivedStatement, actor, policy.SHOW_LIVED, on)).items():
        offers[peer_id] = replace(offers.get(peer_id, Offer()), lived=lived & lived_asked)
    return offers


def _unsealed(rows: Iterable[LivedStatement]) -> dict[UUID, frozenset[str]]:
    return {row.peer_id: frozenset(unseal(row.sealed, row.id).split()) for row in rows}
