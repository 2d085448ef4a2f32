"""What is written down about the steps of the three phases, and what this room itself can see of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cairn.journeys.steps import FactKind, Journey, StepFact
from cairn.kernel.actors import Actor
from cairn.kernel.errors import NotFound
from cairn.kernel.instants import as_instant, local_date, months_after
from cairn.platform.journeys import journeys_of
from cairn.platform.packs import rules_on
from cairn.privacy.policy import visible
from cairn.program import policy
from cairn.program.domain import BODY
from cairn.program.domain.phases import MarkDraft, Standing, stand, to_fact
from cairn.program.domain.policies import Subject
from cairn.program.models import ProgramPolicy, ReadinessRound, StepMark

ASSESSMENT, REGISTER = "the readiness self-assessment", "the policies register"


@dataclass(frozen=True, slots=True)
class MarkRow:
    """One thing written down about a step, by whom, and whether it was taken back and why."""

    id: UUID
    draft: MarkDraft
    marked_on: date
    by: str
    taken_back_on: date | None
    taken_back_because: str

    @property
    def is_standing(self) -> bool:
        return self.taken_back_on is None


def phases() -> Mapping[str, Journey]:
    """The three journeys of the guide, by phase."""
    return journeys_of(BODY)


def title_of(step: str) -> str:
    """What a step is called; "" for one that no phase has any more."""
    return next((one.title for journey in phases().values() for one in journey.steps if one.key == step), "")


def list_marks(actor: Actor, on: date, *, step: str = "") -> tuple[MarkRow, ...]:
    """Everything written down, newest first, taken back or not; for one step when it is named. One statement."""
    rows = visible(StepMark, actor, policy.SEE, on).select_related("marked_by").order_by("-marked_at", "-id")
    return tuple(_row(row, actor) for row in (rows.filter(step=step) if step else rows))


def get_mark(actor: Actor, mark_id: UUID, on: date) -> MarkRow:
    """One of them; raises NotFound. One statement."""
    row = visible(StepMark, actor, policy.SEE, on).select_related("marked_by").filter(id=mark_id).first()
    if row is None:
        raise NotFound
    return _row(row, actor)


def facts_of(marks: Iterable[MarkRow], place: str) -> list[StepFact]:
    """What stands written down, as facts for the walk. What a rule gives a term runs out. No statement."""
    steps = {step.key: step for journey in phases().values() for step in journey.steps}
    found = []
    for mark in marks:
        step, day = steps.get(mark.draft.step), mark.draft.on or mark.marked_on
        if step is None or not mark.is_standing:
            continue
        term = rules_on(day, place).find(step.lasts) if step.lasts else None
        until = months_after(day, term.months) if term and mark.draft.is_done else None
        found.append(to_fact(mark.draft, day=day, until=until, source=mark.by))
    return found


def list_own_facts(actor: Actor, on: date) -> list[StepFact]:
    """What this room's own records show: the shared self-assessment, the policies in force. Two statements."""
    found = []
    rounds = visible(ReadinessRound, actor, policy.RUN, on).filter(shared_at__isnull=False).order_by("-shared_at")
    shared = rounds.values_list("shared_at", flat=True).first()
    if shared:
        day = local_date(as_instant(shared), actor.zone)
        found.append(StepFact("self_assessment", FactKind.DONE, day, "Answered and shared.", ASSESSMENT))
    rows = visible(ProgramPolicy, actor, policy.SEE_POLICIES, on).filter(
        taken_back_at__isnull=True, in_force_on__lte=on
    )
    for step, subjects in (("policies", None), ("crisis_policy", Subject.STAFF_CRISIS)):
        held = [row for row in rows if subjects is None or row.subject == subjects.value]
        if held:
            first = min(held, key=lambda row: row.in_force_on)
            found.append(StepFact(step, FactKind.DONE, first.in_force_on, f"“{first.name}” is in force.", REGISTER))
    return found


def standing_of(facts: Iterable[StepFact], on: date) -> Standing:
    """Where the program stands by these facts. No statement."""
    return stand(phases(), facts, on)


def _row(row: StepMark, actor: Actor) -> MarkRow:
    draft = MarkDraft(row.step, row.is_done, row.on, row.due_on, row.whose, row.paper, row.page, row.note)
    taken_back = local_date(as_instant(row.taken_back_at), actor.zone) if row.taken_back_at else None
    marked_on = local_date(as_instant(row.marked_at), actor.zone)
    return MarkRow(row.id, draft, marked_on, row.marked_by.name, taken_back, row.taken_back_because)
