"""What studies keep about a person, for that person: how many facts, and whether they are still used. Never a result."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from cairn.court import policy
from cairn.court.domain.studies import Use, decide_use
from cairn.court.models import StudyFact
from cairn.court.queries.studies import asked_for
from cairn.kernel.actors import Actor
from cairn.kernel.instants import Instant, as_instant, local_date
from cairn.platform.packs import rules_on
from cairn.privacy import ledger
from cairn.privacy.domain.disclosures import Sources, decide_disclosure
from cairn.privacy.policy import visible
from cairn.privacy.queries.consents import list_consents


@dataclass(frozen=True, slots=True)
class OwnStudy:
    """One study that keeps something about the acting person."""

    study_id: UUID
    title: str
    facts: int
    use: Use
    is_finished: bool


def list_own_studies(actor: Actor, client_id: UUID, at: Instant) -> tuple[OwnStudy, ...]:
    """By title. Three statements."""
    on = local_date(at, actor.zone)
    rows = visible(StudyFact, actor, policy.OWN_STUDIES, on).filter(client_id=client_id).select_related("study")
    facts: dict[UUID, list[StudyFact]] = {}
    for row in rows.order_by("study__title", "study_id"):
        facts.setdefault(row.study_id, []).append(row)
    if not facts:
        return ()
    rules = rules_on(on, actor.place)
    consents = [card.consent for card in list_consents(actor, client_id, at)]
    ledger.looked("court.own_study.seen", clients=[client_id])

    def told(kept: list[StudyFact]) -> OwnStudy:
        study = kept[0].study
        finished = as_instant(study.finished_at) if study.finished_at else None
        asked = asked_for(study.title)
        now, then = (
            decide_disclosure(consents, asked, at=moment, sources=Sources()).allowed if moment else None
            for moment in (at, finished)
        )
        use = decide_use(stands=bool(now), stood_when_finished=then, rules=rules)
        return OwnStudy(study.id, study.title, len(kept), use, finished is not None)

    return tuple(told(kept) for kept in facts.values())
