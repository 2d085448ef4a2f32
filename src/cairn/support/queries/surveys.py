"""Surveys: whether one was offered (for the peer supporter), the one in a client's hand, and answers without names (for outcomes)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from cairn.identity.queries.strangers import stranger
from cairn.kernel.actors import Actor, Role
from cairn.kernel.errors import NotFound
from cairn.kernel.instants import Instant, as_instant
from cairn.privacy import ledger
from cairn.privacy.policy import visible
from cairn.privacy.scope import scope_of_installation
from cairn.support import policy_contacts  # noqa: F401 - declares who may
from cairn.support.models import Survey, SurveyAnswer

LINK_DAYS = 7  # a product limit: later than this the answer is no longer about this contact


@dataclass(frozen=True, slots=True)
class Held:
    """The survey in somebody's hand: who they act as (the client, for this one survey), and how it stands."""

    actor: Actor
    survey_id: UUID
    instrument: str
    state: str


@dataclass(frozen=True, slots=True)
class SurveyFact:
    """One offered survey without a name. `client` is a number that tells clients apart within this one reading, and nothing else."""

    client: int
    program_id: UUID
    at: Instant  # when the contact began
    state: str  # "offered", "declined", "answered"
    instrument: str
    instrument_version: str
    answers: dict[str, tuple[str, int | None]]  # link id -> code and number; what was skipped is not there


def token_digest(token: str) -> str:
    """What is stored of a one-time link: a digest, so that nobody can read the link back."""
    return hashlib.sha256(token.encode()).hexdigest()


def get_held(token: str, now: Instant) -> Held:
    """The survey that this one-time link opens, whoever holds it; raises NotFound for an unknown or old link. One statement."""
    with scope_of_installation():
        row = (
            Survey.objects.filter(token_digest=token_digest(token), offered_at__gt=now - timedelta(days=LINK_DAYS))
            .select_related("encounter")
            .first()
        )
    if row is None:
        raise NotFound
    zone = row.encounter.zone
    actor = stranger(row.id, row.organization_id, Role.CLIENT, zone=zone, person_id=row.client_id)
    return Held(actor, row.id, row.instrument, row.state)


def list_survey_facts(
    actor: Actor, start: date, end: date, *, on: date, program_id: UUID | None = None
) -> list[SurveyFact]:
    """Every survey offered at contacts that began from `start` to `end` (local days of the organization). Two statements.

    For measures only: no client, contact or peer supporter can be told from the rows.
    """
    zone = ZoneInfo(actor.zone)
    first = as_instant(datetime.combine(start, time(0), tzinfo=zone))
    last = as_instant(datetime.combine(end + timedelta(days=1), time(0), tzinfo=zone))
    rows = visible(Survey, actor, "support.survey_answer.see", on).filter(
        encounter__started_at__gte=first, encounter__started_at__lt=last, encounter__in_error_at__isnull=True
    )
    if program_id is not None:
        rows = rows.filter(encounter__program_id=program_id)
    surveys = list(rows.select_related("encounter").order_by("encounter__started_at", "id"))
    answers: dict[UUID, dict[str, tuple[str, int | None]]] = {}
    given = visible(SurveyAnswer, actor, "support.survey_answer.see", on).filter(survey__in=rows.values("id"))
    for survey_id, link_id, code, number in given.values_list("survey_id", "link_id", "code", "number"):
        answers.setdefault(survey_id, {})[link_id] = (code, number)
    numbers: dict[UUID, int] = {}
    ledger.looked("support.survey_answer.measured", count=len(surveys))
    return [
        SurveyFact(
            client=numbers.setdefault(row.client_id, len(numbers) + 1),
            program_id=row.encounter.program_id,
            at=Instant(row.encounter.started_at),
            state=row.state,
            instrument=row.instrument,
            instrument_version=row.instrument_version,
            answers=answers.get(row.id, {}),
        )
        for row in surveys
    ]
