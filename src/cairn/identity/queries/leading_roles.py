"""Who was lately let in to a role that can let in others: one person may do it, but never unseen by those who hold such a role."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import OuterRef, Subquery

from cairn.identity import policy as _declared  # noqa: F401 - the grants
from cairn.identity.models import Engagement, Invitation
from cairn.kernel.actors import Actor, Role
from cairn.kernel.instants import Instant, local_date
from cairn.privacy.policy import visible

LEADING = (Role.PROGRAM_MANAGER, Role.SYSTEM_OWNER)
SHOWN_FOR = timedelta(days=14)  # long enough to be seen after a vacation week
MOST = 5


@dataclass(frozen=True, slots=True)
class LetIn:
    """One link to a leading role. `by` is "" when its maker is known no more; `has_come` once the link was used."""

    name: str
    role: Role
    by: str
    by_role: str
    on: date
    has_come: bool


def list_let_in(actor: Actor, now: Instant) -> tuple[LetIn, ...]:
    """Links of the last two weeks to leading roles, made by somebody else for somebody else, newest first. One statement."""
    today = local_date(now, actor.zone)
    maker = Engagement.objects.filter(id=OuterRef("created_by_id"))
    rows = (
        visible(Invitation, actor, "identity.invitation.send", today)
        .filter(engagement__role__in=[role.value for role in LEADING], created_at__gte=now - SHOWN_FOR)
        .filter(created_by_id__isnull=False)  # the first owner was let in by whoever installed, and is no news
        .exclude(created_by_id=actor.engagement_id)
        .exclude(engagement_id=actor.engagement_id)
        .annotate(by=Subquery(maker.values("name")[:1]), by_role=Subquery(maker.values("role")[:1]))
        .order_by("-created_at", "-id")
        .values_list("engagement__name", "engagement__role", "by", "by_role", "created_at", "accepted_at")[:MOST]
    )
    return tuple(_let_in(actor, *row) for row in rows)


def _let_in(
    actor: Actor, name: str, role: str, by: str | None, by_role: str | None, made: datetime, came: datetime | None
) -> LetIn:
    told = Role(by_role).label.lower() if by_role else ""
    return LetIn(name, Role(role), by or "", told, local_date(Instant(made), actor.zone), came is not None)
