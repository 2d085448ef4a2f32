"""Who is on the way in, and one of them with every step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cairn.intake import policy
from cairn.intake.domain.arrivals import State, Way
from cairn.intake.domain.questions import Step
from cairn.intake.models import Intake, StepEntry
from cairn.intake.queries.steps import NOTHING, EntryView, Underage, newest, underage, views_of, walk_of
from cairn.journeys.walking import Stand, StepState, Walk
from cairn.kernel.actors import Actor
from cairn.kernel.errors import NotFound
from cairn.kernel.instants import Instant, as_instant
from cairn.platform.lists import one_page
from cairn.privacy.policy import visible
from cairn.privacy.subjects import is_within

ON_A_PAGE = 30
TOLD = frozenset(step.value for step in Step)


@dataclass(frozen=True, slots=True)
class IntakeRow:
    """One line of the list: who, since when, and what comes next."""

    id: UUID
    called: str
    way: Way
    begun_at: Instant
    begun_by: str
    is_own: bool
    done: int
    of: int
    next_title: str


@dataclass(frozen=True, slots=True)
class IntakeList:
    rows: tuple[IntakeRow, ...]
    count: int
    older: int | None  # the page after this one, None at the end


@dataclass(frozen=True, slots=True)
class IntakeView:
    """One intake. `client_id` is None while nobody was taken in, and for whoever may not see the person.

    Whoever may not see them reads the same of somebody taken in anew and of somebody who was on record already.
    """

    id: UUID
    called: str
    way: Way
    state: State
    begun_at: Instant
    begun_by: str
    closed_at: Instant | None
    closed_because: str
    client_id: UUID | None
    walk: Walk
    entries: dict[Step, EntryView]
    underage: Underage | None

    def entry(self, step: Step) -> EntryView:
        return self.entries.get(step, NOTHING)

    @property
    def next(self) -> Stand | None:
        """The first step that can be told and was not touched yet; then taking them in."""
        untouched = (s for s in self.walk.stands if s.state is StepState.READY and s.step.key in TOLD)
        return next(untouched, None)

    @property
    def may_enroll(self) -> bool:
        return self.state is State.OPEN and bool(self.entry(Step.WHO).answers.get("called"))


def list_intakes(actor: Actor, on: date, *, page: int = 0) -> IntakeList:
    """Those who are on the way in, the longest waiting first, thirty at a time. Three statements."""
    rows = visible(Intake, actor, policy.SEE, on).filter(state=State.OPEN.value)
    count = rows.count()
    shown, older = one_page(rows.select_related("begun_by").order_by("begun_at", "id"), page, ON_A_PAGE)
    entries: dict[UUID, list[StepEntry]] = {}
    for entry in visible(StepEntry, actor, policy.SEE, on).filter(intake__in=[row.id for row in shown]):
        entries.setdefault(entry.intake_id, []).append(entry)
    return IntakeList(
        tuple(_row(actor, row, entries.get(row.id, []), on) for row in shown),
        count,
        older,
    )


def count_given_up(actor: Actor, on: date) -> dict[str, int]:
    """How many did not come in, by reason. One statement."""
    rows = visible(Intake, actor, policy.SEE, on).filter(state=State.GIVEN_UP.value)
    found: dict[str, int] = {}
    for because in rows.values_list("closed_because", flat=True):
        found[because] = found.get(because, 0) + 1
    return found


def get_intake(actor: Actor, intake_id: UUID, on: date) -> IntakeView:
    """One intake; raises NotFound. Four statements at most."""
    row = visible(Intake, actor, policy.SEE, on).select_related("begun_by").filter(id=intake_id).first()
    if row is None:
        raise NotFound
    rows = list(visible(StepEntry, actor, policy.SEE, on).filter(intake=row))
    entries = views_of(actor, rows, on)
    client_id = row.client_id if row.client_id and is_within(actor, policy.SEE, row.client_id, on) else None
    return IntakeView(
        row.id,
        row.called,
        Way(row.way),
        State.ENROLLED if row.client_id and client_id is None else State(row.state),
        as_instant(row.begun_at),
        row.begun_by.name,
        as_instant(row.closed_at) if row.closed_at else None,
        row.closed_because,
        client_id,
        walk_of(actor, row, newest(rows).values(), on),
        entries,
        underage(actor, entries.get(Step.WHO, NOTHING).answers, on),
    )


def _row(actor: Actor, row: Intake, entries: list[StepEntry], on: date) -> IntakeRow:
    found = walk_of(actor, row, newest(entries).values(), on)
    told = [stand for stand in found.stands if stand.step.key in TOLD]
    ready = next((stand.step.title for stand in told if stand.state is StepState.READY), "")
    return IntakeRow(
        row.id,
        row.called,
        Way(row.way),
        as_instant(row.begun_at),
        row.begun_by.name,
        row.begun_by_id == actor.engagement_id,
        sum(stand.state is StepState.DONE for stand in told),
        len(told),
        ready,
    )
