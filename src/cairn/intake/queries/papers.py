"""Whether a paper was looked at, and what it costs agreed to, when these people came in. For whoever checks records; no answer is shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cairn.intake import policy
from cairn.intake.domain.questions import NOT_YET, Step
from cairn.intake.models import StepEntry
from cairn.kernel.actors import Actor
from cairn.privacy.policy import visible

BY_WORD = "screen"
ASKED = {Step.IDENTITY.value: "looked_at", Step.FEE.value: "agreed"}


@dataclass(frozen=True, slots=True)
class Papers:
    """Of one person who came in by an intake."""

    looked_at: bool
    fee_agreed: bool
    fee_by_word: bool = False  # told by word of mouth only: weaker than a signature


def list_papers(actor: Actor, client_ids: Iterable[UUID], on: date) -> dict[UUID, Papers]:
    """By person; who has no such step is left out. The newest answer of each intake counts, the best of several intakes. One statement."""
    rows = visible(StepEntry, actor, policy.COUNT_PAPERS, on).filter(
        intake__client_id__in=set(client_ids), step__in=list(ASKED)
    )
    newest: dict[tuple[UUID, UUID, str], str] = {}
    for client_id, intake_id, step, words in rows.order_by("number").values_list(
        "intake__client_id", "intake_id", "step", "words"
    ):
        newest[client_id, intake_id, step] = words.get(ASKED[step], NOT_YET) or NOT_YET
    found: dict[UUID, dict[str, set[str]]] = {}
    for (client_id, _, step), said in newest.items():
        found.setdefault(client_id, {}).setdefault(step, set()).add(said)
    return {key: _papers(said) for key, said in found.items()}


def _papers(said: Mapping[str, set[str]]) -> Papers:
    looked, fee = (said.get(step.value, set()) - {NOT_YET} for step in (Step.IDENTITY, Step.FEE))
    return Papers(bool(looked), bool(fee), fee == {BY_WORD})
