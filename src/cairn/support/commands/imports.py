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

BATCH = 200  # rows a statement


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
    Client.objects.bulk_create((_person(actor, each, program_id, source, now) for each in clients), batch_size=BATCH)
    Relationship.objects.bulk_create((_walking(actor, each, peer_id) for each in clients), batch_size=BATCH)
    Encounter.objects.bulk_create(
        (_contact(actor, each, program_id, peer_id, source, now) for each in contacts), batch_size=BATCH
    )
    ledger.record("support.record.taken_in", clients=len(clients), contacts=len(contacts), peer=peer_id, source=source)


def _person(actor: Actor, new: NewClient, program_id: UUID, source: str, now: Instant) -> Client:
    return Client(
        id=new.id,
        organization_id=actor.organization_id,
        program_id=program_id,
        name=new.name,
        legal_given_name=new.given_name,
        legal_family_name=new.family_name,
        birth_date=new.birth_date,
        phone=new.phone,
        started_on=new.started_on,
        created_at=now,
        created_by_id=actor.engagement_id,
        source_system=source,
        source_key=new.source_key,
    )


def _walking(actor: Actor, new: NewClient, peer_id: UUID) -> Relationship:
    """Who comes from elsewhere begins here at the beginning: what phase they were in is not known."""
    return Relationship(
        id=new_id(),
        organization_id=actor.organization_id,
        client_id=new.id,
        peer_id=peer_id,
        started_on=new.started_on,
        phase="engaging",
        phase_since=new.started_on,
    )


def _contact(actor: Actor, new: NewContact, program_id: UUID, peer_id: UUID, source: str, now: Instant) -> Encounter:
    return Encounter(
        id=new_id(),
        organization_id=actor.organization_id,
        program_id=program_id,
        client_id=new.client_id,
        peer_id=peer_id,
        kind=new.kind,
        place=new.place,
        started_at=new.started_at,
        ended_at=new.ended_at,
        zone=actor.zone,
        started_on=local_date(new.started_at, actor.zone),
        minutes=minutes_between(new.started_at, new.ended_at),
        recorded_at=now,
        recorded_by_id=actor.engagement_id,
        source_system=source,
        source_key=new.source_key,
    )
