"""Agreeing on a rhythm of checking in, agreeing otherwise, and letting it go."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, Conflict
from cairn.kernel.instants import Instant, local_date
from cairn.meetings import policy
from cairn.meetings.domain.check_ins import FEWEST_DAYS, MOST_DAYS, Way
from cairn.meetings.models import CheckInAgreement
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.policy import lock_one
from cairn.support.models import Relationship


@command(permission=policy.AGREE)
def agree_check_ins(
    *, actor: Actor, agreement_id: UUID, relationship_id: UUID, every_days: int, way: Way, agreed_on: date, now: Instant
) -> UUID:
    """From the day on which they agreed on, this rhythm holds, and the one before no longer. Raises NotFound, BadInput, Conflict."""
    on = local_date(now, actor.zone)
    pair = _pair(actor, relationship_id, on)
    before = CheckInAgreement.objects.filter(id=agreement_id, organization_id=actor.organization_id).first()
    if before is not None:
        kept = (before.relationship_id, before.every_days, before.way, before.agreed_on)
        if kept != (pair.id, every_days, way.value, agreed_on):
            raise Conflict("This was already saved with another rhythm. Look at the page again.")
        ledger.unchanged("sent before")
        return agreement_id
    problems = {}
    if not FEWEST_DAYS <= every_days <= MOST_DAYS:
        problems["every_days"] = f"Give a number of days from {FEWEST_DAYS} to {MOST_DAYS}."
    if agreed_on > on:
        problems["agreed_on"] = "This day is still to come. Give the day on which you agreed."
    if problems:
        raise BadInput(problems)
    _standing(actor, pair).update(ended_on=on)
    CheckInAgreement.objects.create(
        id=agreement_id,
        organization_id=actor.organization_id,
        relationship=pair,
        every_days=every_days,
        way=way.value,
        agreed_on=agreed_on,
        recorded_at=now,
        recorded_by_id=actor.engagement_id,
    )
    ledger.record("meetings.check_in.agreed", client=pair.client_id, agreement=agreement_id, every_days=every_days)
    return agreement_id


@command(permission=policy.AGREE)
def let_check_ins_go(*, actor: Actor, relationship_id: UUID, now: Instant) -> None:
    """No rhythm any more. Raises NotFound."""
    on = local_date(now, actor.zone)
    pair = _pair(actor, relationship_id, on)
    if not _standing(actor, pair).update(ended_on=on):
        return ledger.unchanged("there was none")
    ledger.record("meetings.check_in.let_go", client=pair.client_id, relationship=pair.id)
    return None


def _pair(actor: Actor, relationship_id: UUID, on: date) -> Relationship:
    return lock_one(policy.own_pairs(actor, on), relationship_id)


def _standing(actor: Actor, pair: Relationship) -> QuerySet[CheckInAgreement]:
    return CheckInAgreement.objects.filter(
        organization_id=actor.organization_id, relationship=pair, ended_on__isnull=True
    )
