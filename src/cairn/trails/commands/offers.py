"""Asking an employer to confirm an offer, through a link that needs no account."""

from __future__ import annotations

from uuid import UUID

from cairn.kernel.actors import Actor
from cairn.kernel.instants import Instant, local_date
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.policy import visible
from cairn.trails import policy  # noqa: F401 - declares who may
from cairn.trails.commands.confirmations import Handed, ask_confirmation
from cairn.trails.domain.offers import OfferDraft, check_offer, words_for
from cairn.trails.models import Confirmation
from cairn.trails.queries.offers import KIND


@command(permission="trails.confirmation.ask")
def ask_for_offer(*, actor: Actor, confirmation_id: UUID, draft: OfferDraft, now: Instant) -> Handed:
    """Ask the employer whether the letter says so. Links about an offer that nobody answered yet stop working.

    Whoever is asked sees the candidate's name and what the letter shows, no more. Raises BadInput.
    """
    mine = visible(Confirmation, actor, "trails.confirmation.ask", local_date(now, actor.zone))
    if mine.filter(id=confirmation_id).exists():
        ledger.unchanged("asked before")
        return Handed("", now)
    check_offer(draft)
    mine.filter(kind=KIND, answer="", expires_at__gt=now).update(expires_at=now)
    return ask_confirmation(
        actor=actor,
        confirmation_id=confirmation_id,
        kind=KIND,
        asked_of=draft.asked_of,
        asks=words_for(actor.name, draft),
        now=now,
    )
