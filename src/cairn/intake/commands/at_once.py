"""Coming in at one go: a name, perhaps a goal and a phone. It is kept and compared like any other coming in."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from cairn.intake import policy
from cairn.intake.commands.finishing import Finish, finish_intake
from cairn.intake.commands.intakes import append, locked
from cairn.intake.domain.answers import checked_answers
from cairn.intake.domain.arrivals import State, Way
from cairn.intake.domain.questions import Step
from cairn.intake.models import Intake, StepEntry
from cairn.intake.queries.steps import newest
from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, Conflict
from cairn.kernel.instants import Instant, local_date
from cairn.privacy.command import command
from cairn.privacy.once import create_once


@dataclass(frozen=True, slots=True)
class Told:
    """What was told at the door. How they came was not asked."""

    called: str
    goal: str = ""
    phone: str = ""


@command(permission=policy.FINISH)
def take_in_at_once(*, actor: Actor, intake_id: UUID, told: Told, finish: Finish, now: Instant) -> UUID:
    """Begin, write and finish in one act, so that whether they are here already is looked at as for everybody.

    Returns the id of the person served. Raises BadInput, Conflict (same id, other content).
    """
    words = _words(actor, told, now)
    called = words[Step.WHO]["called"]
    content = {"called": called, "way": Way.OTHER.value, "begun_by_id": actor.engagement_id}
    if create_once(Intake, actor, intake_id, content, begun_at=now, state=State.OPEN.value):
        row = locked(actor, policy.FINISH, intake_id, now)
        for number, (step, answers) in enumerate(words.items(), 1):
            append(actor, row, number, step, answers, now)
    elif _kept(actor, intake_id) != words:
        raise Conflict("This person was already taken in with other details. Start anew.")
    return finish_intake(actor=actor, intake_id=intake_id, finish=finish, now=now)


def _words(actor: Actor, told: Told, now: Instant) -> dict[Step, dict[str, str]]:
    """The answers by step, those with nothing left out."""
    if not told.called.strip():
        raise BadInput({"called": "Write what they like to be called. A first name is enough."})
    on = local_date(now, actor.zone)
    sent = {
        Step.WHO: {"called": told.called},
        Step.MATTERS: {"goal": told.goal},
        Step.REACH: {"phone": told.phone},
    }
    problems: dict[str, str] = {}
    words: dict[Step, dict[str, str]] = {}
    for step, answers in sent.items():
        try:
            words[step] = checked_answers(step, answers, on)
        except BadInput as wrong:
            problems |= wrong.problems
    if problems:
        raise BadInput(problems)
    return {step: answers for step, answers in words.items() if answers}


def _kept(actor: Actor, intake_id: UUID) -> dict[Step, dict[str, str]]:
    rows = StepEntry.objects.filter(organization_id=actor.organization_id, intake_id=intake_id)
    return {Step(step): entry.words for step, entry in newest(rows).items()}
