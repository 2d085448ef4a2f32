"""A program says what coming costs the person."""

from __future__ import annotations

from uuid import UUID

from cairn.identity.queries.programs import get_program
from cairn.intake import policy
from cairn.intake.models import FeeNotice
from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput
from cairn.kernel.instants import Instant, local_date
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.once import create_once

WORDS_LENGTH = 500


@command(permission=policy.SET_FEE)
def set_fee(*, actor: Actor, notice_id: UUID, program_id: UUID, costs_nothing: bool, words: str, now: Instant) -> UUID:
    """Say it anew; what was agreed to before stays with whoever agreed. Raises NotFound (program), BadInput, Conflict."""
    get_program(actor, program_id, local_date(now, actor.zone))
    text = words.strip()
    if not costs_nothing and not text:
        raise BadInput({"words": "Say what it costs, or how that is worked out, as you would say it to the person."})
    if len(text) > WORDS_LENGTH:
        raise BadInput({"words": f"Use at most {WORDS_LENGTH} characters; now it is {len(text)}."})
    content = {"program_id": program_id, "costs_nothing": costs_nothing, "words": text}
    if create_once(FeeNotice, actor, notice_id, content, set_at=now, set_by_id=actor.engagement_id):
        ledger.record("intake.fee.set", program=program_id, costs_nothing=costs_nothing)
    return notice_id
