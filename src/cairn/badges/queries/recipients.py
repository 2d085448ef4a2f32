"""To whom the own organization issues: its candidates, who then find the badge under their own certificates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from cairn.badges.policy import ISSUE
from cairn.identity.models import Engagement
from cairn.kernel.actors import Actor, Role
from cairn.privacy.policy import visible

MOST = 500


@dataclass(frozen=True, slots=True)
class Recipient:
    """A candidate here: by engagement in forms, by person in the badge."""

    engagement_id: UUID
    person_id: UUID
    name: str


def list_recipients(actor: Actor, on: date) -> tuple[Recipient, ...]:
    """The organization's candidates on a day, by name. One statement."""
    held = visible(Engagement, actor, ISSUE, on).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=on), role=Role.CANDIDATE.value, starts_on__lte=on, ended_at=None
    )
    rows = held.order_by("name", "id").values_list("id", "person_id", "name")[:MOST]
    return tuple(Recipient(*row) for row in rows)
