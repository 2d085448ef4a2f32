"""Finding people by name, among those whom the actor may see and no others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from cairn.kernel.actors import Actor, Role
from cairn.privacy import ledger
from cairn.privacy.policy import visible
from cairn.support import policy
from cairn.support.models import Client

LIMIT = 20
LEGAL_NAMES_FOR = frozenset({Role.BILLER, Role.PROGRAM_MANAGER})  # who is asked by payers and courts


@dataclass(frozen=True, slots=True)
class FoundClient:
    """One person found; `legal_name` only for those whose duty uses it."""

    id: UUID
    name: str
    legal_name: str


@dataclass(frozen=True, slots=True)
class FoundClients:
    """The first people found, by name; `has_more` asks for a longer word."""

    people: tuple[FoundClient, ...]
    has_more: bool


def find_clients(actor: Actor, text: str, on: date) -> FoundClients:
    """People whose name holds the text. An empty text finds nobody. One statement."""
    wanted = " ".join(text.split())
    people = visible(Client, actor, policy.FIND, on)
    if not wanted:
        return FoundClients((), has_more=False)
    condition, uses_legal = Q(name__icontains=wanted), actor.role in LEGAL_NAMES_FOR
    if uses_legal:
        condition |= Q(legal_given_name__icontains=wanted) | Q(legal_family_name__icontains=wanted)
    rows = list(people.filter(condition).order_by("name", "id")[: LIMIT + 1])
    found = tuple(FoundClient(row.id, row.name, _legal(row) if uses_legal else "") for row in rows[:LIMIT])
    ledger.looked("support.client.found", clients=[one.id for one in found])
    return FoundClients(found, has_more=len(rows) > LIMIT)


def _legal(row: Client) -> str:
    return f"{row.legal_given_name} {row.legal_family_name}".strip()
