"""One's own wellness plan. The only query that reads it, and it reads the actor's own alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from cairn.kernel.actors import Actor
from cairn.kernel.instants import Instant, as_instant
from cairn.privacy.policy import visible
from cairn.program import policy
from cairn.program.domain.wellness import Section
from cairn.program.models import WellnessPlan


@dataclass(frozen=True, slots=True)
class OwnPlan:
    """The texts by section; `saved_at` None: nothing was ever kept. No look is recorded: a look at one's own page is nobody's business."""

    texts: Mapping[Section, str]
    saved_at: Instant | None


def get_own_wellness_plan(actor: Actor, on: date) -> OwnPlan:
    """One statement."""
    row = visible(WellnessPlan, actor, policy.WELLNESS, on).first()
    if row is None:
        return OwnPlan(dict.fromkeys(Section, ""), None)
    return OwnPlan({section: getattr(row, section.value) for section in Section}, as_instant(row.saved_at))
