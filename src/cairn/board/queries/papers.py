"""The papers of an application, and the bytes of one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from cairn.board import policy
from cairn.board.domain.papers import PaperKind
from cairn.board.models import Paper, PaperPart
from cairn.kernel.actors import Actor
from cairn.kernel.errors import NotFound
from cairn.platform.uploads import Kind
from cairn.privacy import ledger
from cairn.privacy.policy import visible


@dataclass(frozen=True, slots=True)
class PaperRow:
    id: UUID
    application_id: UUID
    kind: PaperKind
    name: str
    media: str
    size: int
    added_at: datetime

    @property
    def kilobytes(self) -> int:
        return -(-self.size // 1024)

    @property
    def file_name(self) -> str:
        """What a saved copy is called: by what it shows, never by what it was called or whose it is."""
        return f"{self.kind.value.replace('_', '-')}{Kind[self.media].ending}"


def list_papers(actor: Actor, application_id: UUID, on: date) -> tuple[PaperRow, ...]:
    """The papers of one application that were not taken back, oldest first. One statement."""
    papers = visible(Paper, actor, policy.SEE_PAPER, on)
    rows = papers.filter(application_id=application_id, removed_at__isnull=True).order_by("added_at", "id")
    return tuple(_row(paper) for paper in rows)


def get_paper(actor: Actor, paper_id: UUID, on: date) -> PaperRow:
    """One paper that was not taken back; raises NotFound."""
    paper = visible(Paper, actor, policy.SEE_PAPER, on).filter(id=paper_id, removed_at__isnull=True).first()
    if paper is None:
        raise NotFound
    return _row(paper)


def read_paper(actor: Actor, paper_id: UUID, on: date) -> tuple[PaperRow, bytes]:
    """One paper with its bytes; the look is written down."""
    paper = get_paper(actor, paper_id, on)
    parts = visible(PaperPart, actor, policy.SEE_PAPER, on).filter(paper_id=paper_id).order_by("n")
    ledger.looked("board.paper.opened", paper=paper_id, application=paper.application_id)
    return paper, b"".join(bytes(piece) for piece in parts.values_list("piece", flat=True))


def _row(paper: Paper) -> PaperRow:
    return PaperRow(
        paper.id,
        paper.application_id,
        PaperKind(paper.kind),
        paper.name,
        paper.media,
        paper.size,
        paper.added_at,
    )
