"""The first organization of an installation, its first program and its first administrator.

There is nobody yet who could act, so no actor is asked for.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from cairn.identity.domain.invitations import digest_of
from cairn.identity.domain.programs import ProgramDraft, check_program
from cairn.identity.models import Engagement, Invitation, Organization, Person, Program
from cairn.kernel.actors import Role
from cairn.kernel.errors import Conflict
from cairn.kernel.instants import Instant, local_date
from cairn.platform.ids import new_id
from cairn.platform.packs import payers_in
from cairn.privacy import ledger
from cairn.privacy.scope import scope_of_installation

INVITATION_DAYS = 2


@dataclass(frozen=True, slots=True)
class Founded:
    """`token` is the secret of the invitation's link; only its digest is stored."""

    organization_id: UUID
    engagement_id: UUID
    token: str
    program_id: UUID


def found_organization(
    *, name: str, place: str, zone: str, administrator: str, program: ProgramDraft, now: Instant
) -> Founded:
    """Make the organization, its first program, an engagement as system owner that nobody has taken up yet, and a link that works
    once, for two days. A program without a first day starts today.

    Raises BadInput (program), Conflict when the installation has an organization: the next ones are made by its administrator.
    """
    organization_id, token, today = new_id(), secrets.token_urlsafe(32), local_date(now, zone)
    check_program(replace(program, starts_on=program.starts_on or today), payers_in(place))
    is_part2, starts_on = bool(program.is_part2), program.starts_on or today  # both were said: checked above
    with transaction.atomic(), scope_of_installation():
        if Organization.objects.exists():
            raise Conflict("This installation has its first organization already.")
        Organization.objects.create(
            id=organization_id, organization_id=organization_id, name=name, place=place, zone=zone, created_at=now
        )
        engagement = _invite_owner(organization_id, administrator, token, today, now)
        first = Program.objects.create(
            organization_id=organization_id,
            name=program.name.strip(),
            is_part2=is_part2,
            payer=program.payer,
            starts_on=starts_on,
            monthly_cost_cents=program.monthly_cost_cents,
        )
        acts: list[dict[str, Any]] = [
            {"action": "identity.organization.founded", "engagement": str(engagement.id)},
            {"action": "identity.program.added", "program": str(first.id), "part2": is_part2},
        ]
        ledger.write(ledger.Gathering(acts=acts), now=now, organization_id=organization_id)
    return Founded(organization_id, engagement.id, token, first.id)


def _invite_owner(organization_id: UUID, address: str, token: str, today: date, now: Instant) -> Engagement:
    """The engagement of the first system owner, and the link by which somebody takes it up."""
    engagement = Engagement.objects.create(
        organization_id=organization_id,
        person=Person.objects.create(created_at=now),
        role=Role.SYSTEM_OWNER.value,
        name=address,
        email=address,
        starts_on=today,
    )
    Invitation.objects.create(
        organization_id=organization_id,
        engagement=engagement,
        email=address,
        token_digest=digest_of(token),
        created_at=now,
        expires_at=now + timedelta(days=INVITATION_DAYS),
    )
    return engagement
