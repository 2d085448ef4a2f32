"""Planning who answers when, taking a shift back, and leaving a word for who comes next."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from cairn.identity.queries.names import is_peer_supporter
from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, Conflict
from cairn.kernel.instants import Instant, Span, local_date
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.domain.reasons import check_sentence
from cairn.privacy.once import create_once, take_back_once
from cairn.privacy.policy import lock_one, visible
from cairn.warmline import policy
from cairn.warmline.domain.calls import check_hand_over
from cairn.warmline.models import HandOver, Shift
from cairn.warmline.queries.calls import list_nicknames
from cairn.warmline.queries.shifts import find_own_shift

LONGEST_SHIFT = timedelta(hours=14)


@command(permission=policy.PLAN)
def plan_shift(*, actor: Actor, shift_id: UUID, peer_id: UUID, span: Span, now: Instant) -> UUID:
    """Put somebody at the phone. Raises BadInput, Conflict (they have a shift then)."""
    problems = {}
    if not is_peer_supporter(actor, peer_id, local_date(span.start, actor.zone)):
        problems["peer"] = "Choose a peer supporter who works here on that day."
    if not timedelta(0) < span.end - span.start <= LONGEST_SHIFT:
        problems["ends_at"] = "A shift ends after it begins, at most 14 hours later."
    if span.end <= now:
        problems["starts_on"] = "This is over. Plan a shift that is still to come."
    if problems:
        raise BadInput(problems)
    others = visible(Shift, actor, policy.PLAN, local_date(now, actor.zone)).select_for_update()
    clash = others.filter(peer_id=peer_id, taken_back_at__isnull=True, starts_at__lt=span.end, ends_at__gt=span.start)
    if clash.exclude(id=shift_id).exists():
        raise Conflict("They have a shift in these hours already. Nothing was changed.")
    content = {"peer_id": peer_id, "starts_at": span.start, "ends_at": span.end}
    if create_once(Shift, actor, shift_id, content, planned_at=now, planned_by_id=actor.engagement_id):
        ledger.record("warmline.shift.planned", shift=shift_id, peer=peer_id)
    return shift_id


@command(permission=policy.PLAN)
def take_back_shift(*, actor: Actor, shift_id: UUID, because: str, now: Instant) -> UUID:
    """Nobody comes to this shift, or it was planned by mistake. Its calls stay. Raises NotFound, BadInput."""
    rows = visible(Shift, actor, policy.PLAN, local_date(now, actor.zone))
    row = lock_one(rows, shift_id)
    if take_back_once(row, actor, because, now, check=check_sentence):
        ledger.record("warmline.shift.taken_back", shift=shift_id)
    return shift_id


@command(permission=policy.HAND_OVER)
def hand_over_shift(*, actor: Actor, hand_over_id: UUID, words: str, now: Instant) -> UUID:
    """Leave a word for the next shift, without anybody's name. Raises BadInput, Conflict."""
    shift = find_own_shift(actor, now)
    if shift is None:
        raise Conflict("You have no shift now. A word for the next shift is left at the end of one's own.")
    text = words.strip()
    problems = check_hand_over(text, list_nicknames(actor, local_date(now, actor.zone)))
    if problems:
        raise BadInput(problems)
    content = {"shift_id": shift.id, "words": text, "by_id": actor.engagement_id}
    if create_once(HandOver, actor, hand_over_id, content, at=now):
        ledger.record("warmline.hand_over.written", shift=shift.id)
    return hand_over_id
