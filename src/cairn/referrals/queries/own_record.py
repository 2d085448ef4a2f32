"""All referrals of one person with everything that was learned, for the file that they take along."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from uuid import UUID

from cairn.identity.queries.names import names_of
from cairn.kernel.actors import Actor
from cairn.privacy import ledger
from cairn.privacy.policy import visible
from cairn.privacy.subjects import require_client
from cairn.referrals import policy
from cairn.referrals.models import HandOver, Referral, ReferralStep
from cairn.referrals.queries.referrals import ReferralView, view_of
from cairn.referrals.queries.standings import with_standing
from cairn.referrals.queries.terms import terms_on


def list_whole_referrals(actor: Actor, client_id: UUID, on: date) -> tuple[ReferralView, ...]:
    """Every referral of one person, newest first; raises NotFound. Five statements, however many there are."""
    require_client(actor, policy.SEE, client_id, on)
    rows = with_standing(visible(Referral, actor, policy.SEE, on).filter(client_id=client_id))
    rows = rows.select_related("client", "peer").order_by("-asked_on", "-id")
    hand_overs: dict[UUID, list[HandOver]] = defaultdict(list)
    steps: dict[UUID, list[ReferralStep]] = defaultdict(list)
    for handed in visible(HandOver, actor, policy.SEE, on).filter(referral__client_id=client_id).order_by("at", "id"):
        hand_overs[handed.referral_id].append(handed)
    learned = visible(ReferralStep, actor, policy.SEE, on).filter(referral__client_id=client_id)
    for step in learned.order_by("recorded_at", "id"):
        steps[step.referral_id].append(step)
    wrote = {one.by_id for found in hand_overs.values() for one in found}
    wrote |= {one.by_id for found in steps.values() for one in found}
    names, terms = names_of(actor, wrote, on), terms_on(on, actor.place)
    ledger.looked("referrals.referral.seen", clients=[client_id])
    return tuple(view_of(row, hand_overs[row.id], steps[row.id], names, on=on, terms=terms) for row in rows)
