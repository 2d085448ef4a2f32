"""Taking somebody in, and writing down their goal. A first name is enough; the rest can wait."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cairn.identity.queries.names import list_programs
from cairn.kernel.actors import Actor, Role
from cairn.kernel.errors import BadInput, Conflict
from cairn.kernel.hooks import Hook
from cairn.kernel.instants import Instant, local_date
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.once import create_once
from cairn.privacy.policy import lock_one, visible
from cairn.support import policy
from cairn.support.commands.apart import keep_out_namesakes, name_walker
from cairn.support.domain.billing_facts import LegalName, check_told_papers
from cairn.support.domain.phases import Phase
from cairn.support.models import Client, PhaseChange, Relationship

NAME_LENGTH, GOAL_LENGTH, PHONE_LENGTH = 80, 300, 30


@dataclass(frozen=True, slots=True)
class EnrollmentDraft:
    """Who comes in. `program_id` may be None where there is only one. Nobody walks with them yet: that is chosen, and asked about first.

    A peer supporter who enrolls somebody would walk with them themselves, and is asked at once; `relationship_id` is what it will have.
    The names on papers and the birth date are those that the person told when they came in.
    """

    id: UUID
    relationship_id: UUID
    name: str
    goal: str = ""
    phone: str = ""
    program_id: UUID | None = None
    given: str = ""
    family: str = ""
    birth_date: date | None = None


Wanted = Callable[[Actor, UUID, UUID, Instant], None]
WANTED = Hook[Wanted](
    "what happens when a peer supporter (the actor) would walk with a new client, by a relationship of this id"
)


@command(permission=policy.ENROLL)
def enroll_client(*, actor: Actor, draft: EnrollmentDraft, now: Instant) -> UUID:
    """Take somebody in today; nobody begins to walk with them by this. Raises BadInput, Conflict (same id, other content)."""
    on, name, goal, phone = local_date(now, actor.zone), draft.name.strip(), draft.goal.strip(), draft.phone.strip()
    before = Client.objects.filter(id=draft.id, organization_id=actor.organization_id).first()
    if before is not None:
        if (before.name, before.goal, before.phone, before.created_by_id) != (name, goal, phone, actor.engagement_id):
            raise Conflict("This person was already enrolled with other details. Start a new enrollment.")
        ledger.unchanged("sent before")
        return before.id
    check_client(name, goal, phone)
    check_told_papers(LegalName(draft.given, draft.family, draft.birth_date), on)
    program_id = _program(actor, draft, on)
    content = {"name": name, "goal": goal, "phone": phone, "created_by_id": actor.engagement_id}
    more = {
        "program_id": program_id, "legal_given_name": draft.given.strip(), "legal_family_name": draft.family.strip(),
        "birth_date": draft.birth_date, "started_on": on, "created_at": now,
    }  # fmt: skip
    if not create_once(Client, actor, draft.id, content, **more):
        return draft.id
    keep_out_namesakes(actor, Client.objects.get(id=draft.id), now, field="called")
    ledger.record("support.client.enrolled", client=draft.id, program=program_id)
    if actor.role is Role.PEER_SUPPORTER:
        WANTED.ask(actor, draft.id, draft.relationship_id, now)
    return draft.id


@command(permission=policy.UPDATE_GOAL)
def update_goal(*, actor: Actor, client_id: UUID, goal: str, seen: str, now: Instant) -> UUID:
    """Write the goal in their words. `seen` is the goal that stood there before; raises NotFound, BadInput, Conflict."""
    rows = visible(Client, actor, policy.UPDATE_GOAL, local_date(now, actor.zone))
    client = lock_one(rows, client_id)
    wanted = goal.strip()
    if len(wanted) > GOAL_LENGTH:
        raise BadInput({"goal": f"Use at most {GOAL_LENGTH} characters; now it is {len(wanted)}."})
    if client.goal == wanted:
        ledger.unchanged("says so already")
        return client_id
    if client.goal.replace("\r\n", "\n") != seen:  # goals kept before their line ends were one kind
        raise Conflict("Somebody else wrote a new goal meanwhile. Look at it, then write yours.")
    client.goal = wanted
    client.save(update_fields=["goal"])
    ledger.record("support.goal.updated", client=client_id)
    return client_id


def begin(actor: Actor, *, relationship_id: UUID, client_id: UUID, peer_id: UUID, now: Instant) -> None:
    """The rows of a relationship that begins today, in the first phase. For commands that have decided already.

    Whether the two know each other was asked by then, or somebody may be in danger: `tests/architecture/test_begins.py` names each caller.
    What other systems recorded before Cairn (`commands/imports.py`) and the demo's past are written as rows: that service had begun,
    and nobody can be asked before it any more.
    """
    on = local_date(now, actor.zone)
    name_walker(actor, client_id, peer_id, now)
    Relationship.objects.create(
        id=relationship_id,
        organization_id=actor.organization_id,
        client_id=client_id,
        peer_id=peer_id,
        started_on=on,
        phase=Phase.ENGAGING.value,
        phase_since=on,
    )
    PhaseChange.objects.create(
        organization_id=actor.organization_id,
        relationship_id=relationship_id,
        phase=Phase.ENGAGING.value,
        on=on,
        recorded_at=now,
        recorded_by_id=actor.engagement_id,
    )


def check_client(name: str, goal: str, phone: str) -> None:
    """Raises BadInput naming what cannot be taken."""
    problems = {}
    if not name:
        problems["name"] = "Write what they like to be called. A first name is enough."
    for field, text, limit in (
        ("name", name, NAME_LENGTH),
        ("goal", goal, GOAL_LENGTH),
        ("phone", phone, PHONE_LENGTH),
    ):
        if len(text) > limit:
            problems[field] = f"Use at most {limit} characters; now it is {len(text)}."
    if problems:
        raise BadInput(problems)


def _program(actor: Actor, draft: EnrollmentDraft, on: date) -> UUID:
    programs = [program.id for program in list_programs(actor, on)]
    if draft.program_id in programs:
        return draft.program_id
    if draft.program_id is None and len(programs) == 1:
        return programs[0]
    raise BadInput({"program": "Choose the program that will serve them."})
