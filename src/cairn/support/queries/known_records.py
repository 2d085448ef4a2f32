"""What is already here of the records that are about to come in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from cairn.kernel.actors import Actor
from cairn.privacy.policy import visible
from cairn.support import policy_imports
from cairn.support.models import Client, Encounter

Item = TypeVar("Item")
CHUNK = 500


@dataclass(frozen=True, slots=True)
class Known:
    """Ids of clients and keys of encounters that came in before, and people who may be the same as somebody new."""

    clients: dict[str, UUID]
    encounters: frozenset[str]
    look_alikes: frozenset[tuple[str, str, date | None]]


def get_known(
    actor: Actor,
    source: str,
    patient_keys: Iterable[str],
    encounter_keys: Iterable[str],
    people: Iterable[tuple[str, str, date | None]],
    on: date,
) -> Known:
    """Matched by the other system's own keys; look-alikes by full name and birth date. Statements grow by one for each 500 keys."""
    clients = visible(Client, actor, policy_imports.TAKE_IN, on)
    encounters = visible(Encounter, actor, policy_imports.TAKE_IN, on)
    known: dict[str, UUID] = {}
    for keys in in_chunks(patient_keys):
        known.update(clients.filter(source_system=source, source_key__in=keys).values_list("source_key", "id"))
    recorded: set[str] = set()
    for keys in in_chunks(encounter_keys):
        recorded.update(
            encounters.filter(source_system=source, source_key__in=keys).values_list("source_key", flat=True)
        )
    alike: set[tuple[str, str, date | None]] = set()
    for chunk in in_chunks(people):
        families = {family for _, family, _ in chunk}
        rows = clients.filter(legal_family_name__in=families).exclude(source_system=source)
        alike |= set(rows.values_list("legal_given_name", "legal_family_name", "birth_date")) & set(chunk)
    return Known(known, frozenset(recorded), frozenset(alike))


def in_chunks(items: Iterable[Item]) -> Iterator[list[Item]]:
    waiting = list(items)
    for start in range(0, len(waiting), CHUNK):
        yield waiting[start : start + CHUNK]
