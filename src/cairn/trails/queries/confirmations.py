"""What the link of a confirmation shows to whoever holds it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Subquery

from cairn.identity.models import Organization
from cairn.kernel.instants import Instant, as_instant, local_date
from cairn.privacy.scope import scope_of_installation
from cairn.trails.domain.confirmations import digest_of
from cairn.trails.models import Confirmation


@dataclass(frozen=True, slots=True)
class Question:
    """The question of an open link."""

    asker: str
    asked_of: str
    asks: str
    expires_on: date


def find_question(token: str, now: Instant) -> Question | None:
    """The question behind a link, or None: unknown, answered, withdrawn and run out all look alike. One statement."""
    with scope_of_installation():
        row = (
            Confirmation.objects.filter(token_digest=digest_of(token), answer="", expires_at__gt=now)
            .annotate(zone=Subquery(Organization.objects.filter(id=OuterRef("organization_id")).values("zone")))
            .select_related("candidate")
            .first()
        )
    if row is None:
        return None
    return Question(row.candidate.name, row.asked_of, row.asks, local_date(as_instant(row.expires_at), row.zone))
