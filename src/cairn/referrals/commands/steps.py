"""Writing down what came of a referral, and putting right what was written wrongly: never over it, always beside it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, Conflict, NotFound
from cairn.kernel.instants import Instant, local_date
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.once import create_once
from cairn.privacy.policy import lock_one, visible
from cairn.referrals import policy
from cairn.referrals.domain.steps import Heard, Step, check_step
from cairn.referrals.models import Referral, ReferralStep

CORRECTED = "Somebody put this right already. Look at what stands there now, and correct that."


@command(permission=policy.FOLLOW)
def record_step(*, actor: Actor, referral_id: UUID, step: Step, now: Instant) -> UUID:
    """One thing learned, on the day on which it was so. Raises NotFound, BadInput, Conflict (same id, other content)."""
    if step.corrects is not None:
        raise BadInput({"": "A correction is written on the page of what it puts right."})
    referral = _locked(actor, referral_id, now)
    if _is_written(actor, referral, step, now):
        ledger.record("referrals.step.recorded", client=referral.client_id, step=step.id, heard=step.heard.value)
    return step.id


@command(permission=policy.FOLLOW)
def correct_step(*, actor: Actor, referral_id: UUID, step: Step, now: Instant) -> UUID:
    """What `step.corrects` should have said, or that it was not so. The wrong one stays readable.

    Raises NotFound, BadInput, Conflict (corrected by somebody else; same id, other content).
    """
    referral = _locked(actor, referral_id, now)
    wrong = ReferralStep.objects.filter(referral=referral, id=step.corrects).first() if step.corrects else None
    if wrong is None or wrong.heard == Heard.NOT_SO.value:
        raise NotFound
    if ReferralStep.objects.filter(corrects=wrong).exclude(id=step.id).exists():
        raise Conflict(CORRECTED)
    if (wrong.heard, wrong.on, wrong.reason, wrong.words) == _content(step):
        raise BadInput({"heard": "This says the same as before. Change what was wrong, or leave the page."})
    if _is_written(actor, referral, step, now):
        ledger.record("referrals.step.corrected", client=referral.client_id, step=step.id, heard=step.heard.value)
    return step.id


def _content(step: Step) -> tuple[str, date, str, str]:
    return step.heard.value, step.on, step.reason.value if step.reason else "", step.words.strip()


def _is_written(actor: Actor, referral: Referral, step: Step, now: Instant) -> bool:
    """False for a repeated send."""
    check_step(step, asked_on=referral.asked_on, today=local_date(now, actor.zone))
    heard, on, reason, words = _content(step)
    content = {
        "referral_id": referral.id, "heard": heard, "on": on, "reason": reason, "words": words,
        "corrects_id": step.corrects,
    }  # fmt: skip
    more = {"stage": step.heard.stage, "recorded_at": now, "by_id": actor.engagement_id}
    return create_once(ReferralStep, actor, step.id, content, **more)


def _locked(actor: Actor, referral_id: UUID, now: Instant) -> Referral:
    rows = visible(Referral, actor, policy.FOLLOW, local_date(now, actor.zone))
    return lock_one(rows, referral_id)
