"""What a panel member has to score, and the own sheet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef

from cairn.hiring import policy
from cairn.hiring.domain.guides import Question
from cairn.hiring.models import Interview, Score, Sheet
from cairn.hiring.queries.panels import questions_of
from cairn.hiring.queries.positions import title_of
from cairn.kernel.actors import Actor
from cairn.kernel.errors import NotFound
from cairn.privacy.policy import visible

LIMIT = 100  # a product limit: interviews of one panel member on one page


@dataclass(frozen=True, slots=True)
class OwnInterview:
    """One interview on the panel member's list. `is_open`: everybody has handed in."""

    id: UUID
    round_id: UUID
    title: str
    n: int
    name: str
    planned_on: date | None
    asked_at: datetime
    is_handed_in: bool
    is_open: bool


@dataclass(frozen=True, slots=True)
class OwnSheet:
    """The score sheet of one interview as its writer sees it; nobody else's words are on it."""

    interview_id: UUID
    title: str
    n: int
    name: str
    statement: str
    questions: tuple[Question, ...]
    answers: dict[str, str]
    notes: dict[str, str]
    positives: str
    concerns: str
    is_handed_in: bool


def list_own_interviews(actor: Actor, on: date) -> tuple[OwnInterview, ...]:
    """The interviews of the actor's panels, those to be scored first. One statement."""
    mine = Sheet.objects.filter(
        interview=OuterRef("pk"), seat__member_id=actor.engagement_id, handed_in_at__isnull=False
    )
    rows = (
        visible(Interview, actor, policy.SIT, on)
        .annotate(
            title=title_of("round__position_id"),
            handed=Exists(mine),
            open=Exists(Interview.objects.filter(policy.all_handed_in("id", "round_id"), id=OuterRef("pk"))),
        )
        .select_related("round", "applicant")
        .order_by("handed", "planned_on", "applicant__name", "id")[:LIMIT]
    )
    return tuple(
        OwnInterview(
            row.id,
            row.round_id,
            row.title,
            row.round.n,
            row.applicant.name,
            row.planned_on,
            row.asked_at,
            row.handed,
            row.open,
        )
        for row in rows
    )


def get_own_sheet(actor: Actor, interview_id: UUID, on: date) -> OwnSheet:
    """The own sheet of one interview, empty before anything is saved; raises NotFound. Three statements."""
    row = (
        visible(Interview, actor, policy.SIT, on)
        .annotate(title=title_of("round__position_id"))
        .select_related("round", "applicant")
        .filter(id=interview_id)
        .first()
    )
    if row is None:
        raise NotFound
    sheet = visible(Sheet, actor, policy.SIT, on).filter(interview=row, seat__member_id=actor.engagement_id).first()
    scores = list(visible(Score, actor, policy.SIT, on).filter(sheet=sheet)) if sheet else []
    return OwnSheet(
        row.id,
        row.title,
        row.round.n,
        row.applicant.name,
        row.applicant.statement,
        questions_of(row.round),
        {score.question: score.said or str(score.number or "") for score in scores},
        {score.question: score.note for score in scores},
        sheet.positives if sheet else "",
        sheet.concerns if sheet else "",
        sheet is not None and sheet.handed_in_at is not None,
    )
