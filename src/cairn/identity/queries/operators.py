"""For the command line: as whom an operator acts, and who is meant by a name. The shell on the machine is the permission."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery

from cairn.identity.models import Engagement, Organization
from cairn.identity.queries.hats import get_worn
from cairn.kernel.actors import Actor, Role
from cairn.kernel.errors import BadInput
from cairn.privacy.scope import scope_of_installation


def find_manager(organization: str, on: date) -> Actor:
    """A program manager of the organization (its name; empty when there is only one). Raises BadInput naming what to say."""
    return _find(Role.PROGRAM_MANAGER, "program manager", organization, on)


def find_clerk(organization: str, on: date) -> Actor:
    """A clerk of a board, found the same way."""
    return _find(Role.BOARD_CLERK, "board clerk", organization, on)


def _find(role: Role, words: str, organization: str, on: date) -> Actor:
    with scope_of_installation():
        rows = _holding(role, on)
        found = [row for row in rows if not organization or row.organization_name == organization]
        names = sorted({row.organization_name for row in rows})
    if not found or (not organization and len(names) > 1):
        raise BadInput({"--organization": f"Say which: {', '.join(names) or f'no organization has a {words} yet'}."})
    worn = get_worn(found[0].person_id, found[0].id, on, "command line")
    if worn is None:
        raise BadInput({"--organization": f"Its {words} does not work here today."})
    return worn.actor


def find_peer(actor: Actor, name: str, on: date) -> UUID:
    """The peer supporter of this name in the actor's organization. Raises BadInput naming who there is."""
    with scope_of_installation():
        rows = _holding(Role.PEER_SUPPORTER, on).filter(organization_id=actor.organization_id)
        found = [row.id for row in rows if row.name == name or row.name.split()[0] == name]
        names = sorted(row.name for row in rows)
    if len(found) != 1:
        raise BadInput({"--peer": f"Say which peer supporter: {', '.join(names) or 'none works here yet'}."})
    return found[0]


def _holding(role: Role, on: date) -> QuerySet[Any]:
    name = Organization.objects.filter(id=OuterRef("organization_id")).values("name")
    return (
        Engagement.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), role=role.value, starts_on__lte=on)
        .annotate(organization_name=Subquery(name))
        .order_by("starts_on", "id")
    )
