"""The last step: somebody is taken in, once, with everything that they told."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from cairn.intake import policy
from cairn.intake.commands.checks import end_when_decided
from cairn.intake.commands.intakes import OVER, locked
from cairn.intake.domain.answers import day_of
from cairn.intake.domain.arrivals import State
from cairn.intake.domain.questions import Step
from cairn.intake.models import Intake, StepEntry
from cairn.intake.queries.steps import newest
from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, Conflict
from cairn.kernel.instants import Instant, local_date
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.policy import may
from cairn.privacy.subjects import is_within
from cairn.support.commands.apart import begin_apart
from cairn.support.commands.clients import EnrollmentDraft, enroll_client


@dataclass(frozen=True, slots=True)
class Finish:
    """Into which program; None where there is one. Nobody walks with them by this: that is chosen, and asked about, afterwards.

    `by_few`: only those whom the person names may see the record, from the first moment. Everybody is asked.
    """

    client_id: UUID
    relationship_id: UUID
    program_id: UUID | None = None
    by_few: bool = False


@command(permission=policy.FINISH)
def finish_intake(*, actor: Actor, intake_id: UUID, finish: Finish, now: Instant) -> UUID:
    """Take them in. Returns the id of the person served, also when it was finished before by another click.

    Raises NotFound, BadInput (no name, no program), Conflict (given up, or on record already).
    """
    row = locked(actor, policy.FINISH, intake_id, now)
    on = local_date(now, actor.zone)
    is_own = row.state == State.ENROLLED.value and row.closed_by_id == actor.engagement_id
    if row.client_id is not None and (is_own or is_within(actor, policy.SEE, row.client_id, on)):
        ledger.unchanged("finished before")
        return row.client_id
    if State(row.state) is not State.OPEN:
        raise Conflict(OVER[State(row.state)])
    if not row.called:
        raise BadInput(
            {"called": "Only one thing is needed: what they like to be called. Write it under “Who they are”."}
        )
    client_id = enroll_client(actor=actor, draft=_draft(actor, row, finish), now=now)
    row.state, row.client_id = State.ENROLLED.value, client_id
    row.closed_at, row.closed_by_id = now, actor.engagement_id
    row.save(update_fields=["state", "client", "closed_at", "closed_by_id"])
    if may(actor, policy.COMPARE):
        end_when_decided(actor, row, now)  # whoever decides about doubles has just read that nobody is left
    ledger.record("intake.intake.finished", client=client_id, intake=intake_id)
    if finish.by_few:
        begin_apart(actor, client_id, now)
    return client_id


def _draft(actor: Actor, row: Intake, finish: Finish) -> EnrollmentDraft:
    kept = newest(StepEntry.objects.filter(organization_id=actor.organization_id, intake=row))
    words = {code: text for entry in kept.values() for code, text in entry.words.items()}
    return EnrollmentDraft(
        id=finish.client_id,
        relationship_id=finish.relationship_id,
        name=row.called,
        goal=words.get("goal", ""),
        phone=kept[Step.REACH].words.get("phone", "") if Step.REACH in kept else "",
        program_id=finish.program_id,
        given=words.get("given", ""),
        family=words.get("family", ""),
        birth_date=day_of(words, "birth_date"),
    )
