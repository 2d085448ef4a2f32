"""What the whole panel found, side by side, for those whom every member has scored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cairn.hiring import policy
from cairn.hiring.domain.guides import YES_NO, Question
from cairn.hiring.domain.panels import Given, ThemeMean, means_of
from cairn.hiring.models import Interview, Round, Score, Sheet
from cairn.hiring.queries.panels import questions_of
from cairn.hiring.queries.positions import title_of
from cairn.kernel.actors import Actor
from cairn.kernel.errors import NotFound
from cairn.privacy.policy import visible


@dataclass(frozen=True, slots=True)
class SideBySide:
    """One applicant's interview: means by theme with n and spread, yes-or-no answers, positives and concerns by member."""

    applicant_id: UUID
    name: str
    members: int
    means: dict[str, ThemeMean]
    said: tuple[tuple[str, int, int], ...]  # the question, how many heard yes, of how many
    positives: tuple[tuple[str, str], ...]
    concerns: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A round laid side by side, by name: nobody is ranked. `waiting` counts interviews that some member still owes scores for."""

    round_id: UUID
    position_id: UUID
    title: str
    n: int
    themes: tuple[str, ...]
    rows: tuple[SideBySide, ...]
    waiting: int


def compare_round(actor: Actor, round_id: UUID, on: date) -> Comparison:
    """What the panel found about everybody whom all members have scored; raises NotFound. Five statements.

    Both the interviews and the sheets are asked for under the condition that everybody has handed in.
    """
    row = visible(Round, actor, policy.COMPARE, on).annotate(title=title_of("position_id")).filter(id=round_id).first()
    if row is None:
        raise NotFound
    heard = visible(Interview, actor, policy.COMPARE, on).filter(round=row).select_related("applicant")
    opened = list(heard.filter(policy.all_handed_in("id", "round_id")).order_by("applicant__name", "id"))
    ready = [one.id for one in opened]
    sheets = (
        visible(Sheet, actor, policy.COMPARE, on)
        .filter(interview_id__in=ready, handed_in_at__isnull=False)
        .select_related("seat__member")
        .order_by("seat__member__name")
    )
    scores = visible(Score, actor, policy.COMPARE, on).filter(sheet__interview_id__in=ready)
    of_interview: dict[UUID, list[Sheet]] = defaultdict(list)
    for sheet in sheets:
        of_interview[sheet.interview_id].append(sheet)
    of_sheet: dict[UUID, dict[str, Score]] = defaultdict(dict)
    for score in scores:
        of_sheet[score.sheet_id][score.question] = score
    questions = questions_of(row)
    return Comparison(
        row.id,
        row.position_id,
        row.title,
        row.n,
        tuple(dict.fromkeys(question.theme for question in questions if question.is_scored)),
        tuple(_side(one, of_interview[one.id], of_sheet, questions) for one in opened),
        heard.count() - len(opened),
    )


def _side(
    interview: Interview,
    sheets: list[Sheet],
    of_sheet: dict[UUID, dict[str, Score]],
    questions: Iterable[Question],
) -> SideBySide:
    scored = [
        Given(question.theme, score.number)
        for question in questions
        if question.is_scored
        for sheet in sheets
        if (score := of_sheet[sheet.id].get(question.code))
    ]
    heard = [
        (
            question.text,
            [of_sheet[sheet.id][question.code].said for sheet in sheets if question.code in of_sheet[sheet.id]],
        )
        for question in questions
        if question.kind == YES_NO
    ]
    return SideBySide(
        interview.applicant_id,
        interview.applicant.name,
        len(sheets),
        {mean.theme: mean for mean in means_of(scored)},
        tuple((text, said.count("yes"), said.count("yes") + said.count("no")) for text, said in heard if any(said)),
        tuple((sheet.seat.member.name, sheet.positives) for sheet in sheets if sheet.positives),
        tuple((sheet.seat.member.name, sheet.concerns) for sheet in sheets if sheet.concerns),
    )
