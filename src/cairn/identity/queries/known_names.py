"""The names that anybody would try first for somebody's password."""

from __future__ import annotations

from uuid import UUID

from cairn.identity.models import Engagement, Organization
from cairn.privacy.scope import scope_of_installation


def list_known_names(person_id: UUID) -> list[str]:
    """What a person is called in each of their roles, and what their organizations are called. Two statements."""
    with scope_of_installation():
        roles = Engagement.objects.filter(person_id=person_id).values_list("name", "organization_id")
        named = list(roles)
        organizations = Organization.objects.filter(id__in={organization_id for _, organization_id in named})
        return [name for name, _ in named] + list(organizations.values_list("name", flat=True))
