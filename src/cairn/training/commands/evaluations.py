"""Saying how the class was: once, and without a name beside the answers."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from uuid import UUID

from cairn.instruments.answers import read_answers
from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, Conflict, NotFound
from cairn.kernel.instants import Instant, local_date
from cairn.platform.instruments import instrument
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.policy import visible
from cairn.training import policy  # noqa: F401 - declares who may
from cairn.training.models import EvaluationAnswer, Registration
from cairn.training.queries.evaluations import INSTRUMENT


@command(permission="training.evaluation.give")
def give_evaluation(*, actor: Actor, registration_id: UUID, given: Mapping[str, str], now: Instant) -> None:
    """Keep the answers under a random id, and on the registration only that there are some. Raises NotFound, BadInput, Conflict.

    Ids of answers are random too: an id made in order would tell when, and so perhaps who.
    """
    rows = visible(Registration, actor, "training.evaluation.give", local_date(now, actor.zone))
    rows = rows.filter(id=registration_id, seat_at__isnull=False, withdrawn_at__isnull=True)
    rows = rows.filter(course_class__cancelled_at__isnull=True)
    registration = rows.select_for_update(of=("self",)).first()
    if registration is None:
        raise NotFound
    if registration.has_evaluated:
        ledger.unchanged("given before")
        return
    if registration.course_class.blocks.filter(ends_at__gt=now).exists():
        raise Conflict("The class is not over yet. Tell how it was once it is.")
    answers = read_answers(instrument(INSTRUMENT), given)
    if not answers:
        raise BadInput({"": "Answer at least one question, or leave the page: nobody has to answer."})
    response = _random_id()
    EvaluationAnswer.objects.bulk_create(
        EvaluationAnswer(
            id=_random_id(), organization_id=actor.organization_id, course_class_id=registration.course_class_id,
            response=response, link_id=answer.link_id, code=answer.option.code, number=answer.option.number,
        )
        for answer in answers
    )  # fmt: skip
    registration.has_evaluated = True
    registration.save(update_fields=["has_evaluated"])
    ledger.record("training.evaluation.given", course_class=registration.course_class_id)


def _random_id() -> UUID:
    return UUID(bytes=secrets.token_bytes(16), version=4)
