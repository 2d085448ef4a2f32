"""The prices of events that did not happen: those in use, and those that the packs offer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cairn.kernel.actors import Actor
from cairn.kernel.instants import as_instant, local_date
from cairn.kernel.money import Money
from cairn.outcomes import policy
from cairn.outcomes.domain.diversion import Price
from cairn.outcomes.models import UnitCost
from cairn.platform.packs import rules_on
from cairn.privacy.policy import visible
from cairn.rulebook.entries import Entry


@dataclass(frozen=True, slots=True)
class PriceInUse:
    id: UUID
    price: Price
    chosen_on: date


def list_prices(actor: Actor, on: date) -> tuple[PriceInUse, ...]:
    """Prices in use, by event; of two for one event the newer. One statement."""
    rows = visible(UnitCost, actor, policy.SEE, on).filter(in_use=True).order_by("event", "-chosen_at", "id")
    found: dict[str, PriceInUse] = {}
    for row in rows:
        price = Price(row.event, Money(row.amount_cents), row.basis, row.payer_view, row.price_year, row.source)
        found.setdefault(row.event, PriceInUse(row.id, price, local_date(as_instant(row.chosen_at), actor.zone)))
    return tuple(found.values())


def list_offered_prices(actor: Actor, on: date) -> list[Entry]:
    """What the packs know of such costs in this place, each with its source and year."""
    entries = rules_on(on, actor.place).all("diversion.")
    return [entry for entry in entries if entry.unit.startswith("USD/") and "price_year" in entry.about]
