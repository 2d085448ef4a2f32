"""Choosing the price of an event: from the packs, or the program's own figure with its source and year."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, Conflict
from cairn.kernel.instants import Instant, local_date
from cairn.kernel.money import Money
from cairn.outcomes import policy
from cairn.outcomes.domain.diversion import Price
from cairn.outcomes.models import UnitCost
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.policy import visible

EARLIEST_YEAR = 1990
LENGTHS = {"basis": 20, "payer_view": 40, "source": 300}  # the columns'


@dataclass(frozen=True, slots=True)
class PriceDraft:
    """A price as it was typed. `id` is made by the form, so that sending it twice is one act."""

    id: UUID
    event: str
    amount: Money
    basis: str
    payer_view: str
    price_year: int
    source: str


def check_draft(draft: PriceDraft, this_year: int, events: frozenset[str]) -> Price:
    """The price, or BadInput with a sentence for each field."""
    problems = {}
    if draft.event not in events:
        problems["event"] = "Choose what the price is for from the list."
    if draft.amount.cents <= 0:
        problems["amount"] = "Write an amount above nought, like 520 or 520.00."
    if not draft.source.strip():
        problems["source"] = "Say where the figure comes from. A price without a source is never used."
    if not EARLIEST_YEAR <= draft.price_year <= this_year:
        problems["price_year"] = f"Write the year of the price, from {EARLIEST_YEAR} to {this_year}."
    if not draft.basis.strip():
        problems["basis"] = "Say what kind of figure it is: an average cost, a price paid, a charge."
    if not draft.payer_view.strip():
        problems["payer_view"] = "Say who would have paid: the county, Medicaid, the hospital."
    for name, longest in LENGTHS.items():
        if len(getattr(draft, name).strip()) > longest:
            problems[name] = f"Use at most {longest} characters."
    if problems:
        raise BadInput(problems)
    return price_of(draft)


def price_of(draft: PriceDraft) -> Price:
    return Price(
        draft.event, draft.amount, draft.basis.strip(), draft.payer_view.strip(), draft.price_year, draft.source.strip()
    )


@command(permission=policy.CHOOSE)
def choose_price(*, actor: Actor, now: Instant, draft: PriceDraft, events: frozenset[str]) -> UUID:
    """Put a price in use; an older one for the same event stays on record and is used no more."""
    on = local_date(now, actor.zone)
    rows = visible(UnitCost, actor, policy.CHOOSE, on)
    existing = rows.filter(id=draft.id).first()
    if existing is not None:
        stored = (
            existing.event,
            existing.amount_cents,
            existing.basis,
            existing.payer_view,
            existing.price_year,
            existing.source,
        )
        sent = (
            draft.event, draft.amount.cents, draft.basis.strip(), draft.payer_view.strip(), draft.price_year,
            draft.source.strip(),
        )  # fmt: skip
        if stored != sent:
            raise Conflict("This form was sent before with another price. Nothing was changed.")
        ledger.unchanged("sent before")
        return existing.id
    price = check_draft(draft, on.year, events)
    rows.filter(event=price.event, in_use=True).update(in_use=False)
    row = UnitCost.objects.create(
        id=draft.id,
        organization_id=actor.organization_id,
        event=price.event,
        amount_cents=price.amount.cents,
        basis=price.basis,
        payer_view=price.payer_view,
        price_year=price.price_year,
        source=price.source,
        chosen_at=now,
        chosen_by_id=actor.engagement_id,
    )
    ledger.record("outcomes.price.chosen", price=row.id, event=price.event, cents=price.amount.cents)
    return row.id
