"""What a program says that coming costs the person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cairn.identity.queries.names import list_programs
from cairn.intake import policy
from cairn.intake.domain.fee_words import WORDINGS
from cairn.intake.models import FeeNotice
from cairn.kernel.actors import Actor
from cairn.kernel.instants import Instant, as_instant
from cairn.privacy.domain.wording import PaperLanguage
from cairn.privacy.policy import visible

NOTHING_WORDS = WORDINGS[PaperLanguage.ENGLISH].nothing


@dataclass(frozen=True, slots=True)
class FeeView:
    """What one program says. `id` and `set_at` are None while it has said nothing."""

    program_id: UUID
    program_name: str
    id: UUID | None
    costs_nothing: bool
    words: str
    set_at: Instant | None

    @property
    def told(self) -> str:
        """What is read to the person."""
        return f"{NOTHING_WORDS} {self.words}".strip() if self.costs_nothing else self.words


def list_fees(actor: Actor, on: date) -> tuple[FeeView, ...]:
    """What each program says, by the program's name. Two statements."""
    said: dict[UUID, FeeNotice] = {}
    for row in visible(FeeNotice, actor, policy.SEE_FEE, on).order_by("set_at", "id"):
        said[row.program_id] = row
    return tuple(_view(one.id, one.name, said.get(one.id)) for one in list_programs(actor, on))


def fee_to_read(actor: Actor, on: date) -> tuple[FeeView, ...]:
    """The notices that can be read to somebody: those of the programs that said what it costs. Two statements."""
    return tuple(one for one in list_fees(actor, on) if one.id is not None)


def _view(program_id: UUID, name: str, row: FeeNotice | None) -> FeeView:
    if row is None:
        return FeeView(program_id, name, None, False, "", None)
    return FeeView(program_id, name, row.id, row.costs_nothing, row.words, as_instant(row.set_at))
