"""One entry of mentoring in words, before it is taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cairn.kernel.actors import Actor
from cairn.kernel.durations import in_hours
from cairn.kernel.errors import NotFound
from cairn.kernel.instants import as_instant, local_date
from cairn.mentoring import policy  # noqa: F401 - declares who may
from cairn.mentoring.domain.corrections import Wrong
from cairn.mentoring.domain.dues import Waiver
from cairn.mentoring.domain.skills import Skill
from cairn.mentoring.models import Dues, MentoringTalk, SkillsSession
from cairn.platform.models import TakenBackRow
from cairn.privacy.policy import visible

MODELS: dict[Wrong, type[TakenBackRow]] = {Wrong.TALK: MentoringTalk, Wrong.SESSION: SkillsSession, Wrong.DUES: Dues}


@dataclass(frozen=True, slots=True)
class WrongEntry:
    """What it says, of which day, and of which pair when it is a talk. `because` is why it was taken back, "" while it counts."""

    words: str
    on: date
    because: str
    pair_id: UUID | None = None


def get_wrong(actor: Actor, kind: Wrong, row_id: UUID, on: date) -> WrongEntry:
    """An entry that the actor may take back; raises NotFound. One statement."""
    rows = visible(MODELS[kind], actor, kind.permission, on)
    row = rows.filter(id=row_id).first()
    if isinstance(row, MentoringTalk):
        return WrongEntry(f"Talk of {in_hours(row.minutes)}", row.on, row.taken_back_because, row.pair_id)
    if isinstance(row, SkillsSession):
        return WrongEntry(f"{Skill(row.skill).label}, {in_hours(row.minutes)}", row.on, row.taken_back_because)
    if isinstance(row, Dues):
        words = dues_words(row.paid_cents, row.waived_because)
        return WrongEntry(words, local_date(as_instant(row.recorded_at), actor.zone), row.taken_back_because)
    raise NotFound


def dues_words(paid_cents: int, waived_because: str) -> str:
    if waived_because:
        return f"Waived: {Waiver(waived_because).label.lower()}"
    return f"${paid_cents / 100:,.2f} paid"
