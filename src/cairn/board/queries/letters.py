"""Letters about a file: the desk sees drafts and sent ones, the candidate what was sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cairn.board import policy
from cairn.board.domain.states import State
from cairn.board.models import Letter
from cairn.kernel.actors import Actor
from cairn.kernel.errors import NotFound
from cairn.privacy.policy import visible


@dataclass(frozen=True, slots=True)
class LetterView:
    id: UUID
    application_id: UUID
    n: int
    text: str
    version: int
    sent_on: date | None
    is_at_desk: bool

    @property
    def paragraphs(self) -> list[str]:
        return [part for part in self.text.split("\n\n") if part.strip()]


def list_letters(actor: Actor, application_id: UUID, on: date) -> tuple[LetterView, ...]:
    """The letters about one file that the actor may read, newest first. One statement."""
    rows = visible(Letter, actor, policy.SEE_LETTER, on).select_related("application")
    return tuple(_view(row) for row in rows.filter(application_id=application_id).order_by("-n"))


def get_letter(actor: Actor, letter_id: UUID, on: date) -> LetterView:
    """One letter; raises NotFound, for a candidate also while it is a draft."""
    row = visible(Letter, actor, policy.SEE_LETTER, on).select_related("application").filter(id=letter_id).first()
    if row is None:
        raise NotFound
    return _view(row)


def _view(row: Letter) -> LetterView:
    at_desk = State(row.application.state).is_at_desk
    return LetterView(row.id, row.application_id, row.n, row.text, row.version, row.sent_on, at_desk)
