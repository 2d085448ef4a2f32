"""Saying once that a class is not for the own hours, so that it is not asked about again."""

from __future__ import annotations

from uuid import UUID

from cairn.credentials import policy
from cairn.credentials.models import DeclinedCourse
from cairn.kernel.actors import Actor
from cairn.kernel.instants import Instant
from cairn.platform.ids import new_id
from cairn.privacy import ledger
from cairn.privacy.command import command


@command(permission=policy.RECORD_CE)
def decline_course(*, actor: Actor, source_id: UUID, now: Instant) -> UUID:
    """Of the actor's own. Twice is once."""
    _, is_new = DeclinedCourse.objects.get_or_create(
        organization_id=actor.organization_id,
        holder_id=actor.engagement_id,
        source_id=source_id,
        defaults={"id": new_id(), "declined_at": now},
    )
    if is_new:
        ledger.record("credentials.ce.declined", source=source_id, holder=actor.engagement_id)
    else:
        ledger.unchanged("declined before")
    return source_id
