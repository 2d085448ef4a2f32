"""How many notes wait for their author's signature, and since when; for those who may not read a word of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Min

from cairn.identity.models import Engagement
from cairn.kernel.actors import Actor
from cairn.privacy.policy import visible
from cairn.support import policy_of_supervision  # noqa: F401 - declares who may


@dataclass(frozen=True, slots=True)
class UnsignedCount:
    """One peer supporter's unsigned notes and the service date of the oldest."""

    peer_id: UUID
    peer_name: str
    count: int
    oldest_on: date


def count_unsigned_by_peer(actor: Actor, on: date) -> tuple[UnsignedCount, ...]:
    """Those who have any, the oldest note first. One statement."""
    rows = (
        visible(Engagement, actor, "support.caseload.count", on)
        .filter(
            encounters__in_error_at__isnull=True,
            encounters__note__isnull=False,
            encounters__note__signed_at__isnull=True,
        )
        .values("id", "name")
        .annotate(waiting=Count("encounters__id"), oldest=Min("encounters__started_on"))
        .order_by("oldest", "name")
    )
    return tuple(UnsignedCount(row["id"], row["name"], row["waiting"], row["oldest"]) for row in rows)
