"""What somebody told when they came in, for those who may see them now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cairn.intake import policy
from cairn.intake.domain.arrivals import Way
from cairn.intake.domain.questions import SHOWN, Step
from cairn.intake.models import Intake, StepEntry
from cairn.intake.queries.steps import NOTHING, EntryView, Underage, journey_for, underage, views_of
from cairn.journeys.steps import Step as PackStep
from cairn.kernel.actors import Actor
from cairn.kernel.instants import Instant, as_instant
from cairn.privacy import ledger
from cairn.privacy.policy import visible
from cairn.privacy.subjects import require_client

MOST = 10  # intakes of one person


@dataclass(frozen=True, slots=True)
class KeptStep:
    """One step with what was told; `shown` is what was read to the person, word by word."""

    about: PackStep
    entry: EntryView
    told: tuple[tuple[str, str], ...]
    shown: str


@dataclass(frozen=True, slots=True)
class KeptIntake:
    """One time that they came in."""

    id: UUID
    way: Way
    begun_at: Instant
    begun_by: str
    steps: tuple[KeptStep, ...]
    underage: Underage | None


def get_kept(actor: Actor, client_id: UUID, on: date) -> tuple[KeptIntake, ...]:
    """Every time that they came in, newest first; raises NotFound for somebody out of reach. At most thirteen statements."""
    require_client(actor, policy.KEPT, client_id, on)
    ledger.looked("intake.kept.seen", clients=[client_id])
    rows = visible(Intake, actor, policy.KEPT, on).filter(client_id=client_id).select_related("begun_by")
    intakes = list(rows.order_by("-begun_at", "id")[:MOST])
    entries: dict[UUID, list[StepEntry]] = {}
    for entry in visible(StepEntry, actor, policy.KEPT, on).filter(intake__in=[row.id for row in intakes]):
        entries.setdefault(entry.intake_id, []).append(entry)
    return tuple(_kept(actor, row, views_of(actor, entries.get(row.id, []), on), on) for row in intakes)


def _kept(actor: Actor, row: Intake, entries: dict[Step, EntryView], on: date) -> KeptIntake:
    abouts = {step.key: step for step in journey_for(actor.place).steps}
    steps = tuple(
        KeptStep(abouts[step.value], entry, entry.told(step), entry.answers.get(SHOWN, ""))
        for step in Step
        if (entry := entries.get(step)) is not None and entry.answers
    )
    who = entries.get(Step.WHO, NOTHING).answers
    return KeptIntake(
        row.id, Way(row.way), as_instant(row.begun_at), row.begun_by.name, steps, underage(actor, who, on)
    )
