"""What a posting says to whoever opens its address, signed in or not. Never a word about the people who work there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import OuterRef, Subquery

from cairn.hiring.domain.applications import is_open
from cairn.hiring.models import Description, Position
from cairn.hiring.queries.packs import choices_for
from cairn.hiring.queries.positions import DescriptionView, view_of
from cairn.identity.models import Organization
from cairn.kernel.actors import Actor, EngagementId, OrganizationId, PersonId, Role
from cairn.kernel.errors import NotFound
from cairn.kernel.instants import Instant, local_date
from cairn.platform.packs import rules_on
from cairn.privacy.scope import scope_of_installation
from cairn.rulebook.entries import Entry


@dataclass(frozen=True, slots=True)
class Posting:
    """A posted job. `actor` is whoever holds its address: they may apply to it, and nothing else."""

    actor: Actor
    position_id: UUID
    public_id: UUID
    organization_name: str
    description: DescriptionView
    is_open: bool
    open_until: date | None
    kept_for: Entry


def get_posting(public_id: UUID, now: Instant) -> Posting:
    """The posting with this number; raises NotFound when there is none or it was never posted. Two statements."""
    organization = Organization.objects.filter(id=OuterRef("organization_id"))
    with scope_of_installation():
        row = (
            Position.objects.filter(public_id=public_id, open_from__isnull=False)
            .annotate(
                house=Subquery(organization.values("name")),
                zone=Subquery(organization.values("zone")),
                place=Subquery(organization.values("place")),
            )
            .first()
        )
        version = (
            Description.objects.filter(position=row, posted_at__isnull=False).order_by("-n").first() if row else None
        )
    if row is None or version is None:
        raise NotFound
    on = local_date(now, row.zone)
    actor = Actor(
        person_id=PersonId(row.id),  # no account: whoever opens the address speaks for themselves, for this job only
        engagement_id=EngagementId(row.id),
        organization_id=OrganizationId(row.organization_id),
        role=Role.CANDIDATE,
        name="",
        zone=row.zone,
        place=row.place,
    )
    return Posting(
        actor,
        row.id,
        row.public_id,
        row.house,
        view_of(version, choices_for(row.place)),
        is_open(row.open_from, row.open_until, is_closed=row.closed_at is not None, on=on),
        row.open_until,
        rules_on(on, row.place).entry("hiring.records"),
    )
