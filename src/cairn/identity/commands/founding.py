"""The first organization of an installation and its first administrator. There is nobody yet who could act, so no actor is asked for."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from cairn.identity.models import Engagement, Invitation, Organization, Person
from cairn.kernel.actors import Role
from cairn.kernel.errors import Conflict
from cairn.kernel.instants import Instant, local_date
from cairn.platform.ids import new_id
from cairn.privacy import ledger
from cairn.privacy.scope import scope_of_installation

INVITATION_DAYS = 2


@dataclass(frozen=True, slots=True)
class Founded:
    """`token` is the secret of the invitation's link; only its digest is stored."""

    organization_id: UUID
    engagement_id: UUID
    token: str


def found_organization(*, name: str, place: str, zone: str, administrator: str, now: Instant) -> Founded:
    """Make the organization, an engagement as system owner that nobody has taken up yet, and a link that works once, for two days.

    Raises Conflict when the installation has an organization: the next ones are made by its administrator.
    """
    organization_id, token = new_id(), secrets.token_urlsafe(32)
    with transaction.atomic(), scope_of_installation():
        if Organization.objects.exists():
            raise Conflict("This installation has its first organization already.")
        Organization.objects.create(
            id=organization_id, organization_id=organization_id, name=name, place=place, zone=zone, created_at=now
        )
        person = Person.objects.create(created_at=now)
        engagement = Engagement.objects.create(
            organization_id=organization_id,
            person=person,
            role=Role.SYSTEM_OWNER.value,
            name=administrator,
            email=administrator,
            starts_on=local_date(now, zone),
        )
        Invitation.objects.create(
            organization_id=organization_id,
            engagement=engagement,
            email=administrator,
            token_digest=hashlib.sha256(token.encode()).hexdigest(),
            created_at=now,
            expires_at=now + timedelta(days=INVITATION_DAYS),
        )
        acts = [{"action": "identity.organization.founded", "engagement": str(engagement.id)}]
        ledger.write(ledger.Gathering(acts=acts), now=now, organization_id=organization_id)
    return Founded(organization_id, engagement.id, token)
