"""What somebody is called and how to reach them, for the form on which it is changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cairn.kernel.actors import Actor
from cairn.kernel.errors import NotFound
from cairn.privacy import ledger
from cairn.privacy.policy import visible
from cairn.support import policy
from cairn.support.models import Client


@dataclass(frozen=True, slots=True)
class KnownAsView:
    """As it stands, the birth date too: who signs depends on it, so whoever walks with them must be able to put it right."""

    name: str
    phone: str
    birth_date: date | None


def get_known_as(actor: Actor, client_id: UUID, on: date) -> KnownAsView:
    """Raises NotFound for somebody out of reach. One statement."""
    rows = visible(Client, actor, policy.UPDATE, on).filter(id=client_id)
    for name, phone, born in rows.values_list("name", "phone", "birth_date"):
        ledger.looked("support.client.seen", clients=[client_id])
        return KnownAsView(name, phone, born)
    raise NotFound
