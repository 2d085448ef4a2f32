"""How many people and contacts, without a row about anybody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Min, Q, Sum
from django.db.models.functions import TruncMonth

from cairn.kernel.actors import Actor
from cairn.privacy import ledger
from cairn.privacy.policy import visible
from cairn.support import policy_counts
from cairn.support.domain.encounters import Kind
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


@dataclass(frozen=True, slots=True)
class Beginnings:
    """The days on which the service began, each None until then; no contact is told of."""

    first_signed_on: date | None
    first_group_on: date | None
    first_outreach_on: date | None
    last_on: date | None


def find_beginnings(actor: Actor, on: date) -> Beginnings:
    """The first contact with a signed note, the first group, the first outreach, and the last contact by a day. One statement."""
    rows = visible(Encounter, actor, policy_counts.COUNT, on).filter(started_on__lte=on, in_error_at__isnull=True)
    found = rows.aggregate(
        signed=Min("started_on", filter=Q(note__signed_at__isnull=False)),
        group=Min("started_on", filter=Q(kind=Kind.GROUP.value)),
        outreach=Min("started_on", filter=Q(kind=Kind.OUTREACH.value)),
        last=Max("started_on"),
    )
    ledger.looked("support.encounter.counted")
    return Beginnings(found["signed"], found["group"], found["outreach"], found["last"])
