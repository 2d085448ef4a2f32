"""Letters about a file: the desk sees drafts and sent ones, the candidate what was sent."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cairn.board import policy
from cairn.board.domain.letters import reference_of
from cairn.board.domain.states import State
from cairn.board.models import Letter, Submission
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


@dataclass(frozen=True, slots=True)
class Addressed:
    """A letter as it is put on paper: to whom, where, and about which file."""

    letter: LetterView
    name: str
    mailing: tuple[str, ...]
    reference: str


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


def address_letter(actor: Actor, letter_id: UUID, on: date) -> Addressed:
    """One letter with what its paper needs beside its words. Two statements; raises NotFound as `get_letter` does."""
    letter = get_letter(actor, letter_id, on)
    sent = visible(Submission, actor, policy.SEE_LETTER, on).filter(application_id=letter.application_id).order_by("-n")
    answers = json.loads(sent.values_list("answers", flat=True)[0])
    lines = tuple(line.strip() for line in answers.get("mailing", "").splitlines() if line.strip())
    return Addressed(letter, answers.get("legal_name", ""), lines, reference_of(letter.application_id))


def _view(row: Letter) -> LetterView:
    at_desk = State(row.application.state).is_at_desk
    return LetterView(row.id, row.application_id, row.n, row.text, row.version, row.sent_on, at_desk)
