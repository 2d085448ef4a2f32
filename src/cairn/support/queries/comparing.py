"""People on record who could be somebody that comes in: a first, wide sieve. Whoever asks says of whom it told."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from cairn.kernel.actors import Actor
from cairn.kernel.errors import NotFound
from cairn.privacy.policy import visible
from cairn.support import policy_comparing
from cairn.support.models import Client

MOST_READ = 5000
PARTS_NAMES = (" ", "-")  # "Mary Ann" and "Jo-Ellen" are also found as Ann and Ellen
COLUMNS = ("id", "name", "legal_given_name", "legal_family_name", "birth_date", "phone", "started_on", "ended_on")


@dataclass(frozen=True, slots=True)
class OnRecord:
    """What two records can be compared by."""

    id: UUID
    name: str
    given: str
    family: str
    birth_date: date | None
    phone: str
    started_on: date
    ended_on: date | None


def list_on_record(
    actor: Actor, on: date, *, initials: Collection[str], birth_date: date | None, phone_end: str
) -> list[OnRecord]:
    """Who has one of these first letters, this birth date or this end of a phone; the latest first, at most `MOST_READ`. One statement."""
    condition = Q(pk__in=[])
    for letter in initials:
        looks = [("istartswith", letter), *(("icontains", f"{sign}{letter}") for sign in PARTS_NAMES)]
        for look, start in looks:
            condition |= Q(**{f"name__{look}": start}) | Q(**{f"legal_given_name__{look}": start})
    if birth_date is not None:
        condition |= Q(birth_date=birth_date)
    if phone_end:
        condition |= Q(phone__contains=phone_end)
    rows = visible(Client, actor, policy_comparing.COMPARE, on).filter(condition).order_by("-started_on", "id")
    return [OnRecord(*row) for row in rows.values_list(*COLUMNS)[:MOST_READ]]


def get_on_record(actor: Actor, client_id: UUID, on: date) -> OnRecord:
    """One record, as it can be compared; raises NotFound. One statement."""
    row = visible(Client, actor, policy_comparing.COMPARE, on).filter(id=client_id).values_list(*COLUMNS).first()
    if row is None:
        raise NotFound
    return OnRecord(*row)
