"""People whom nobody has met for a while: not a failing, a reason to think of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import F, OuterRef, Q, Subquery

from cairn.kernel.actors import Actor
from cairn.privacy import ledger
from cairn.privacy.policy import visible
from cairn.support import policy
from cairn.support.models import Client, Encounter, Relationship

UNSEEN_DAYS = 30  # a habit of programs, not a rule of any state: after a month without a contact somebody is thought of


@dataclass(frozen=True, slots=True)
class Unseen:
    """One person without a contact for long; `last_contact_on` is None when there never was one.

    `peer_name` is "" when nobody walks with them.
    """

    client_id: UUID
    name: str
    started_on: date
    last_contact_on: date | None
    peer_name: str


@dataclass(frozen=True, slots=True)
class UnseenPeople:
    """The people longest without a contact; `has_more` says that the list is cut."""

    people: tuple[Unseen, ...]
    has_more: bool


def list_unseen(actor: Actor, on: date, *, days: int = UNSEEN_DAYS, limit: int = 50) -> UnseenPeople:
    """People served on a day within the actor's reach whose last contact is more than `days` back, longest first. One statement."""
    since = on - timedelta(days=days)
    contacts = Encounter.objects.filter(client=OuterRef("id"), in_error_at__isnull=True).order_by("-started_at")
    walks = Relationship.objects.filter(policy.going_on(on), client=OuterRef("id")).order_by("-started_on", "-id")
    people = (
        visible(Client, actor, policy.SEE, on)
        .filter(Q(ended_on__isnull=True) | Q(ended_on__gte=on), started_on__lt=since)
        .annotate(
            last_contact_on=Subquery(contacts.values("started_on")[:1]), peer=Subquery(walks.values("peer__name")[:1])
        )
        .filter(Q(last_contact_on__isnull=True) | Q(last_contact_on__lt=since))
        .order_by(F("last_contact_on").asc(nulls_first=True), "name", "id")
    )
    rows = list(people.values_list("id", "name", "started_on", "last_contact_on", "peer")[: limit + 1])
    found = tuple(Unseen(*row[:4], row[4] or "") for row in rows[:limit])
    ledger.looked("support.caseload.seen", clients=[each.client_id for each in found])
    return UnseenPeople(found, has_more=len(rows) > limit)
