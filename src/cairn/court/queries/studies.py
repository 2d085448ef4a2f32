"""Studies that the actor leads, and those of their facts that may be used. No other query of a study reads these rows.

Which facts those are is asked anew at each look: a consent to research that was taken back takes its facts out of every study that
still goes on, and out of everything new (`decide_use`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cairn.court import policy
from cairn.court.domain.studies import RESULTS, FactKind, Use, decide_use, keeps_when_finished, kept_source
from cairn.court.models import CourtStudy, StudyFact
from cairn.kernel.actors import Actor
from cairn.kernel.citations import Citation
from cairn.kernel.errors import NotFound
from cairn.kernel.instants import Instant, as_instant, local_date
from cairn.platform.packs import rules_on
from cairn.privacy import ledger
from cairn.privacy.domain.consents import ConsentKind, RecipientClass, Share
from cairn.privacy.domain.disclosures import Disclosure
from cairn.privacy.policy import visible
from cairn.privacy.queries.sending import ask_again

FACTS_SHOWN = 200


@dataclass(frozen=True, slots=True)
class StudyRow:
    id: UUID
    title: str
    finished_at: Instant | None


@dataclass(frozen=True, slots=True)
class FactRow:
    """`is_kept`: its consent was taken back after the study was finished, so it stays in this result and goes into nothing new."""

    id: UUID
    client_name: str
    kind: FactKind
    result: str
    on: date
    is_kept: bool


@dataclass(frozen=True, slots=True)
class StudyFacts:
    """What a study may use, newest first, at most `FACTS_SHOWN` of `count`. Of what is left out only how many: not whose."""

    rows: tuple[FactRow, ...]
    count: int
    left_out: int
    source: Citation | None  # of the rule on what a finished study keeps
    keeps: bool  # what that rule says: whether a consent that is taken back later stays in the result


def asked_for(title: str) -> Disclosure:
    """What a person's consent to research must cover for a study of this title."""
    return Disclosure(ConsentKind.RESEARCH, title, RecipientClass.RESEARCHER, frozenset({Share.PROGRESS}))


def list_studies(actor: Actor, on: date) -> tuple[StudyRow, ...]:
    """The actor's own, newest first. One statement."""
    rows = visible(CourtStudy, actor, policy.STUDY, on).order_by("-opened_at", "id")
    return tuple(StudyRow(row.id, row.title, as_instant(row.finished_at) if row.finished_at else None) for row in rows)


def get_study(actor: Actor, study_id: UUID, on: date) -> StudyRow:
    """One of the actor's own; raises NotFound."""
    for row in list_studies(actor, on):
        if row.id == study_id:
            return row
    raise NotFound


def list_facts(actor: Actor, study_id: UUID, at: Instant) -> StudyFacts:
    """The facts of a study that the actor leads, as far as they may be used at this moment. At most four statements."""
    on = local_date(at, actor.zone)
    found = visible(StudyFact, actor, policy.STUDY, on).filter(study_id=study_id).select_related("client", "study")
    rows = list(found.order_by("-on", "-recorded_at", "id"))
    rules = rules_on(on, actor.place)
    if not rows:
        return StudyFacts((), 0, 0, kept_source(rules), keeps_when_finished(rules))
    study = rows[0].study
    waiting, asked = {row.id: row.client_id for row in rows}, asked_for(study.title)
    stands = frozenset(ask_again(actor, waiting, asked, at).may_go)
    finished = as_instant(study.finished_at) if study.finished_at else None
    stood = frozenset(ask_again(actor, waiting, asked, finished).may_go) if finished else None
    uses = {
        one: decide_use(stands=one in stands, stood_when_finished=None if stood is None else one in stood, rules=rules)
        for one in waiting
    }
    used = [row for row in rows if uses[row.id] is not Use.LEFT_OUT]
    ledger.looked("court.study_fact.listed", clients=[row.client_id for row in used], study=study_id)
    shown = tuple(_row(row, uses[row.id]) for row in used[:FACTS_SHOWN])
    return StudyFacts(shown, len(used), len(rows) - len(used), kept_source(rules), keeps_when_finished(rules))


def _row(row: StudyFact, use: Use) -> FactRow:
    kind = FactKind(row.kind)
    return FactRow(row.id, row.client.name, kind, RESULTS[kind][row.result], row.on, use is Use.KEPT)
