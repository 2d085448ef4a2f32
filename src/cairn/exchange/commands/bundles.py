"""Bundles of one or many files to people and contacts here: planned first, so that a dry run says exactly what will be done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from cairn.exchange.domain.fhir import EncounterRecord, PatientRecord, Reading
from cairn.identity.queries.peers import get_peer
from cairn.identity.queries.programs import list_programs
from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput
from cairn.kernel.instants import Instant, local_date
from cairn.platform.ids import new_id
from cairn.support.commands.imports import NewClient, NewContact, take_in_records
from cairn.support.queries.known_records import Known, get_known


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import will do. `left_out` counts reasons; it names nobody."""

    source: str
    program_id: UUID
    peer_id: UUID
    clients: tuple[NewClient, ...]
    contacts: tuple[NewContact, ...]
    known_clients: int
    known_contacts: int
    left_out: Counter[str] = field(default_factory=Counter)
    other_resources: int = 0


def plan_import(actor: Actor, readings: Sequence[Reading], *, source: str, peer_id: UUID, now: Instant) -> Plan:
    """Compare what the files hold with what is here. Writes nothing. Raises NotFound for a peer supporter out of reach."""
    on = local_date(now, actor.zone)
    peer = get_peer(actor, peer_id, on)
    programs = list_programs(actor, on)
    if not programs:
        raise BadInput({"program": "There is no program yet. Set one up first."})
    patients = {each.key: each for reading in readings for each in reading.patients}
    encounters = {each.key: each for reading in readings for each in reading.encounters}
    people = {(each.given_name, each.family_name, each.birth_date) for each in patients.values()}
    known = get_known(actor, source, patients, encounters, people, on)
    left_out = Counter(f"{each.resource}: {each.why}" for reading in readings for each in reading.left_out)
    contacts_of = _sort_out(encounters.values(), known, peer.starts_on, now, actor.zone, left_out)
    clients = _new_clients(patients.values(), known, contacts_of, on, actor.zone, left_out)
    ids = {**known.clients, **{each.source_key: each.id for each in clients}}
    return Plan(
        source=source,
        program_id=programs[0].id,
        peer_id=peer_id,
        clients=tuple(clients),
        contacts=tuple(
            _contact(each, ids[key]) for key, records in contacts_of.items() if key in ids for each in records
        ),
        known_clients=sum(key in known.clients for key in patients),
        known_contacts=sum(key in known.encounters for key in encounters),
        left_out=left_out,
        other_resources=sum(reading.other_resources for reading in readings),
    )


def carry_out(actor: Actor, plan: Plan, now: Instant) -> None:
    """Do what the plan says, in one transaction."""
    take_in_records(
        actor=actor,
        now=now,
        source=plan.source,
        program_id=plan.program_id,
        peer_id=plan.peer_id,
        clients=plan.clients,
        contacts=plan.contacts,
    )


def _sort_out(
    records: Iterable[EncounterRecord], known: Known, since: date, now: Instant, zone: str, left_out: Counter[str]
) -> dict[str, list[EncounterRecord]]:
    """New contacts by person; those before the peer supporter worked here or after now stay out."""
    kept: dict[str, list[EncounterRecord]] = {}
    for each in records:
        if each.key in known.encounters:
            continue
        if each.ended_at > now:
            left_out["Encounter: it lies in the future"] += 1
        elif local_date(each.started_at, zone) < since:
            left_out["Encounter: it was before the peer supporter worked here"] += 1
        else:
            kept.setdefault(each.patient_key, []).append(each)
    return kept


def _new_clients(
    records: Iterable[PatientRecord],
    known: Known,
    contacts_of: dict[str, list[EncounterRecord]],
    on: date,
    zone: str,
    left_out: Counter[str],
) -> list[NewClient]:
    found = []
    for each in records:
        if each.key in known.clients:
            continue
        if (each.given_name, each.family_name, each.birth_date) in known.look_alikes:
            left_out["Patient: somebody of the same name and birth date is here already; a person must decide"] += 1
            continue
        days = [local_date(contact.started_at, zone) for contact in contacts_of.get(each.key, ())]
        found.append(_client(each, min(days, default=on)))
    return found


def _client(record: PatientRecord, started_on: date) -> NewClient:
    called = (record.given_name.split() or [record.family_name])[0]
    return NewClient(
        new_id(), record.key, called, record.given_name, record.family_name, record.birth_date, record.phone, started_on
    )


def _contact(record: EncounterRecord, client_id: UUID) -> NewContact:
    return NewContact(client_id, record.key, record.kind, record.place, record.started_at, record.ended_at)
