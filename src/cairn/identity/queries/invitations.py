"""What an invitation says to the person who opens its link."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Subquery

from cairn.identity.domain.invitations import digest_of
from cairn.identity.models import Account, Invitation, Organization
from cairn.kernel.actors import Role
from cairn.kernel.instants import Instant
from cairn.privacy.scope import scope_of_installation


@dataclass(frozen=True, slots=True)
class Welcome:
    """`recovers`: the person signs in already and lost the way; `opens_at` is set while the link waits."""

    engagement_id: UUID
    organization_name: str
    zone: str
    role: Role
    name: str
    email: str
    recovers: bool
    opens_at: datetime | None


def find_welcome(token: str, now: Instant) -> Welcome | None:
    """The invitation behind a link, or None: unknown, used, run out and withdrawn all look alike."""
    organization = Organization.objects.filter(id=OuterRef("organization_id"))
    with scope_of_installation():
        row = (
            Invitation.objects.filter(
                token_digest=digest_of(token),
                accepted_at__isnull=True,
                expires_at__gt=now,
                engagement__ended_at__isnull=True,
            )
            .annotate(
                organization_name=Subquery(organization.values("name")),
                zone=Subquery(organization.values("zone")),
                recovers=Exists(Account.objects.filter(person_id=OuterRef("engagement__person_id"))),
            )
            .select_related("engagement")
            .first()
        )
    if row is None:
        return None
    engagement = row.engagement
    waits = row.opens_at if row.opens_at and row.opens_at > now else None
    return Welcome(
        engagement.id,
        row.organization_name,
        row.zone,
        Role(engagement.role),
        "" if "@" in engagement.name else engagement.name,
        row.email,
        row.recovers,
        waits,
    )


def is_recovery_open(account_id: UUID, now: Instant) -> bool:
    """Whether a link for getting into this account was made and still works, or will."""
    with scope_of_installation():
        return Invitation.objects.filter(
            engagement__person__account__id=account_id, accepted_at__isnull=True, expires_at__gt=now
        ).exists()
