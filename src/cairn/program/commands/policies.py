"""Entering a version of a policy, saying that one has read it, and taking a wrong entry back."""

from __future__ import annotations

from uuid import UUID

from cairn.identity.queries.names import list_staff_names
from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput
from cairn.kernel.instants import Instant, local_date
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.domain.reasons import check_sentence
from cairn.privacy.once import create_once, take_back_once
from cairn.privacy.policy import lock_one, visible
from cairn.program import policy
from cairn.program.domain.policies import PolicyDraft, check_policy
from cairn.program.models import Acknowledgment, ProgramPolicy
from cairn.program.queries.policies import get_policy


@command(permission=policy.KEEP_POLICIES)
def enter_policy(*, actor: Actor, policy_id: UUID, draft: PolicyDraft, now: Instant) -> UUID:
    """Enter a version. Of the same name, the newest in force stands for the others. Raises BadInput, Conflict."""
    today = local_date(now, actor.zone)
    problems = check_policy(draft, [each.id for each in list_staff_names(actor, today)])
    if problems:
        raise BadInput(problems)
    content = {
        "subject": draft.subject, "name": draft.name, "version": draft.version, "in_force_on": draft.in_force_on,
        "review_on": draft.review_on, "kept_at": draft.kept_at, "text": draft.text, "owner_id": draft.owner_id,
    }  # fmt: skip
    if create_once(ProgramPolicy, actor, policy_id, content, entered_at=now, entered_by_id=actor.engagement_id):
        ledger.record("program.policy.entered", policy=policy_id, subject=draft.subject)
    return policy_id


@command(permission=policy.ACKNOWLEDGE)
def acknowledge_policy(*, actor: Actor, policy_id: UUID, now: Instant) -> UUID:
    """Say that one has read a version. Twice, also at once from two tabs, is one answer. Raises NotFound."""
    get_policy(actor, policy_id, local_date(now, actor.zone))
    _, is_new = Acknowledgment.objects.get_or_create(
        policy_id=policy_id,
        person_id=actor.engagement_id,
        defaults={"organization_id": actor.organization_id, "at": now},
    )
    if is_new:
        ledger.record("program.policy.acknowledged", policy=policy_id)
    else:
        ledger.unchanged("read before")
    return policy_id


@command(permission=policy.KEEP_POLICIES)
def take_back_policy(*, actor: Actor, policy_id: UUID, because: str, now: Instant) -> UUID:
    """The entry was wrong: it counts no more and stays readable in the records. Raises NotFound, BadInput."""
    rows = visible(ProgramPolicy, actor, policy.KEEP_POLICIES, local_date(now, actor.zone))
    row = lock_one(rows, policy_id)
    check_sentence(because)  # also where it was taken back before
    if take_back_once(row, actor, because, now, check=check_sentence):
        ledger.record("program.policy.taken_back", policy=policy_id)
    return policy_id
