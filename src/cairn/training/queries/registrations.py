"""Registrations: a class's roster and waitlist for the coordinator, the own ones for a candidate, seats left for whoever chooses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from cairn.kernel.actors import Actor
from cairn.kernel.errors import NotFound
from cairn.kernel.instants import Instant, as_instant
from cairn.kernel.money import Money
from cairn.privacy.policy import visible
from cairn.training import policy
from cairn.training.domain.registrations import Funding, result_in_words
from cairn.training.models import Registration


@dataclass(frozen=True, slots=True)
class InvoiceRow:
    id: UUID
    line: str
    payee: str
    source: str
    amount: Money
    issued_on: date
    paid_on: date | None
    cancelled_on: date | None

    @property
    def number(self) -> str:
        """How a person names it on a transfer."""
        tail = self.id.hex[-8:].upper()
        return f"{tail[:4]}-{tail[4:]}"

    @property
    def is_due(self) -> bool:
        return self.paid_on is None and self.cancelled_on is None


@dataclass(frozen=True, slots=True)
class RegistrationRow:
    """One person in one class. `outcome` is of the decision, "" before it."""

    id: UUID
    class_id: UUID
    candidate_id: UUID
    name: str
    funding: Funding
    registered_at: Instant
    has_seat: bool
    withdrawn_at: Instant | None
    has_evaluated: bool
    outcome: str
    result: str  # the same in words
    decided_on: date | None
    is_called_off: bool  # the class was cancelled
    invoice: InvoiceRow | None

    @property
    def is_here(self) -> bool:
        """Takes part, or did until the class was cancelled: has a seat and did not step back."""
        return self.has_seat and self.withdrawn_at is None

    @property
    def is_waiting(self) -> bool:
        return not self.has_seat and self.withdrawn_at is None and not self.is_called_off

    @property
    def may_withdraw(self) -> bool:
        """Nothing ended it yet; whether its exam was begun is asked when it is tried."""
        return self.withdrawn_at is None and not self.outcome and not self.is_called_off


_INVOICE = ("id", "line", "payee", "source", "amount_cents", "issued_on", "paid_on", "cancelled_on")
_COLUMNS = (
    "id", "course_class_id", "candidate_id", "candidate__name", "funding", "registered_at", "seat_at", "withdrawn_at",
    "has_evaluated", "completion__outcome", "completion__correct", "completion__decided_on",
    "course_class__cancelled_at", *(f"invoice__{name}" for name in _INVOICE),
)  # fmt: skip
SEE = "training.registration.see"


def list_registrations(actor: Actor, on: date, *, class_id: UUID | None = None) -> list[RegistrationRow]:
    """Those that the actor may see (of one class), in the order in which they came. One statement."""
    rows = visible(Registration, actor, SEE, on)
    return _rows(rows.filter(course_class_id=class_id) if class_id else rows)


def get_registration(actor: Actor, registration_id: UUID, on: date) -> RegistrationRow:
    """One registration; raises NotFound."""
    for row in _rows(visible(Registration, actor, SEE, on).filter(id=registration_id)):
        return row
    raise NotFound


@dataclass(frozen=True, slots=True)
class Seats:
    """How full a class is: figures, never names."""

    taken: int
    waiting: int


def count_seats(actor: Actor, class_ids: tuple[UUID, ...], on: date) -> dict[UUID, Seats]:
    """How full these classes are. One statement."""
    permission = SEE if actor.role is policy.KAY else "training.seat.count"
    rows = visible(Registration, actor, permission, on).filter(course_class_id__in=class_ids, withdrawn_at__isnull=True)
    counted = rows.values_list("course_class_id").annotate(
        taken=Count("id", filter=Q(seat_at__isnull=False)), waiting=Count("id", filter=Q(seat_at__isnull=True))
    )
    found = {class_id: Seats(taken, waiting) for class_id, taken, waiting in counted}
    return {class_id: found.get(class_id, Seats(0, 0)) for class_id in class_ids}


def place_in_line(actor: Actor, row: RegistrationRow, on: date) -> int:
    """From 1, how many get a seat before this one does, and itself. One statement."""
    rows = visible(Registration, actor, "training.seat.count", on).filter(
        course_class_id=row.class_id, withdrawn_at__isnull=True, seat_at__isnull=True
    )
    earlier = Q(registered_at__lt=row.registered_at) | Q(registered_at=row.registered_at, id__lt=row.id)
    return rows.filter(earlier).count() + 1


def _rows(rows: QuerySet[Registration]) -> list[RegistrationRow]:
    found = []
    for row in rows.order_by("registered_at", "id").values_list(*_COLUMNS):
        own, bill = row[: -len(_INVOICE)], row[-len(_INVOICE) :]
        reg_id, class_id, person_id, name, funding, at, seat_at, withdrawn_at, evaluated, *decided, cancelled_at = own
        outcome, correct, decided_on = decided
        invoice = _invoice(*bill) if bill[0] else None
        found.append(
            RegistrationRow(
                reg_id, class_id, person_id, name, Funding(funding), as_instant(at), seat_at is not None,
                as_instant(withdrawn_at) if withdrawn_at else None, evaluated, outcome or "",
                result_in_words(outcome or "", correct), decided_on, cancelled_at is not None, invoice,
            )
        )  # fmt: skip
    return found


def _invoice(bill_id: UUID, line: str, payee: str, source: str, cents: int, *days: Any) -> InvoiceRow:
    return InvoiceRow(bill_id, line, payee, source, Money(cents), *days)
