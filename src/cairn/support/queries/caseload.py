"""The people with whom somebody walks, as cards; for a supervisor or manager, everybody's people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from cairn.identity.queries.names import Named
from cairn.kernel.actors import Actor
from cairn.platform.db.prepared import prepared
from cairn.privacy import ledger
from cairn.privacy.policy import visible
from cairn.support import policy
from cairn.support.domain.phases import Phase
from cairn.support.models import Client, Encounter, Promise, Relationship
from cairn.support.queries.apart import was_opened
from cairn.support.queries.check_ins import CheckIn, check_in_told, rhythm_column

PAGE = 50


@dataclass(frozen=True, slots=True)
class OpenPromise:
    """A next step that stands. `due_on` is None when no day was named."""

    text: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class PersonCard:
    """One person at a glance. `phase` is None while nobody walks with them yet; `promise` is the oldest that stands."""

    client_id: UUID
    name: str
    goal: str
    last_contact_on: date | None
    relationship_id: UUID | None = None
    peer_name: str = ""
    phase: Phase | None = None
    promise: OpenPromise | None = None
    next_due_on: date | None = None
    open_promises: int = 0
    check_in: CheckIn | None = None
    was_opened: bool = False  # their record was opened in an emergency, and nobody told them yet


@dataclass(frozen=True, slots=True)
class Caseload:
    """One page of cards by name. `after` is the id to ask on from; None when these are the last."""

    people: tuple[PersonCard, ...]
    after: UUID | None


def list_caseload(
    actor: Actor, on: date, *, after: UUID | None = None, peer_id: UUID | None = None, limit: int = PAGE
) -> Caseload:
    """Everybody served on a day within the actor's reach, by name; only one peer supporter's with `peer_id`. Three statements."""
    rows = _page(actor, on, after, peer_id, limit + 1)
    shown = [row["id"] for row in rows[:limit]]
    walks = {row["client_id"]: row for row in _together(actor, on, shown, peer_id)}
    promises = _promises(actor, on, [walk["id"] for walk in walks.values()])
    cards = [_card(row, walks.get(row["id"]), promises) for row in rows[:limit]]
    ledger.looked("support.caseload.seen", clients=shown)
    return Caseload(tuple(cards), rows[limit - 1]["id"] if len(rows) > limit else None)


def list_clients_of_peer(actor: Actor, peer_id: UUID, on: date, *, limit: int = 100) -> tuple[PersonCard, ...]:
    """The people of one peer supporter, for supervision: at most `limit`, by name. Empty when none is within reach."""
    return list_caseload(actor, on, peer_id=peer_id, limit=limit).people


def list_peers_with_people(actor: Actor, on: date) -> list[Named]:
    """The peer supporters who have people within the actor's reach, by name."""
    rows = visible(Relationship, actor, policy.SEE, on).filter(policy.going_on(on))
    pairs = rows.order_by("peer__name", "peer_id").values_list("peer_id", "peer__name").distinct()
    return [Named(*pair) for pair in pairs]


WALK = ("id", "client_id", "peer__name", "phase")


@prepared
def _page(actor: Actor, on: date, after: UUID | None, peer_id: UUID | None, limit: int) -> QuerySet[Client, Any]:
    people = visible(Client, actor, policy.SEE, on).filter(Q(ended_on__isnull=True) | Q(ended_on__gte=on))
    if peer_id is not None:
        walked = Relationship.objects.filter(policy.going_on(on), peer_id=peer_id)
        people = people.filter(id__in=walked.values("client_id"))
    if after is not None:  # only the id travels in the address, never the name
        anchor = Subquery(visible(Client, actor, policy.SEE, on).filter(id=after).values("name"))
        people = people.filter(Q(name__gt=anchor) | Q(name=anchor, id__gt=after))
    contacts = Encounter.objects.filter(  # with the organization, as its index begins
        organization_id=actor.organization_id, client=OuterRef("id"), in_error_at__isnull=True
    ).order_by("-started_at")
    people = people.annotate(last_contact_on=Subquery(contacts.values("started_on")[:1]), was_opened=was_opened())
    return people.order_by("name", "id").values("id", "name", "goal", "last_contact_on", "was_opened")[:limit]


@prepared
def _together(actor: Actor, on: date, client_ids: list[UUID], peer_id: UUID | None) -> QuerySet[Relationship, Any]:
    together = visible(Relationship, actor, policy.SEE, on).filter(policy.going_on(on), client__in=client_ids)
    if peer_id is not None:
        together = together.filter(peer_id=peer_id)
    together = together.annotate(rhythm=rhythm_column(actor, on, "id"))
    return together.order_by("-started_on", "-id").values(*WALK, "rhythm")


def _card(row: dict[str, Any], walk: dict[str, Any] | None, promises: dict[UUID, list[OpenPromise]]) -> PersonCard:
    """One person with the walk that has lasted longest, and of its open promises the oldest to show, the soonest day, how many."""
    if walk is None:
        return PersonCard(row["id"], row["name"], row["goal"], row["last_contact_on"], was_opened=row["was_opened"])
    promised = promises.get(walk["id"], [])
    return PersonCard(
        row["id"],
        row["name"],
        row["goal"],
        row["last_contact_on"],
        walk["id"],
        walk["peer__name"],
        Phase(walk["phase"]),
        promised[0] if promised else None,
        next((one.due_on for one in promised if one.due_on), None),
        len(promised),
        check_in_told(walk["rhythm"], row["last_contact_on"]),
        row["was_opened"],
    )


def _promises(actor: Actor, on: date, relationship_ids: list[UUID]) -> dict[UUID, list[OpenPromise]]:
    found: dict[UUID, list[OpenPromise]] = {}
    for row in _open_promises(actor, on, relationship_ids):
        found.setdefault(row["relationship_id"], []).append(OpenPromise(row["text"], row["due_on"]))
    return found


@prepared
def _open_promises(actor: Actor, on: date, relationship_ids: list[UUID]) -> QuerySet[Promise, Any]:
    rows = visible(Promise, actor, policy.SEE, on).filter(relationship__in=relationship_ids, settled_at__isnull=True)
    return rows.order_by(F("due_on").asc(nulls_last=True), "made_at").values("relationship_id", "text", "due_on")
