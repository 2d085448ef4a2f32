"""Writing a call down, and taking a wrong entry back."""

from __future__ import annotations

from uuid import UUID

from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, NotFound
from cairn.kernel.instants import Instant, local_date
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.domain.reasons import check_sentence
from cairn.privacy.once import create_once, take_back_once
from cairn.privacy.policy import lock_one, visible
from cairn.warmline import policy
from cairn.warmline.domain.calls import CallFacts, check_call, key_of
from cairn.warmline.models import Call, HandOff
from cairn.warmline.queries.shifts import find_own_shift

NO_SHIFT = "You have no shift at that hour. Check the time, or ask your program manager to put the shift into the plan."


@command(permission=policy.LOG)
def log_call(*, actor: Actor, call_id: UUID, facts: CallFacts, now: Instant, hand_off_id: UUID | None = None) -> UUID:
    """Keep a call: codes from lists, and a chosen nickname at most. Raises BadInput, NotFound (hand-off), Conflict."""
    problems = check_call(facts, now=now)
    if problems:
        raise BadInput(problems)
    on = local_date(now, actor.zone)
    shift = find_own_shift(actor, facts.started_at)
    if shift is None:
        raise BadInput({"started_at": NO_SHIFT})
    if hand_off_id and not visible(HandOff, actor, policy.HAND_OFF, on).filter(id=hand_off_id).exists():
        raise NotFound
    nickname = " ".join(facts.nickname.split())
    content = {
        "shift_id": shift.id, "started_at": facts.started_at, "minutes": facts.minutes,
        "topics": ",".join(facts.topics), "offers": ",".join(facts.offers), "came": facts.came.value,
        "nickname": nickname, "hand_off_id": hand_off_id,
    }  # fmt: skip
    more = {"caller_key": key_of(nickname), "recorded_at": now, "recorded_by_id": actor.engagement_id}
    if create_once(Call, actor, call_id, content, **more):
        ledger.record("warmline.call.logged", call=call_id)
    return call_id


@command(permission=policy.TAKE_BACK)
def take_back_call(*, actor: Actor, call_id: UUID, because: str, now: Instant) -> UUID:
    """One's own entry was wrong: it counts no more. Raises NotFound, BadInput."""
    rows = visible(Call, actor, policy.TAKE_BACK, local_date(now, actor.zone))
    row = lock_one(rows.filter(recorded_by_id=actor.engagement_id), call_id)
    if take_back_once(row, actor, because, now, check=check_sentence):
        ledger.record("warmline.call.taken_back", call=call_id)
    return call_id
