"""Entries of the list that may be the same place as one that is written or shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cairn.directory import policy
from cairn.directory.domain.doubles import find_alike
from cairn.directory.domain.entries import Entry
from cairn.directory.models import Listing
from cairn.directory.queries.listings import entry_of
from cairn.kernel.actors import Actor
from cairn.privacy.policy import visible

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Double:
    """One that may be the same place, and why."""

    id: UUID
    service_name: str
    organization_name: str
    address: str
    why: str


def find_doubles(actor: Actor, entry: Entry, on: date, *, except_id: UUID) -> tuple[Double, ...]:
    """Those on the list with the same phone, or the same name and ZIP. One statement; nobody decides here."""
    rows = visible(Listing, actor, policy.SEE, on).filter(ended_at__isnull=True).exclude(id=except_id)
    others = [(row, entry_of(row)) for row in rows.order_by("service_name", "id")]
    return tuple(
        Double(row.id, row.service_name, row.organization_name, entry_of(row).address, why)
        for row, why in find_alike(entry, others)[:SHOWN]
    )
