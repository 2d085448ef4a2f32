"""Writing into a plan: one part at a time, each time a new revision. Two who write at once both keep what they wrote."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from cairn.kernel.actors import Actor, Role
from cairn.kernel.errors import BadInput, Conflict, NotFound
from cairn.kernel.instants import Instant, local_date
from cairn.plans import policy
from cairn.plans.domain.goals import Goal, check_goal, goal_as_kept, goal_of
from cairn.plans.domain.parts import Part
from cairn.plans.domain.texts import checked_answers
from cairn.plans.models import PlanAgreement, PlanRevision
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.once import create_once
from cairn.privacy.subjects import require_client

WRITTEN_MEANWHILE = (
    "This part of the plan was changed somewhere else in the meantime. Both texts are here; decide which one stays."
)
TRIES = 3  # when others write other parts of the same plan in the same moment


@dataclass(frozen=True, slots=True)
class _Entry:
    """What one part says from now on; `seen` is the revision of it that was read before (0: none)."""

    id: UUID
    client_id: UUID
    part: Part
    goal_id: UUID | None
    words: dict[str, Any]
    seen: int
    with_client: bool


class Way(StrEnum):
    """How somebody said yes to their plan."""

    SCREEN = "screen"
    PAPER = "paper"
    OWN = "own"  # on their own pages; set by who is signed in, never chosen


@command(permission=policy.WRITE)
def write_plan_part(
    *,
    actor: Actor,
    revision_id: UUID,
    client_id: UUID,
    part: Part,
    answers: Mapping[str, str],
    seen: int,
    with_client: bool,
    now: Instant,
) -> UUID:
    """Write a part that answers questions. `seen` is the revision of it that was read (0: none).

    Raises NotFound, BadInput, Conflict (the part changed since).
    """
    words = checked_answers(part, answers)
    return _revise(actor, _Entry(revision_id, client_id, part, None, words, seen, with_client), now)


@command(permission=policy.WRITE)
def write_plan_goal(
    *,
    actor: Actor,
    revision_id: UUID,
    client_id: UUID,
    goal_id: UUID,
    goal: Goal,
    seen: int,
    with_client: bool,
    now: Instant,
) -> UUID:
    """Write a goal with its steps, a new one (seen 0) or as it is from now on. Raises NotFound, BadInput, Conflict."""
    check_goal(goal, local_date(now, actor.zone))
    words = goal_as_kept(goal)
    return _revise(actor, _Entry(revision_id, client_id, Part.GOAL, goal_id, words, seen, with_client), now)


@command(permission=policy.MARK)
def mark_plan_step(
    *, actor: Actor, revision_id: UUID, client_id: UUID, goal_id: UUID, at: int, done: bool, seen: int, now: Instant
) -> UUID:
    """The step at place `at` (from 0) was taken today, or was not after all: by the person, or with them.

    Raises NotFound, BadInput, Conflict.
    """
    today = local_date(now, actor.zone)
    require_client(actor, policy.MARK, client_id, today)
    revisions = _revisions(actor, client_id)
    current = revisions.filter(goal_id=goal_id, number=seen).first()
    if current is None:
        raise NotFound
    goal = goal_of(current.words).with_step_done(at, today if done else None)
    words = goal_as_kept(goal)
    is_theirs = actor.role is Role.CLIENT
    entry = _Entry(revision_id, client_id, Part.GOAL, goal_id, words, seen, with_client=is_theirs)
    return _revise(actor, entry, now, permission=policy.MARK)


@command(permission=policy.AGREE)
def agree_plan(*, actor: Actor, agreement_id: UUID, client_id: UUID, number: int, way: Way, now: Instant) -> UUID:
    """The person read the plan up to revision `number` and said yes to it. Raises NotFound, BadInput, Conflict."""
    require_client(actor, policy.AGREE, client_id, local_date(now, actor.zone))
    if (way is Way.OWN) != (actor.role is Role.CLIENT):
        raise BadInput({"way": "Choose whether they agreed on this screen or on paper."})
    newest = _revisions(actor, client_id).order_by("-number").values_list("number", flat=True).first()
    if newest is None:
        raise BadInput({"": "There is nothing to agree to yet. Write a goal or another part first."})
    before = PlanAgreement.objects.filter(organization_id=actor.organization_id, id=agreement_id)
    if number != newest and not before.exists():  # what was sent before stays as it was said
        raise Conflict("The plan changed since this page was opened. Read it together again, then agree.")
    content = {"client_id": client_id, "number": number, "way": way.value}
    if create_once(PlanAgreement, actor, agreement_id, content, agreed_at=now, taken_by_id=actor.engagement_id):
        ledger.record("plans.plan.agreed", client=client_id, agreement=agreement_id, number=number)
    return agreement_id


def _revisions(actor: Actor, client_id: UUID) -> QuerySet[PlanRevision]:
    return PlanRevision.objects.filter(organization_id=actor.organization_id, client_id=client_id)


def _revise(actor: Actor, entry: _Entry, now: Instant, permission: str = policy.WRITE) -> UUID:
    """Append the entry as the next revision, unless the part says so already."""
    require_client(actor, permission, entry.client_id, local_date(now, actor.zone))
    revisions = _revisions(actor, entry.client_id)
    if _was_sent_before(actor, entry):
        return entry.id
    for _ in range(TRIES):
        standing = revisions.filter(part=entry.part.value, goal_id=entry.goal_id).order_by("-number").first()
        if standing is not None and standing.words == entry.words:
            ledger.unchanged("says so already")
            return standing.id
        if (standing.number if standing else 0) != entry.seen:
            raise Conflict(WRITTEN_MEANWHILE, current_version=standing.number if standing else 0)
        newest = revisions.order_by("-number").values_list("number", flat=True).first() or 0
        if _is_appended(actor, entry, newest + 1, now):
            ledger.record(
                "plans.plan.written",
                client=entry.client_id,
                revision=entry.id,
                part=entry.part.value,
                number=newest + 1,
            )
            return entry.id
    raise Conflict("Others are writing into this plan right now. What you typed is still here; save it again.")


def _is_appended(actor: Actor, entry: _Entry, number: int, now: Instant) -> bool:
    """False when somebody else took the number in this moment."""
    try:
        with transaction.atomic():
            PlanRevision.objects.create(
                id=entry.id,
                organization_id=actor.organization_id,
                client_id=entry.client_id,
                number=number,
                part=entry.part.value,
                goal_id=entry.goal_id,
                words=entry.words,
                with_client=entry.with_client,
                written_at=now,
                written_by_id=actor.engagement_id,
            )
    except IntegrityError:
        return False
    return True


def _was_sent_before(actor: Actor, entry: _Entry) -> bool:
    before = PlanRevision.objects.filter(id=entry.id, organization_id=actor.organization_id).first()
    if before is None:
        return False
    kept = (before.client_id, before.part, before.goal_id, before.words, before.with_client)
    if kept != (entry.client_id, entry.part.value, entry.goal_id, entry.words, entry.with_client):
        raise Conflict("This was already saved with other words. Open the plan again and write yours.")
    ledger.unchanged("sent before")
    return True
