"""The steps of coming in that may still be told once somebody is here, each as it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cairn.intake import policy
from cairn.intake.domain.answers import fact_of
from cairn.intake.domain.arrivals import State
from cairn.intake.domain.questions import LATER, Step
from cairn.intake.models import Intake, StepEntry
from cairn.intake.queries.steps import NOTHING, EntryView, journey_for, views_of
from cairn.journeys.steps import FactKind
from cairn.journeys.steps import Step as PackStep
from cairn.kernel.actors import Actor
from cairn.privacy import ledger
from cairn.privacy.policy import visible
from cairn.privacy.subjects import require_client


@dataclass(frozen=True, slots=True)
class LaterStep:
    """One step: what stands, and whether it is done."""

    about: PackStep
    entry: EntryView
    is_done: bool

    @property
    def step(self) -> Step:
        return Step(self.about.key)


def list_later(actor: Actor, client_id: UUID, on: date) -> tuple[LaterStep, ...]:
    """As they stand in the newest coming in; raises NotFound for somebody out of reach. Four statements."""
    require_client(actor, policy.TELL_LATER, client_id, on)
    ledger.looked("intake.kept.seen", clients=[client_id])
    row = newest_intake(actor, policy.TELL_LATER, client_id, on)
    rows = list(visible(StepEntry, actor, policy.TELL_LATER, on).filter(intake=row)) if row else []
    entries = views_of(actor, rows, on)
    abouts = {step.key: step for step in journey_for(actor.place).steps}
    return tuple(_later(abouts[step.value], step, entries.get(step, NOTHING), on) for step in LATER)


def newest_intake(actor: Actor, permission: str, client_id: UUID, on: date) -> Intake | None:
    """The coming in to which what is told later belongs. One statement.

    Never one that ended because somebody was thought to be this person: taken back, it goes on without them, with all that it holds.
    """
    rows = visible(Intake, actor, permission, on).filter(client_id=client_id, state=State.ENROLLED.value)
    return rows.order_by("-begun_at", "id").first()


def _later(about: PackStep, step: Step, entry: EntryView, on: date) -> LaterStep:
    return LaterStep(about, entry, fact_of(step, entry.answers, on, "").kind is FactKind.DONE)
