"""People who left, for the peer supporter who walked with them until that day: what happened before it can still be written up."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import F, QuerySet

from cairn.kernel.actors import Actor
from cairn.privacy import ledger
from cairn.privacy.policy import grant_for
from cairn.support import policy_contacts  # noqa: F401 - declares who may
from cairn.support.models import Relationship
from cairn.support.queries.encounters import Walking


def find_left(actor: Actor, client_id: UUID) -> Walking | None:
    """One of them, for the form's chips; None for anybody else. One statement."""
    found = _walked_until_the_end(actor, client_id).values_list("client_id", "client__name", "id", "phase").first()
    if found is None:
        return None
    ledger.looked("support.client.listed", clients=[client_id])
    return Walking(*found)


def day_of_leaving(actor: Actor, client_id: UUID) -> date | None:
    """The day on which they left; None when they did not, or when somebody else walked with them at the end. One statement."""
    return _walked_until_the_end(actor, client_id).values_list("ended_on", flat=True).first()


def _walked_until_the_end(actor: Actor, client_id: UUID) -> QuerySet[Relationship]:
    grant_for(actor, "support.encounter.record")
    own = Relationship.objects.filter(organization_id=actor.organization_id, peer_id=actor.engagement_id)
    return own.filter(client_id=client_id, ended_on__isnull=False, ended_on=F("client__ended_on"))
