"""How somebody wants to be reached safely, for the page of the person: it stands beside their phone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import OuterRef, Subquery, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import JSONObject

from cairn.intake import policy
from cairn.intake.domain.questions import QUESTIONS, Step
from cairn.intake.models import StepEntry
from cairn.kernel.actors import Actor
from cairn.privacy.policy import may, visible

MESSAGE, TIMES = "message", "times"


def wish_column(actor: Actor, on: date, client: str) -> Combinable:
    """What they told last about it, as one more column of a read about them: `tell_wish` reads it. No statement of its own."""
    if not may(actor, policy.KEPT):
        return Value(None, output_field=TextField())
    rows = visible(StepEntry, actor, policy.KEPT, on).filter(step=Step.REACH.value, intake__client_id=OuterRef(client))
    kept = JSONObject(message=f"words__{MESSAGE}", times=f"words__{TIMES}")
    return Subquery(rows.order_by("-intake__begun_at", "-number").values(kept=kept)[:1])


def tell_wish(kept: Mapping[str, Any]) -> str:
    """What such a column holds, in words; empty for a step that was skipped."""
    asked = {one.code: one for one in QUESTIONS[Step.REACH]}
    told = [asked[MESSAGE].told(kept[MESSAGE])] if kept.get(MESSAGE) else []
    return ". ".join([*told, *([f"{asked[TIMES].label}: {kept[TIMES]}"] if kept.get(TIMES) else [])])
