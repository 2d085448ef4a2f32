"""Studies that the actor leads, and their facts. No other query reads these rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count

from cairn.court import policy
from cairn.court.domain.studies import RESULTS, FactKind
from cairn.court.models import CourtStudy, StudyFact
from cairn.kernel.actors import Actor
from cairn.kernel.errors import NotFound
from cairn.privacy import ledger
from cairn.privacy.policy import visible

FACTS_SHOWN = 200


@dataclass(frozen=True, slots=True)
class StudyRow:
    id: UUID
    title: str
    facts: int


@dataclass(frozen=True, slots=True)
class FactRow:
    id: UUID
    client_name: str
    kind: FactKind
    result: str
    on: date


def list_studies(actor: Actor, on: date) -> tuple[StudyRow, ...]:
    """The actor's own. One statement."""
    rows = visible(CourtStudy, actor, policy.STUDY, on).annotate(kept=Count("facts")).order_by("-opened_at", "id")
    return tuple(StudyRow(row.id, row.title, row.kept) for row in rows)


def get_study(actor: Actor, study_id: UUID, on: date) -> StudyRow:
    """One of the actor's own; raises NotFound."""
    for row in list_studies(actor, on):
        if row.id == study_id:
            return row
    raise NotFound


def list_facts(actor: Actor, study_id: UUID, on: date) -> tuple[FactRow, ...]:
    """The facts of a study that the actor leads, newest first. One statement."""
    rows = visible(StudyFact, actor, policy.STUDY, on).filter(study_id=study_id).select_related("client")
    found = list(rows.order_by("-on", "-recorded_at", "id")[:FACTS_SHOWN])
    ledger.looked("court.study_fact.listed", clients=[row.client_id for row in found], study=study_id)
    return tuple(
        FactRow(row.id, row.client.name, FactKind(row.kind), RESULTS[FactKind(row.kind)][row.result], row.on)
        for row in found
    )
