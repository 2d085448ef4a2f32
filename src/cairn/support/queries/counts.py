"""How many people and contacts, without a row about anybody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Sum
from django.db.models.functions import TruncMonth

from cairn.kernel.actors import Actor
from cairn.privacy import ledger
from cairn.privacy.policy import visible
from cairn.support import policy_counts
from cairn.support.models import Encounter


@dataclass(frozen=True, slots=True)
class MonthCount:
    """Contacts of one calendar month (by service date)."""

    month: date
    contacts: int
    minutes: int
    clients: int


@dataclass(frozen=True, slots=True)
class ContactCounts:
    """Contacts between two service dates: how many, how long, with how many different people, and the same by month."""

    contacts: int
    minutes: int
    clients: int
    pairs: int  # different client and peer supporter together
    months: tuple[MonthCount, ...]


def count_contacts(actor: Actor, start: date, end: date, on: date) -> ContactCounts:
    """Contacts from `start` to `end`, both included, those in error left out. Two statements."""
    rows = visible(Encounter, actor, policy_counts.COUNT, on).filter(
        started_on__gte=start, started_on__lte=end, in_error_at__isnull=True
    )
    whole = rows.aggregate(
        contacts=Count("id"),
        minutes=Sum("minutes"),
        clients=Count("client_id", distinct=True),
        pairs=Count("relationship_id", distinct=True),
    )
    months = (
        rows.annotate(month=TruncMonth("started_on"))
        .values("month")
        .annotate(n=Count("id"), spent=Sum("minutes"), people=Count("client_id", distinct=True))
        .order_by("month")
    )
    ledger.looked("support.encounter.counted")
    return ContactCounts(
        contacts=whole["contacts"],
        minutes=whole["minutes"] or 0,
        clients=whole["clients"],
        pairs=whole["pairs"],
        months=tuple(MonthCount(row["month"], row["n"], row["spent"], row["people"]) for row in months),
    )
