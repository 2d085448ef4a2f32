"""The cast of a demo, for its one-click doors. The page that uses this exists only in a folder marked as demo."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import OuterRef, Q, Subquery

from cairn.identity.models import Account, Engagement, Organization
from cairn.kernel.actors import Role
from cairn.privacy.scope import scope_of_installation


@dataclass(frozen=True, slots=True)
class DemoPerson:
    engagement_id: UUID
    name: str
    role: Role
    organization_name: str
    title: str


def list_demo_people(on: date) -> list[DemoPerson]:
    """One person to enter as for each role and organization. Who was let in with a code has no name here, and no door."""
    organization = Organization.objects.filter(id=OuterRef("organization_id"))
    with scope_of_installation():
        rows = list(
            Engagement.objects.filter(
                Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on, person__account__isnull=False
            )
            .exclude(name="")
            .annotate(organization_name=Subquery(organization.values("name")))
            .order_by("organization_name", "role", "name")
        )
    return [DemoPerson(row.id, row.name, Role(row.role), row.organization_name, row.title) for row in rows]


def find_demo_person(engagement_id: UUID | None) -> tuple[Account | None, UUID | None]:
    with scope_of_installation():
        row = (
            Engagement.objects.filter(id=engagement_id, person__account__isnull=False)
            .select_related("person__account")
            .first()
            if engagement_id
            else None
        )
    return (row.person.account, row.id) if row else (None, None)
