"""Answering the benefits survey; within the year one may answer anew."""

from __future__ import annotations

from collections.abc import Mapping

from cairn.instruments.answers import read_answers
from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput
from cairn.kernel.instants import Instant, local_date
from cairn.mentoring import policy  # noqa: F401 - declares who may
from cairn.mentoring.models import BenefitAnswer
from cairn.mentoring.queries.benefits import asked_of, get_own_answers
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.policy import visible


@command(permission="mentoring.benefit.answer")
def answer_benefits(*, actor: Actor, given: Mapping[str, str], now: Instant) -> None:
    """Keep the own answers for this year in the place of earlier ones. Skipped questions stay missing."""
    on = local_date(now, actor.zone)
    asked = asked_of(actor)
    answers = {answer.link_id: answer.option.code for answer in read_answers(asked, given)}
    if not answers:
        raise BadInput({asked.questions[0].link_id: "Answer one question at least, or leave the page."})
    if answers == get_own_answers(actor, on):
        ledger.unchanged("answered before")
        return
    visible(BenefitAnswer, actor, "mentoring.benefit.answer", on).filter(for_year=on.year).delete()
    BenefitAnswer.objects.bulk_create(
        BenefitAnswer(
            organization_id=actor.organization_id,
            person_id=actor.engagement_id,
            for_year=on.year,
            instrument=asked.name,
            instrument_version=asked.version,
            link_id=link_id,
            code=code,
            answered_at=now,
        )
        for link_id, code in answers.items()
    )
    ledger.record("mentoring.benefit.answered", year=on.year, count=len(answers))
