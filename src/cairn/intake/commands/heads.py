"""Counting people whom nobody names, and taking a wrong count back."""

from __future__ import annotations

from uuid import UUID

from cairn.intake import policy
from cairn.intake.domain.heads import HeadsDraft, check_heads
from cairn.intake.models import HeadCount
from cairn.kernel.actors import Actor
from cairn.kernel.instants import Instant, local_date
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.once import create_once, take_back_once
from cairn.privacy.policy import lock_one, visible


@command(permission=policy.COUNT)
def record_heads(*, actor: Actor, head_count_id: UUID, draft: HeadsDraft, now: Instant) -> UUID:
    """Write down how many were met. Raises BadInput, Conflict (same id, other content)."""
    check_heads(draft, local_date(now, actor.zone))
    content = {
        "on": draft.on, "place": draft.place, "people": draft.people, "given": sorted(set(draft.given)),
        "counted_by_id": actor.engagement_id,
    }  # fmt: skip
    if create_once(HeadCount, actor, head_count_id, content, counted_at=now):
        ledger.record("intake.heads.counted", heads=head_count_id, people=draft.people)
    return head_count_id


@command(permission=policy.COUNT)
def take_back_heads(*, actor: Actor, head_count_id: UUID, because: str, now: Instant) -> UUID:
    """Mark a count as wrong: it stays to be read, and no figure holds it. Raises NotFound, BadInput (no reason)."""
    rows = visible(HeadCount, actor, policy.COUNT, local_date(now, actor.zone))
    row = lock_one(rows, head_count_id)
    if take_back_once(row, actor, because, now):
        ledger.record("intake.heads.taken_back", heads=head_count_id)
    return head_count_id
