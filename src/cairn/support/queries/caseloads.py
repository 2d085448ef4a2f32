"""A peer supporter's people by phase, as a supervision session needs them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count

from cairn.identity.models import Engagement
from cairn.kernel.actors import Actor
from cairn.privacy import ledger
from cairn.privacy.policy import may, visible
from cairn.support import policy_of_supervision  # noqa: F401 - declares who may
from cairn.support.models import Note, Relationship
from cairn.support.policy import going_on

PHASES = ("engaging", "connecting", "supporting")


@dataclass(frozen=True, slots=True)
class Phase:
    """The people of one phase; `names` is empty for whoever may only count."""

    code: str
    count: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Caseload:
    phases: tuple[Phase, ...]
    unsigned_notes: int

    @property
    def count(self) -> int:
        return sum(phase.count for phase in self.phases)


def get_caseload(actor: Actor, peer_id: UUID, on: date, *, names: bool = True) -> Caseload:
    """Open relationships by phase, named where the actor may know names (and asks for them), and notes that wait for a signature."""
    named = names and may(actor, "support.caseload.name")
    peers = visible(Engagement, actor, "support.caseload.count", on).filter(id=peer_id)
    rows = (
        peers.filter(relationships__isnull=False, relationships__ended_on__isnull=True)
        .order_by("relationships__client__name", "relationships__client_id")
        .values_list("relationships__phase", "relationships__client_id", "relationships__client__name")
    )
    people: dict[str, list[tuple[UUID, str]]] = defaultdict(list)
    for phase, client_id, name in rows:
        people[phase].append((client_id, name))
    unsigned = Note.objects.filter(
        organization_id=actor.organization_id,
        author__in=peers.values("id"),
        signed_at__isnull=True,
        encounter__in_error_at__isnull=True,
    ).count()
    if named and people:
        ledger.looked(
            "support.caseload.seen", clients=[client for each in people.values() for client, _ in each], peer=peer_id
        )
    return Caseload(
        tuple(
            Phase(code, len(people[code]), tuple(name for _, name in people[code]) if named else ()) for code in PHASES
        ),
        unsigned,
    )


def count_people_of_peers(actor: Actor, on: date) -> dict[UUID, int]:
    """How many people each peer supporter walks with on a day, those with none left out. For an order only, never to be shown."""
    rows = visible(Relationship, actor, "support.caseload.weigh", on).filter(going_on(on))
    return dict(rows.values_list("peer_id").annotate(people=Count("id")))


def list_names_of_people(actor: Actor, peer_id: UUID, on: date) -> tuple[str, ...]:
    """Every name by which a client of this peer supporter, present or past, goes. For keeping names out of a log; never to be shown."""
    rows = (
        visible(Engagement, actor, "support.caseload.compare", on)
        .filter(id=peer_id, relationships__isnull=False)
        .values_list(
            "relationships__client__name",
            "relationships__client__legal_given_name",
            "relationships__client__legal_family_name",
        )
    )
    return tuple(sorted({name.strip() for row in rows for name in row if name and name.strip()}))
