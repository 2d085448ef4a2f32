"""Opening a study, and keeping a fact for it under the person's consent to research."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from cairn.court import policy
from cairn.court.domain.studies import RESULTS, TITLE_LENGTH, FactKind
from cairn.court.models import CourtStudy, StudyFact
from cairn.court.queries.studies import asked_for
from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, Conflict
from cairn.kernel.instants import Instant, local_date
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.once import create_once
from cairn.privacy.policy import lock_one, visible
from cairn.privacy.queries.consents import decide_sharing


@command(permission=policy.STUDY)
def open_study(*, actor: Actor, study_id: UUID, title: str, now: Instant) -> UUID:
    """The actor leads it, and reads its facts alone. Raises BadInput, Conflict."""
    name = " ".join(title.split())
    if not name or len(name) > TITLE_LENGTH:
        raise BadInput(
            {"title": f"Give the study's title, as a consent would name it: at most {TITLE_LENGTH} characters."}
        )
    if create_once(CourtStudy, actor, study_id, {"title": name, "lead_id": actor.engagement_id}, opened_at=now):
        ledger.record("court.study.opened", study=study_id)
    return study_id


@command(permission=policy.STUDY)
def finish_study(*, actor: Actor, study_id: UUID, now: Instant) -> None:
    """It takes no fact any more; its facts are those whose consent stands at this moment. Raises NotFound."""
    today = local_date(now, actor.zone)
    study = lock_one(visible(CourtStudy, actor, policy.STUDY, today), study_id)
    if study.finished_at is not None:
        ledger.unchanged("finished before")
        return
    study.finished_at = now
    study.save(update_fields=["finished_at"])
    ledger.record("court.study.finished", study=study_id)


@command(permission=policy.STUDY)
def record_study_fact(
    *,
    actor: Actor,
    fact_id: UUID,
    study_id: UUID,
    client_id: UUID,
    kind: FactKind,
    result: str,
    on: date | None,
    now: Instant,
) -> UUID:
    """Keep a fact for a study. Raises NotFound, BadInput, Refused (the person's consent to research is not in force), Conflict."""
    today = local_date(now, actor.zone)
    study = lock_one(visible(CourtStudy, actor, policy.STUDY, today), study_id)
    if study.finished_at is not None:
        raise Conflict(
            "This study is finished, so it takes no fact any more. Open a new one if you ask a new question."
        )
    if on is None or on > today:
        raise BadInput({"on": "Give the day. It must not be still to come."})
    if result not in RESULTS[kind]:
        raise BadInput({"fact": "Choose what it is."})
    decision = decide_sharing(actor, client_id, asked_for(study.title), now)
    decision.require()
    content = {"study_id": study_id, "client_id": client_id, "kind": kind.value, "result": result, "on": on}
    more = {"consent_id": decision.figures["consent_id"], "recorded_at": now, "recorded_by_id": actor.engagement_id}
    if create_once(StudyFact, actor, fact_id, content, **more):
        ledger.record("court.study_fact.recorded", client=client_id, study=study_id)
    return fact_id
