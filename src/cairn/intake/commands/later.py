"""What somebody tells, or shows, only after they were taken in: a first name was enough on the first day."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from cairn.intake import policy
from cairn.intake.commands.intakes import locked, put_step, what_was_read
from cairn.intake.domain.answers import checked_answers
from cairn.intake.domain.arrivals import State, Way
from cairn.intake.domain.questions import LATER, Step
from cairn.intake.models import Intake
from cairn.intake.queries.later import newest_intake
from cairn.kernel.actors import Actor
from cairn.kernel.errors import NotFound
from cairn.kernel.instants import Instant, local_date
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.subjects import require_client
from cairn.support.commands.known_as import hold_client, keep_phone


@command(permission=policy.TELL_LATER)
def write_kept_step(
    *, actor: Actor, client_id: UUID, intake_id: UUID, step: Step, answers: Mapping[str, str], seen: int, now: Instant
) -> int:
    """Keep a step of the person's newest coming in, of which every earlier answer stays. Returns the number of the entry.

    `intake_id` is for somebody who came without an intake: it becomes theirs. `seen` as in `write_intake_step`.
    Raises NotFound (out of reach, no step for later), BadInput, Conflict (written meanwhile).
    """
    on = local_date(now, actor.zone)
    require_client(actor, policy.TELL_LATER, client_id, on)
    if step not in LATER:
        raise NotFound
    words = checked_answers(step, answers, on)
    hold_client(actor, client_id)
    row = intake_of(actor, policy.TELL_LATER, client_id, intake_id, now)
    words |= what_was_read(actor, step, words, answers, now)
    number, is_new = put_step(actor, row, step, words, seen, now)
    if not is_new:
        return number
    if words.get("phone"):
        keep_phone(actor, client_id, words["phone"])
    ledger.record("intake.kept.written", client=client_id, intake=row.id, step=step.value, number=number)
    return number


def intake_of(actor: Actor, permission: str, client_id: UUID, intake_id: UUID, now: Instant) -> Intake:
    """The newest one, held; for somebody who was brought along without any, a new one that is over already."""
    found = newest_intake(actor, permission, client_id, local_date(now, actor.zone))
    if found is not None:
        return locked(actor, permission, found.id, now)
    by = actor.engagement_id
    return Intake.objects.create(
        id=intake_id,
        organization_id=actor.organization_id,
        client_id=client_id,
        way=Way.OTHER.value,
        begun_at=now,
        begun_by_id=by,
        state=State.ENROLLED.value,
        closed_at=now,
        closed_by_id=by,
        checked_at=now,  # they were on record before there was anything to compare
        checked_by_id=by,
    )
