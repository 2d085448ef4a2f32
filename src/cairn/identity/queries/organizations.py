"""What an organization is called, for papers that it issues."""

from __future__ import annotations

from cairn.identity.models import Organization
from cairn.kernel.actors import Actor


def name_of_organization(actor: Actor) -> str:
    """The name of the organization for which the actor acts, as every page shows it to them. One statement."""
    return str(Organization.objects.values_list("name", flat=True).get(id=actor.organization_id))
