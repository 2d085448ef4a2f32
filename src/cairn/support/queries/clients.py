"""One person served: what those who walk with them need, and, apart from it, what a claim needs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet

from cairn.kernel.actors import Actor, Role
from cairn.kernel.errors import NotFound
from cairn.kernel.instants import as_instant, local_date
from cairn.platform.db.prepared import prepared
from cairn.platform.packs import rules_on
from cairn.privacy import ledger
from cairn.privacy.domain.signers import is_under_age
from cairn.privacy.policy import visible
from cairn.privacy.queries.consents import in_one_line, standing_consents
from cairn.privacy.queries.proofs import proving_papers
from cairn.privacy.subjects import require_client
from cairn.support import policy
from cairn.support.domain.phases import Phase
from cairn.support.models import Client, PhaseChange, Promise
from cairn.support.queries.check_ins import rhythm_column
from cairn.support.queries.safe_contact import wish_column, wish_told


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a relationship: from this day on they were in this phase."""

    relationship_id: UUID
    phase: Phase
    on: date


@dataclass(frozen=True, slots=True)
class Together:
    """One relationship of the client. `is_own` when it is the actor's."""

    id: UUID
    peer_id: UUID
    peer_name: str
    started_on: date
    ended_on: date | None
    phase: Phase
    phase_since: date
    is_own: bool
    is_going_on: bool
    rhythm: Any = None  # what they agreed on for checking in, for `check_in_told`


@dataclass(frozen=True, slots=True)
class PromiseView:
    """A promise that stands."""

    id: UUID
    text: str
    due_on: date | None
    made_on: date
    is_overdue: bool
    is_own: bool


@dataclass(frozen=True, slots=True)
class ClientView:
    """A person as those who walk with them know them. What a claim or a court would want is not here."""

    id: UUID
    name: str
    goal: str
    phone: str
    program_name: str
    started_on: date
    ended_on: date | None
    relationships: tuple[Together, ...]  # going on first, then newest first
    promises: tuple[PromiseView, ...]
    standing_consents: int
    is_under_age: bool  # as the law of the place counts; the birth date itself is not here
    safe_contact: str = ""  # how they want to be reached safely, as they told it; for whoever calls

    @property
    def consents_told(self) -> str:
        """The state of their consents in one line."""
        return in_one_line(self.standing_consents)

    @property
    def own(self) -> Together | None:
        """The actor's own relationship with them, going on."""
        return next((one for one in self.relationships if one.is_own and one.is_going_on), None)

    @property
    def current(self) -> Together | None:
        return self.own or next((one for one in self.relationships if one.is_going_on), None)


STEPS_SHOWN = 60
PROMISES_SHOWN = 100
PHONE_FOR = frozenset({Role.PEER_SUPPORTER, Role.PROGRAM_MANAGER})  # who calls
OWN = ("id", "name", "goal", "phone", "program__name", "started_on", "ended_on", "birth_date")
WALK = ("id", "peer_id", "peer__name", "started_on", "ended_on", "phase", "phase_since")


def get_client(actor: Actor, client_id: UUID, on: date) -> ClientView:
    """One person; raises NotFound. Two statements."""
    joined = _joined(actor, client_id, on, proving_papers(on, actor.place))
    if not joined:
        raise NotFound
    _, name, goal, phone, program_name, started_on, ended_on, born = joined[0][: len(OWN)]
    standing, wish = joined[0][-2:]
    together = [_together(actor, row[len(OWN) : -2], on) for row in joined if row[len(OWN)] is not None]
    together.sort(key=lambda one: (one.is_going_on, one.started_on, one.id), reverse=True)
    ledger.looked("support.client.seen", clients=[client_id])
    calls = actor.role in PHONE_FOR
    return ClientView(
        client_id,
        name,
        goal,
        phone if calls else "",
        program_name,
        started_on,
        ended_on,
        tuple(together),
        _promises(actor, client_id, on),
        standing,
        is_under_age(born, rules_on(on, actor.place), on),
        wish_told(wish) if calls else "",
    )


@prepared
def _joined(actor: Actor, client_id: UUID, on: date, papers: list[str]) -> QuerySet[Client, Any]:
    """The client once for each of their relationships, with how many consents stand, and how they want to be reached."""
    rows = visible(Client, actor, policy.SEE, on).filter(id=client_id)
    related: list[Any] = [F(f"relationships__{name}") for name in WALK]
    related.append(rhythm_column(actor, on, "relationships__id"))
    standing = standing_consents(actor, on, client_column="id", papers=papers)
    return rows.values_list(*OWN, *related, standing, wish_column(actor, on, "id"))


def get_client_name(actor: Actor, client_id: UUID, on: date) -> str:
    """What they like to be called, for the head of a page about them; raises NotFound."""
    name = visible(Client, actor, policy.SEE, on).filter(id=client_id).values_list("name", flat=True).first()
    if name is None:
        raise NotFound
    return name


def names_of_clients(actor: Actor, client_ids: Iterable[UUID], on: date) -> dict[UUID, str]:
    """What these people like to be called, those within reach; whoever asks says to the ledger what is shown of them. One statement."""
    return dict(visible(Client, actor, policy.SEE, on).filter(id__in=set(client_ids)).values_list("id", "name"))


def program_of(actor: Actor, client_id: UUID, on: date) -> tuple[UUID, str]:
    """The program that serves them, by id and name; raises NotFound. One statement."""
    rows = visible(Client, actor, policy.SEE, on).filter(id=client_id).values_list("program_id", "program__name")
    found = rows.first()
    if found is None:
        raise NotFound
    return found


def is_under_part2(actor: Actor, client_id: UUID, on: date) -> bool:
    """Whether the program that serves them is bound by 42 CFR Part 2; raises NotFound. One statement."""
    found = visible(Client, actor, policy.SEE, on).filter(id=client_id).values_list("program__is_part2", flat=True)
    for is_part2 in found:
        return is_part2
    raise NotFound


def _together(actor: Actor, row: tuple[Any, ...], on: date) -> Together:
    relationship_id, peer_id, peer_name, started_on, ended_on, phase, since, rhythm = row
    return Together(
        relationship_id,
        peer_id,
        peer_name,
        started_on,
        ended_on,
        Phase(phase),
        since,
        peer_id == actor.engagement_id,
        started_on <= on and (ended_on is None or ended_on > on),
        rhythm,
    )


def list_steps(actor: Actor, client_id: UUID, on: date) -> list[Step]:
    """The steps of the relationships with a client, newest first, at most `STEPS_SHOWN`. Empty when out of reach."""
    rows = visible(PhaseChange, actor, policy.SEE, on).filter(relationship__client=client_id)
    newest = rows.order_by("-on", "-recorded_at")[:STEPS_SHOWN]
    return [Step(row.relationship_id, Phase(row.phase), row.on) for row in newest]


def list_standing_promises(actor: Actor, permission: str, client_id: UUID, on: date) -> tuple[PromiseView, ...]:
    """Every promise to this client that stands, whoever made it: when somebody leaves, each gets an answer. Raises NotFound."""
    require_client(actor, permission, client_id, on)
    rows = Promise.objects.filter(organization_id=actor.organization_id, relationship__client_id=client_id)
    rows = rows.filter(settled_at__isnull=True).order_by("made_at", "id")
    return tuple(_promise(row, actor, on) for row in rows.annotate(peer_id=F("relationship__peer_id")))


def _promises(actor: Actor, client_id: UUID, on: date) -> tuple[PromiseView, ...]:
    return tuple(_promise(row, actor, on) for row in _open_promises(actor, client_id, on))


def _promise(row: Any, actor: Actor, on: date) -> PromiseView:
    return PromiseView(
        row.id,
        row.text,
        row.due_on,
        local_date(as_instant(row.made_at), actor.zone),
        row.due_on is not None and row.due_on < on,
        row.peer_id == actor.engagement_id,
    )


@prepared
def _open_promises(actor: Actor, client_id: UUID, on: date) -> QuerySet[Promise, Any]:
    rows = visible(Promise, actor, policy.SEE, on).filter(relationship__client=client_id, settled_at__isnull=True)
    rows = rows.order_by(F("due_on").asc(nulls_last=True), "made_at").annotate(peer_id=F("relationship__peer_id"))
    return rows.values_list("id", "text", "due_on", "made_at", "peer_id", named=True)[:PROMISES_SHOWN]
