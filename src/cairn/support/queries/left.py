"""People who left or walk on with somebody else, for whoever walked with them until then: what happened before can still be written up."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.db.models import F, Q, QuerySet

from cairn.kernel.actors import Actor
from cairn.privacy import ledger
from cairn.privacy.policy import grant_for
from cairn.support import policy_contacts  # noqa: F401 - declares who may
from cairn.support.models import Relationship
from cairn.support.queries.encounters import Walking

LATE_DAYS = 30  # how long the form offers somebody who walks on with another


def find_left(actor: Actor, client_id: UUID, on: date) -> Walking | None:
    """One of them, for the form's chips; None for anybody else, and for who walks on with another since long. One statement."""
    lately = Q(ended_on=F("client__ended_on")) | Q(ended_on__gt=on - timedelta(days=LATE_DAYS))
    ended = _own_ended(actor, client_id).filter(lately).order_by("-ended_on", "-started_on")
    found = ended.values_list("client_id", "client__name", "id", "phase").first()
    if found is None:
        return None
    ledger.looked("support.client.listed", clients=[client_id])
    return Walking(*found)


def day_of_leaving(actor: Actor, client_id: UUID) -> date | None:
    """The day on which they left; None when they did not, or when somebody else walked with them at the end. One statement."""
    left = _own_ended(actor, client_id).filter(ended_on=F("client__ended_on"))
    return left.values_list("ended_on", flat=True).first()


def _own_ended(actor: Actor, client_id: UUID) -> QuerySet[Relationship]:
    grant_for(actor, "support.encounter.record")
    own = Relationship.objects.filter(organization_id=actor.organization_id, peer_id=actor.engagement_id)
    return own.filter(client_id=client_id, ended_on__isnull=False)
