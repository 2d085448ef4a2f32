"""A peer supporter says what may be said about them, and takes it back. Nothing of it stands in the ledger but that it was saved."""

from __future__ import annotations

from typing import Any

from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput
from cairn.kernel.instants import Instant, local_date
from cairn.matching import policy
from cairn.matching.domain.facets import GENDER_WORDS, LIVED_WORDS, listed
from cairn.matching.domain.suggestions import Offer
from cairn.matching.models import LivedStatement, PeerOffer
from cairn.platform.ids import new_id
from cairn.platform.sealing import seal
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.policy import visible

LIST_LENGTH, WORDS_LENGTH = 200, 300


@command(permission=policy.WRITE_OFFER)
def write_offer(*, actor: Actor, offer: Offer, now: Instant) -> None:
    """What is said from now on; everything may be empty. Raises BadInput."""
    _check(offer)
    on = local_date(now, actor.zone)
    said = {
        "veteran": offer.veteran, "parent": offer.parent, "gender": offer.gender,
        "languages": ", ".join(listed(offer.languages)), "cultures": ", ".join(listed(offer.cultures)),
        "words": offer.words.strip(), "saved_at": now,
    }  # fmt: skip
    own: dict[str, Any] = {"organization_id": actor.organization_id, "peer_id": actor.engagement_id}
    visible(PeerOffer, actor, policy.WRITE_OFFER, on).select_for_update(of=("self",)).update_or_create(
        **own, defaults=said
    )
    _write_lived(actor, own, offer.lived, now)
    ledger.record("matching.offer.written")


def _write_lived(actor: Actor, own: dict[str, Any], lived: frozenset[str], now: Instant) -> None:
    """Sealed anew each time; nothing is left of what was taken back."""
    visible(LivedStatement, actor, policy.WRITE_LIVED, local_date(now, actor.zone)).delete()
    if lived:
        row_id = new_id()
        LivedStatement.objects.create(id=row_id, sealed=seal(" ".join(sorted(lived)), row_id), saved_at=now, **own)


def _check(offer: Offer) -> None:
    problems = {}
    for field, text, most in (
        ("languages", offer.languages, LIST_LENGTH),
        ("cultures", offer.cultures, LIST_LENGTH),
        ("words", offer.words, WORDS_LENGTH),
    ):
        if len(text.strip()) > most:
            problems[field] = f"Use at most {most} characters; now it is {len(text.strip())}."
    if offer.gender and offer.gender not in GENDER_WORDS:
        problems["gender"] = "Choose one of the three, or leave it open."
    if not offer.lived <= LIVED_WORDS.keys():
        problems["lived"] = "Choose from the list, or leave it open."
    if problems:
        raise BadInput(problems)
