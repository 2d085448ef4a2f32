"""One person's plan as it stands, and how it came to be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, IntegerField, Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from cairn.identity.queries.names import names_of, served_column
from cairn.kernel.actors import Actor
from cairn.kernel.instants import Instant, as_instant
from cairn.plans import policy
from cairn.plans.domain.goals import Goal, State, goal_of
from cairn.plans.domain.parts import GUIDES, Guide, Part
from cairn.plans.domain.texts import changed_codes
from cairn.plans.models import PlanAgreement, PlanRevision
from cairn.privacy import ledger
from cairn.privacy.policy import visible
from cairn.privacy.subjects import require_client

REVISIONS_SHOWN = 50


@dataclass(frozen=True, slots=True)
class GoalView:
    """A goal as it stands; `number` is the revision that says so."""

    id: UUID
    number: int
    goal: Goal
    since: Instant


@dataclass(frozen=True, slots=True)
class TextPart:
    """A part that answers questions. `number` is 0 while nobody wrote it."""

    guide: Guide
    number: int
    answers: Mapping[str, str]

    @property
    def told(self) -> tuple[tuple[str, str], ...]:
        """What was answered, with its question; a part of one question needs none."""
        alone = len(self.guide.questions) == 1
        return tuple(
            ("" if alone else question.label, self.answers[question.code])
            for question in self.guide.questions
            if self.answers.get(question.code)
        )


@dataclass(frozen=True, slots=True)
class Agreement:
    """When the person last said yes, to which revision, and whether on the screen or on paper."""

    number: int
    agreed_at: Instant
    way: str
    own_steps: int = 0  # steps that the person marked themself since then: that changes nothing of what they agreed to


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan. `number` is its newest revision, 0 for none."""

    client_id: UUID
    goals: tuple[GoalView, ...]  # those that are walked first, then as begun
    parts: tuple[TextPart, ...]
    number: int
    agreement: Agreement | None

    @property
    def changes_since_agreed(self) -> int:
        """Changes of words, or by somebody else; a step that the person marked themself is none."""
        return self.number - (self.agreement.number + self.agreement.own_steps if self.agreement else 0)

    def goal(self, goal_id: UUID) -> GoalView | None:
        return next((one for one in self.goals if one.id == goal_id), None)

    def part(self, part: Part) -> TextPart:
        return next(one for one in self.parts if one.guide.part is part)

    @property
    def walking(self) -> tuple[GoalView, ...]:
        return tuple(one for one in self.goals if one.goal.state is State.WALKING)


def get_plan(actor: Actor, client_id: UUID, on: date) -> Plan:
    """The plan of one person; raises NotFound when they are out of reach. Three statements."""
    require_client(actor, policy.SEE, client_id, on)
    ledger.looked("plans.plan.seen", clients=[client_id])
    rows = list(_newest(visible(PlanRevision, actor, policy.SEE, on).filter(client_id=client_id)))
    goals = [
        GoalView(row.goal_id, row.number, goal_of(row.words), as_instant(row.written_at)) for row in rows if row.goal_id
    ]
    goals.sort(key=lambda one: (one.goal.state is not State.WALKING, one.id.int))
    texts = {row.part: row for row in rows if row.goal_id is None}
    parts = tuple(
        TextPart(guide, texts[part].number, texts[part].words) if part.value in texts else TextPart(guide, 0, {})
        for part, guide in GUIDES.items()
    )
    return Plan(
        client_id, tuple(goals), parts, max((row.number for row in rows), default=0), _agreement(actor, client_id, on)
    )


def _newest(rows: QuerySet[PlanRevision]) -> QuerySet[PlanRevision]:
    """Of one person's revisions the newest of each part and goal."""
    newest = rows.order_by().values("part", "goal_id").annotate(newest=Max("number")).values("newest")
    return rows.filter(number__in=newest)


def _agreement(actor: Actor, client_id: UUID, on: date) -> Agreement | None:
    rows = visible(PlanAgreement, actor, policy.SEE, on).filter(client_id=client_id)
    own = _own_steps(visible(PlanRevision, actor, policy.SEE, on), actor)
    row = rows.annotate(own_steps=own).order_by("-number", "-agreed_at").first()
    return Agreement(row.number, as_instant(row.agreed_at), row.way, row.own_steps) if row else None


def _own_steps(revisions: QuerySet[PlanRevision], actor: Actor) -> Coalesce:
    """How many revisions after an agreement are the person's own: they write nothing into a plan but which steps they took."""
    after = revisions.filter(
        client_id=OuterRef("client_id"), number__gt=OuterRef("number"), written_by_id__in=served_column(actor)
    )
    counted = after.order_by().values("client_id").annotate(found=Count("id")).values("found")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


@dataclass(frozen=True, slots=True)
class RevisionView:
    """One change: who wrote it down, when, with or without the person, and what the part said from then on."""

    number: int
    title: str
    written_at: Instant
    written_by: str
    with_client: bool
    goal: Goal | None
    told: tuple[tuple[str, str], ...]
    changed: tuple[str, ...]  # the questions answered otherwise than before
    part: Part
    is_own: bool  # the reader wrote it


@dataclass(frozen=True, slots=True)
class History:
    """A page of revisions, newest first; `older` is the number to go on from, None at the end."""

    revisions: tuple[RevisionView, ...]
    older: int | None


def list_revisions(actor: Actor, client_id: UUID, on: date, *, below: int | None = None) -> History:
    """How the plan came to be, fifty at a time; raises NotFound. Five statements at any size."""
    require_client(actor, policy.SEE, client_id, on)
    ledger.looked("plans.revisions.seen", clients=[client_id])
    rows = visible(PlanRevision, actor, policy.SEE, on).filter(client_id=client_id)
    if below is not None:
        rows = rows.filter(number__lt=below)
    found = list(rows.order_by("-number")[: REVISIONS_SHOWN + 1])
    shown = found[:REVISIONS_SHOWN]
    names = names_of(actor, {row.written_by_id for row in shown}, on)
    before = {row.part: row.words for row in _newest(rows.filter(number__lt=shown[-1].number))} if shown else {}
    views = []
    for row in reversed(shown):
        is_own = row.written_by_id == actor.engagement_id
        views.append(_revision(row, before.get(row.part, {}), names.get(row.written_by_id, ""), is_own=is_own))
        before[row.part] = row.words
    return History(tuple(reversed(views)), shown[-1].number if len(found) > len(shown) else None)


def _revision(row: PlanRevision, before: Mapping[str, Any], by: str, *, is_own: bool) -> RevisionView:
    part, at = Part(row.part), as_instant(row.written_at)
    if part is Part.GOAL:
        goal = goal_of(row.words)
        return RevisionView(row.number, f"Goal: {goal.words}", at, by, row.with_client, goal, (), (), part, is_own)
    guide = GUIDES[part]
    changed: tuple[str, ...] = ()
    if len(guide.questions) > 1:
        codes = changed_codes(before, row.words)
        changed = tuple(question.label for question in guide.questions if question.code in codes)
    told = TextPart(guide, row.number, row.words).told
    return RevisionView(row.number, guide.title, at, by, row.with_client, None, told, changed, part, is_own)
