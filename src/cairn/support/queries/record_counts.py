"""What the records of some people hold, as counts and days; no word of any note. Asked under the permission of whoever checks records."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Q

from cairn.kernel.actors import Actor
from cairn.privacy import ledger
from cairn.privacy.policy import visible
from cairn.support.models import Client, Coverage, Encounter


@dataclass(frozen=True, slots=True)
class RecordCounts:
    """One person's record in numbers."""

    client_id: UUID
    has_legal_name: bool
    birth_date: date | None
    payer: str  # who pays for most of the program that serves them
    is_part2: bool
    contacts: int = 0
    without_note: int = 0
    unsigned: int = 0
    assessed: int = 0
    last_contact_on: date | None = None
    coverages: int = 0


def count_records(actor: Actor, client_ids: Iterable[UUID], on: date, *, permission: str) -> dict[UUID, RecordCounts]:
    """The records of these people, by id; contacts entered in error are left out. Three statements, however many people."""
    ids = set(client_ids)
    people = visible(Client, actor, permission, on).filter(id__in=ids)
    coverages = dict(
        visible(Coverage, actor, permission, on)
        .filter(client_id__in=ids)
        .values_list("client_id")
        .annotate(held=Count("id"))
    )
    signed = Q(note__signed_at__isnull=False)
    contacts: dict[UUID, dict[str, Any]] = {
        row["client_id"]: dict(row)
        for row in visible(Encounter, actor, permission, on)
        .filter(client_id__in=ids, in_error_at__isnull=True)
        .values("client_id")
        .annotate(
            contacts=Count("id"),
            without_note=Count("id", filter=Q(note__isnull=True)),
            unsigned=Count("id", filter=Q(note__isnull=False, note__signed_at__isnull=True)),
            assessed=Count("id", filter=signed & ~Q(note__assessment="")),
            last_contact_on=Max("started_on"),
        )
    }
    found = {}
    columns = ("id", "legal_given_name", "legal_family_name", "birth_date", "program__payer", "program__is_part2")
    for key, given, family, born, payer, is_part2 in people.values_list(*columns):
        counted = {name: value for name, value in contacts.get(key, {}).items() if name != "client_id"}
        has_name = bool(given and family)
        found[key] = RecordCounts(key, has_name, born, payer, is_part2, **counted, coverages=coverages.get(key, 0))
    ledger.looked("support.record.counted", clients=list(found))
    return found
