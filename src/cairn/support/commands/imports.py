"""Taking in people and contacts that another system recorded: all or nothing, recognized when they come again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cairn.kernel.actors import Actor
from cairn.kernel.instants import Instant, local_date, minutes_between
from cairn.platform.ids import new_id
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.support import policy_imports
from cairn.support.models import Client, Encounter, Relationship


@dataclass(frozen=True, slots=True)
class NewClient:
    """A person to take in; `id` is chosen by the caller, `source_key` is the other system's."""

    id: UUID
    source_key: str
    name: str
    given_name: str
    family_name: str
    birth_date: date | None
    phone: str
    started_on: date


@dataclass(frozen=True, slots=True)
class NewContact:
    """A contact to take in, of a person new or known."""

    client_id: UUID
    source_key: str
    kind: str
    place: str
    started_at: Instant
    ended_at: Instant


@command(permission=policy_imports.TAKE_IN)
def take_in_records(
    *,
    actor: Actor,
    now: Instant,
    source: str,
    program_id: UUID,
    peer_id: UUID,
    clients: Sequence[NewClient],
    contacts: Sequence[NewContact],
) -> None:
    """Write new people, each with a relationship to the peer supporter, and their contacts, which have no note and so are never billed."""
    if not clients and not contacts:
        ledger.unchanged("everything had come in before")
        return
    own = {"organization_id": actor.organization_id}
    Client.objects.bulk_create(
        [
            Client(
                id=each.id,
                program_id=program_id,
                name=each.name,
                legal_given_name=each.given_name,
                legal_family_name=each.family_name,
                birth_date=each.birth_date,
                phone=each.phone,
                started_on=each.started_on,
                created_at=now,
                created_by_id=actor.engagement_id,
                source_system=source,
                source_key=each.source_key,
                **own,
            )
            for each in clients
        ],
        batch_size=200,
    )
    Relationship.objects.bulk_create(
        [
            Relationship(
                id=new_id(),
                client_id=each.id,
                peer_id=peer_id,
                started_on=each.started_on,
                phase="engaging",
                phase_since=each.started_on,
                **own,
            )
            for each in clients
        ],
        batch_size=200,
    )
    Encounter.objects.bulk_create(
        [
            Encounter(
                id=new_id(),
                program_id=program_id,
                client_id=each.client_id,
                peer_id=peer_id,
                kind=each.kind,
                place=each.place,
                started_at=each.started_at,
                ended_at=each.ended_at,
                zone=actor.zone,
                started_on=local_date(each.started_at, actor.zone),
                minutes=minutes_between(each.started_at, each.ended_at),
                recorded_at=now,
                recorded_by_id=actor.engagement_id,
                source_system=source,
                source_key=each.source_key,
                **own,
            )
            for each in contacts
        ],
        batch_size=200,
    )
    ledger.record("support.record.taken_in", clients=len(clients), contacts=len(contacts), peer=peer_id, source=source)
