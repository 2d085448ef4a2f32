"""Opening an organization for work: everything read and written inside belongs to it, by the second wall."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from cairn.kernel.actors import Actor, Role
from cairn.platform.db.wall import EVERYTHING, open_scope


@contextmanager
def scope_of(actor: Actor) -> Iterator[None]:
    """Work as the actor: only their organization's rows exist, and no record that is kept apart from them.

    A person served is kept from no record: they reach theirs alone, by the policy.
    """
    with open_scope(actor.organization_id, viewer=None if actor.role is Role.CLIENT else actor.engagement_id):
        yield


@contextmanager
def scope_of_organization(organization_id: UUID) -> Iterator[None]:
    """Work for one organization without an actor (the installation's own ledger, imports, demo): whatever is kept apart is there."""
    with open_scope(organization_id):
        yield


@contextmanager
def scope_of_installation() -> Iterator[None]:
    """Work on all organizations at once. Only for finding out who signs in, and for the operator's commands."""
    with open_scope(EVERYTHING):
        yield
