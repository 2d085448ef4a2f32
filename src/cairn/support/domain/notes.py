"""A note's three texts, what may be signed, and the mark by which anyone can later tell that nothing was changed."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from uuid import UUID

from cairn.kernel.decisions import Decision, Finding, Verdict
from cairn.kernel.errors import Conflict
from cairn.kernel.instants import Instant


@dataclass(frozen=True, slots=True)
class NoteTexts:
    """Data, assessment, plan; on screen "What happened", "What I noticed", "What's next".

    `their_words` are the client's own, `with_client` says that the two wrote it together.
    """

    data: str = ""
    assessment: str = ""
    plan: str = ""
    their_words: str = ""
    with_client: bool = False

    @property
    def is_empty(self) -> bool:
        return not (self.data.strip() or self.assessment.strip() or self.plan.strip() or self.their_words.strip())


class DraftConflict(Conflict):
    """The draft was saved elsewhere in between. Carries both texts, so that nothing is lost."""

    def __init__(self, stored: NoteTexts, sent: NoteTexts, *, current_version: int) -> None:
        super().__init__("This note was saved somewhere else in the meantime.", current_version=current_version)
        self.stored = stored
        self.sent = sent


def decide_sign(texts: NoteTexts, *, is_signed: bool) -> Decision:
    """Whether a note may be signed: it says something, and it is not signed yet."""
    return Decision.all_of(
        "Note can be signed",
        (
            Finding(
                "note.words",
                Verdict.NOT_MET if texts.is_empty else Verdict.MET,
                "What the note says",
                "words in at least one of the three fields",
                "nothing yet" if texts.is_empty else "words",
                "Write a line, then sign." if texts.is_empty else "",
            ),
            Finding(
                "note.unsigned",
                Verdict.NOT_MET if is_signed else Verdict.MET,
                "Signature",
                "not signed yet",
                "already signed" if is_signed else "not signed yet",
                "Add an amendment: what is signed stays as it is." if is_signed else "",
            ),
        ),
    )


def content_hash(*, encounter_id: UUID, author_id: UUID, texts: NoteTexts, signed_at: Instant) -> str:
    """SHA-256 over one canonical form of what was signed, by whom and when."""
    return _digest(
        {
            "encounter": str(encounter_id),
            "author": str(author_id),
            "data": texts.data,
            "assessment": texts.assessment,
            "plan": texts.plan,
            "signed_at": signed_at.isoformat(),
            **_theirs(texts),
        }
    )


def _theirs(texts: NoteTexts) -> dict[str, object]:
    """What the client added, named only where there is something: the mark of a note without it is what it always was."""
    said = {"their_words": texts.their_words} if texts.their_words else {}
    return {**said, "with_client": True} if texts.with_client else {**said}


def amendment_hash(*, note_hash: str, n: int, author_id: UUID, reason: str, text: str, signed_at: Instant) -> str:
    """SHA-256 over an amendment; it names the hash of the note that it amends."""
    return _digest(
        {
            "note": note_hash,
            "n": n,
            "author": str(author_id),
            "reason": reason,
            "text": text,
            "signed_at": signed_at.isoformat(),
        }
    )


def _digest(content: dict[str, object]) -> str:
    return hashlib.sha256(
        json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    ).hexdigest()
