"""Adding to a summary that is signed: each addition is dated and signed when it is written, and the first text stays as it was."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Max

from cairn.departures import policy
from cairn.departures.domain.additions import addition_hash, check_addition
from cairn.departures.models import Departure, Summary, SummaryAddition
from cairn.kernel.actors import Actor
from cairn.kernel.errors import Conflict
from cairn.kernel.instants import Instant, local_date
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.once import create_once
from cairn.privacy.policy import lock_one, visible

NOT_SIGNED = "This summary is not signed yet: change the summary itself."


@command(permission=policy.WRITE)
def add_to_summary(
    *, actor: Actor, addition_id: UUID, departure_id: UUID, reason: str, text: str, now: Instant
) -> UUID:
    """Add a correction or what was left out, signed at once. Raises NotFound, BadInput, Conflict (not signed, or the id used otherwise)."""
    on = local_date(now, actor.zone)
    departure = lock_one(visible(Departure, actor, policy.WRITE, on).filter(taken_back_at__isnull=True), departure_id)
    summary = Summary.objects.filter(organization_id=actor.organization_id, departure=departure).first()
    if summary is None or summary.signed_at is None:
        raise Conflict(NOT_SIGNED)
    reason, text = reason.strip(), text.strip()
    check_addition(reason, text)
    n = (summary.additions.aggregate(last=Max("n"))["last"] or 0) + 1
    mark = addition_hash(
        summary_hash=summary.content_hash, n=n, by=actor.engagement_id, reason=reason, text=text, at=now
    )
    content = {"summary_id": summary.id, "author_id": actor.engagement_id, "reason": reason, "text": text}
    if create_once(SummaryAddition, actor, addition_id, content, n=n, signed_at=now, content_hash=mark):
        ledger.record("departures.summary.added", client=departure.client_id, departure=departure_id, n=n, hash=mark)
    return addition_id
