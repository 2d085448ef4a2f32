"""What an organization is called, for papers that it issues, and whether somebody holds a role in it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Q

from cairn.identity.models import Engagement, Organization
from cairn.kernel.actors import Actor, Role


def name_of_organization(actor: Actor) -> str:
    """The name of the organization for which the actor acts, as every page shows it to them. One statement."""
    return str(Organization.objects.values_list("name", flat=True).get(id=actor.organization_id))


def zone_of_organization(organization_id: UUID) -> str:
    """By which clock its days begin, for what is done there before anybody is signed in."""
    return str(Organization.objects.values_list("zone", flat=True).get(id=organization_id))


def has_role(actor: Actor, role: Role, on: date) -> bool:
    """Whether anybody holds a role in the actor's organization on a day; who it is stays untold. One statement."""
    holding = Engagement.objects.filter(organization_id=actor.organization_id, role=role.value, ended_at__isnull=True)
    return holding.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on).exists()
