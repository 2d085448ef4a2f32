"""The rows that stand, for commands: a person's leaving that is planned or done, locked or not."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Max, Q

from cairn.departures.models import Departure
from cairn.kernel.actors import Actor
from cairn.privacy.policy import visible
from cairn.support.models import Client, Encounter, Relationship


def standing_departure(actor: Actor, permission: str, client_id: UUID, on: date) -> Departure | None:
    """The one leaving of this person that is neither taken back nor followed by a return; within reach, locked."""
    rows = visible(Departure, actor, permission, on).filter(
        client_id=client_id, taken_back_at__isnull=True, returned_on__isnull=True
    )
    return rows.select_for_update(of=("self",)).first()


def locked_client(actor: Actor, permission: str, client_id: UUID, on: date) -> Client | None:
    """The person, locked; None when out of reach."""
    rows = visible(Client, actor, permission, on)
    return rows.select_for_update(of=("self",)).filter(id=client_id).first()


def came_on(actor: Actor, client: Client) -> date:
    """When the stretch that goes on began: the last return, or the first day of all."""
    rows = Departure.objects.filter(organization_id=actor.organization_id, client=client, taken_back_at__isnull=True)
    last: date | None = rows.aggregate(last=Max("returned_on"))["last"]
    return last or client.started_on


def last_days(actor: Actor, client: Client) -> tuple[date | None, date | None]:
    """When the latest relationship that goes on began, and the day of the last contact."""
    own = Q(organization_id=actor.organization_id, client=client)
    since: date | None = Relationship.objects.filter(own, ended_on__isnull=True).aggregate(last=Max("started_on"))[
        "last"
    ]
    met: date | None = Encounter.objects.filter(own, in_error_at__isnull=True).aggregate(last=Max("started_on"))["last"]
    return since, met
