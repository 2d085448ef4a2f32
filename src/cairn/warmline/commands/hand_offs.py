"""A call becomes a crisis: one tap opens it, one tap marks each step with its time, one ends it."""

from __future__ import annotations

from uuid import UUID

from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, Conflict
from cairn.kernel.instants import Instant, local_date
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.once import create_once
from cairn.privacy.policy import lock_one, visible
from cairn.warmline import policy
from cairn.warmline.domain.kinds import Outcome
from cairn.warmline.models import HandOff, HandOffStep
from cairn.warmline.queries.hand_offs import steps_on
from cairn.warmline.queries.shifts import find_own_shift


@command(permission=policy.HAND_OFF)
def open_hand_off(*, actor: Actor, hand_off_id: UUID, now: Instant) -> UUID:
    """The call on the line is a crisis. Nothing is asked. Raises Conflict (no shift now: Help now works without)."""
    shift = find_own_shift(actor, now)
    if shift is None:
        raise Conflict("You have no shift now. Use Help now: it has the same numbers, for every hour.")
    on = local_date(now, actor.zone)
    content = {"shift_id": shift.id, "opened_by_id": actor.engagement_id}
    if create_once(HandOff, actor, hand_off_id, content, opened_at=now, steps_source=steps_on(actor, on).source[:160]):
        ledger.record("warmline.hand_off.opened", hand_off=hand_off_id)
    return hand_off_id


@command(permission=policy.HAND_OFF)
def mark_step(*, actor: Actor, step_id: UUID, hand_off_id: UUID, step: str, now: Instant) -> UUID:
    """This step is done, now. A step counts once. Raises NotFound, BadInput (no such step)."""
    row = _locked(actor, hand_off_id, now)
    if step not in steps_on(actor, local_date(now, actor.zone)).steps:
        raise BadInput({"step": "This step is not in the policy any more. Read the page anew."})
    if row.steps.filter(step=step).exists():
        ledger.unchanged("done before")
        return step_id
    content = {"hand_off_id": hand_off_id, "step": step, "by_id": actor.engagement_id}
    if create_once(HandOffStep, actor, step_id, content, at=now):
        ledger.record("warmline.hand_off.step_done", hand_off=hand_off_id)
    return step_id


@command(permission=policy.HAND_OFF)
def end_hand_off(*, actor: Actor, hand_off_id: UUID, outcome: Outcome, now: Instant) -> UUID:
    """How it ended for the desk. Raises NotFound, Conflict (ended before, another way)."""
    row = _locked(actor, hand_off_id, now)
    if row.ended_at is not None:
        if row.outcome != outcome.value:
            raise Conflict("This was ended before, with another word. What was written first stands.")
        ledger.unchanged("ended before")
        return hand_off_id
    row.ended_at, row.outcome = now, outcome.value
    row.save(update_fields=["ended_at", "outcome"])
    ledger.record("warmline.hand_off.ended", hand_off=hand_off_id, outcome=outcome.value)
    return hand_off_id


def _locked(actor: Actor, hand_off_id: UUID, now: Instant) -> HandOff:
    return lock_one(visible(HandOff, actor, policy.HAND_OFF, local_date(now, actor.zone)), hand_off_id)
