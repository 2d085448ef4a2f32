"""Whoever holds one of our addresses without an account: whose house it opens, and the actor that they are for the one thing behind it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from cairn.identity.models import Organization
from cairn.kernel.actors import Actor, EngagementId, OrganizationId, PersonId, Role


def with_house(rows: QuerySet[Any]) -> QuerySet[Any]:
    """The rows, each with the name (`house`), the clock (`zone`) and the place of the organization that it belongs to."""
    organization = Organization.objects.filter(id=OuterRef("organization_id"))
    return rows.annotate(
        house=Subquery(organization.values("name")),
        zone=Subquery(organization.values("zone")),
        place=Subquery(organization.values("place")),
    )


def stranger(
    thing_id: UUID, organization_id: UUID, role: Role, *, zone: str, place: str = "", person_id: UUID | None = None
) -> Actor:
    """They speak for themselves, or for the person named, about this one thing and nothing else."""
    return Actor(
        person_id=PersonId(person_id or thing_id),
        engagement_id=EngagementId(thing_id),
        organization_id=OrganizationId(organization_id),
        role=role,
        name="",
        zone=zone,
        place=place,
    )
