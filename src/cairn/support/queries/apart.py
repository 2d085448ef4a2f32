"""Who may see a record: everybody whose duty it is, or the few whom the person named."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from cairn.identity.domain.agreements import COUNTS
from cairn.identity.models import Engagement, SupervisionAgreement
from cairn.identity.policy import in_force
from cairn.kernel.actors import Actor, Role
from cairn.privacy import ledger
from cairn.privacy.policy import visible
from cairn.privacy.subjects import require_client
from cairn.support import policy_apart as policy
from cairn.support.models import Keeper, KeptApart, KeptOut, Relationship
from cairn.support.policy import going_on


@dataclass(frozen=True, slots=True)
class AtWork:
    """Somebody who may be named, by one hat. `walks`: the peer supporter of the person."""

    id: UUID
    name: str
    role: Role
    person_id: UUID
    walks: bool = False


@dataclass(frozen=True, slots=True)
class Opening:
    """The record was opened in an emergency."""

    id: UUID
    who: str
    role: Role
    at: datetime
    until: datetime
    because: str
    told_at: datetime | None


@dataclass(frozen=True, slots=True)
class Apart:
    """Who sees one record. `out`: who never does, whether it is kept apart or not."""

    is_apart: bool
    keepers: frozenset[UUID]
    out: frozenset[UUID]
    openings: tuple[Opening, ...]
    at_work: tuple[AtWork, ...]


def list_at_work(actor: Actor, on: date, *, client_id: UUID) -> tuple[AtWork, ...]:
    """Who may be named: whoever works here today with records, each hat by itself; who walks along comes first. Two statements."""
    rows = visible(Engagement, actor, "identity.engagement.see", on).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=on),
        ended_at__isnull=True,
        starts_on__lte=on,
        role__in=[role.value for role in policy.MAY_KEEP],
    )
    together = Relationship.objects.filter(going_on(on), organization_id=actor.organization_id, client_id=client_id)
    walking = set(together.values_list("peer_id", flat=True))
    found = [
        AtWork(key, name, Role(role), person, key in walking)
        for key, name, role, person in rows.order_by("name", "id").values_list("id", "name", "role", "person_id")
    ]
    return tuple(sorted(found, key=lambda one: not one.walks))


def get_apart(actor: Actor, client_id: UUID, on: date) -> Apart:
    """Who sees this record; raises NotFound for somebody out of reach. At most seven statements."""
    require_client(actor, policy.SEE, client_id, on)
    ledger.looked("support.apart.seen", clients=[client_id])
    keepers = visible(Keeper, actor, policy.SEE, on).filter(client_id=client_id).select_related("engagement")
    rows = list(keepers.filter(ended_at__isnull=True).order_by("-named_at", "id"))
    out = visible(KeptOut, actor, policy.SEE, on).filter(client_id=client_id, ended_at__isnull=True)
    never, at_work = (
        set(out.values_list("engagement__person_id", flat=True)),
        list_at_work(actor, on, client_id=client_id),
    )
    return Apart(
        visible(KeptApart, actor, policy.SEE, on).filter(client_id=client_id, ended_at__isnull=True).exists(),
        frozenset(row.engagement_id for row in rows if row.until is None),
        frozenset(one.id for one in at_work if one.person_id in never),
        tuple(
            Opening(
                row.id,
                row.engagement.name,
                Role(row.engagement.role),
                row.named_at,
                row.until,
                row.because,
                row.told_at,
            )
            for row in rows
            if row.until is not None
        ),
        at_work,
    )


def shall_never_see(actor: Actor, client_id: UUID, engagement_id: UUID) -> bool:
    """Whether the person said so of whoever wears this hat, or it came with their name. For commands that have the person."""
    rows = KeptOut.objects.filter(organization_id=actor.organization_id, client_id=client_id, ended_at__isnull=True)
    return rows.filter(engagement__person__engagements=engagement_id).exists()


def kept_from_supervisors(actor: Actor, client_id: UUID, on: date) -> bool:
    """Whether nobody who supervises the actor today may see this record: then no supervisor is told of what is written about the person,
    and whoever writes must know it. For pages that have the person; at most three statements."""
    of_actor = SupervisionAgreement.objects.filter(
        in_force(on), supervision=COUNTS, organization_id=actor.organization_id, peer_id=actor.engagement_id
    )
    return _kept_from_all(actor, client_id, Engagement.objects.filter(id__in=of_actor.values("supervisor_id")))


def kept_from_managers(actor: Actor, client_id: UUID, on: date) -> bool:
    """The same of everybody who leads a program today, and answers what people ask of their record."""
    at_work = Engagement.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=on), organization_id=actor.organization_id
    )
    leading = at_work.filter(ended_at__isnull=True, starts_on__lte=on, role=Role.PROGRAM_MANAGER.value)
    return _kept_from_all(actor, client_id, leading)


def _kept_from_all(actor: Actor, client_id: UUID, some: QuerySet[Engagement]) -> bool:
    of_person = {"organization_id": actor.organization_id, "client_id": client_id, "ended_at__isnull": True}
    never = KeptOut.objects.filter(**of_person).values("engagement__person_id")
    named = Keeper.objects.filter(until__isnull=True, **of_person).values("engagement_id")
    seeing = some.exclude(person_id__in=never)
    if KeptApart.objects.filter(**of_person).exists():
        seeing = seeing.filter(id__in=named)
    return some.exists() and not seeing.exists()


def was_opened() -> Exists:
    """Of a row of people: whether their record was opened in an emergency and nobody told them yet. For a query that says whose."""
    rows = Keeper.objects.filter(organization_id=OuterRef("organization_id"), client_id=OuterRef("id"))
    return Exists(rows.filter(until__isnull=False, told_at__isnull=True))
