"""The surveys that one person was offered, with their answers in words, for the file that they take along."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cairn.kernel.actors import Actor
from cairn.kernel.instants import Instant, as_instant
from cairn.platform.instruments import instruments
from cairn.privacy import ledger
from cairn.privacy.policy import visible
from cairn.privacy.subjects import require_client
from cairn.support.models import Survey, SurveyAnswer
from cairn.support.policy_contacts import TAKE_ANSWERS


@dataclass(frozen=True, slots=True)
class OwnAnswer:
    """`question` and `answer` are as the questionnaire says them today; empty when it is not installed any more."""

    link_id: str
    question: str
    code: str
    answer: str
    number: int | None


@dataclass(frozen=True, slots=True)
class OwnSurvey:
    """`state`: offered, declined or answered."""

    instrument: str
    version: str
    title: str
    state: str
    offered_at: Instant
    answered_at: Instant | None
    answers: tuple[OwnAnswer, ...]


def list_own_surveys(actor: Actor, client_id: UUID, on: date) -> tuple[OwnSurvey, ...]:
    """Those of the acting person, newest first; raises NotFound. Three statements. Answers have no reach of one's own: they are
    read through the surveys that are the person's."""
    require_client(actor, TAKE_ANSWERS, client_id, on)
    rows = visible(Survey, actor, TAKE_ANSWERS, on).filter(client_id=client_id).order_by("-offered_at", "id")
    given: dict[UUID, list[SurveyAnswer]] = defaultdict(list)
    for answer in SurveyAnswer.objects.filter(survey__in=rows.order_by().values("id")).order_by("link_id"):
        given[answer.survey_id].append(answer)
    ledger.looked("support.own_answers.taken", clients=[client_id])
    return tuple(_survey(row, given[row.id]) for row in rows)


def _survey(row: Survey, given: list[SurveyAnswer]) -> OwnSurvey:
    kept = instruments().get(row.instrument)
    return OwnSurvey(
        row.instrument,
        row.instrument_version,
        kept.title if kept else "",
        row.state,
        as_instant(row.offered_at),
        as_instant(row.answered_at) if row.answered_at else None,
        tuple(_answer(row, one) for one in given),
    )


def _answer(row: Survey, given: SurveyAnswer) -> OwnAnswer:
    kept = instruments().get(row.instrument)
    questions = kept.questions if kept else ()
    asked = next((one for one in questions if one.link_id == given.link_id), None)
    option = asked.option(given.code) if asked else None
    return OwnAnswer(
        given.link_id, asked.text if asked else "", given.code, option.words if option else "", given.number
    )
