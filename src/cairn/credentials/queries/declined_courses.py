"""The classes of which the actor said that they are not for the own hours."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from cairn.credentials import policy
from cairn.credentials.models import DeclinedCourse
from cairn.kernel.actors import Actor
from cairn.privacy.policy import visible


def list_declined(actor: Actor, on: date) -> frozenset[UUID]:
    """By the id under which each was offered. One statement."""
    rows = visible(DeclinedCourse, actor, policy.RECORD_CE, on).filter(holder_id=actor.engagement_id)
    return frozenset(rows.values_list("source_id", flat=True))
