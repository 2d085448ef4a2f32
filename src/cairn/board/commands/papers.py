"""Adding a paper to the own application, and taking it back while the application is open."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings

from cairn.badges.domain.uploads import Verdict, is_pdf
from cairn.badges.queries.uploads import check_upload
from cairn.board import policy
from cairn.board.commands.applications import open_application
from cairn.board.domain.papers import PaperKind
from cairn.board.models import Paper, PaperPart
from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, NotFound
from cairn.kernel.instants import Instant, local_date
from cairn.platform.uploads import Kind, find_problem, plain_name, sniffed
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.once import create_once, mark_once
from cairn.privacy.policy import visible

PIECE = 256 * 1024  # bytes in one row
MOST_PAPERS = 30
MEDIA = (Kind.PDF, Kind.PNG, Kind.JPEG)


@dataclass(frozen=True, slots=True)
class PaperDraft:
    """A file as it was sent: what it is for, the name it had, its bytes."""

    kind: str
    name: str
    data: bytes


@command(permission=policy.ADD_PAPER)
def add_paper(*, actor: Actor, paper_id: UUID, application_id: UUID, draft: PaperDraft, now: Instant) -> UUID:
    """Keep a file whose bytes are what they say. Sent again it is the same paper."""
    application = open_application(actor, application_id, now)
    problems = {}
    if draft.kind not in list(PaperKind):
        problems["kind"] = "Choose what this paper shows."
    if wrong := find_problem(
        draft.data,
        name=draft.name,
        allowed=MEDIA,
        limit=settings.CAIRN_PAPER_BYTES,
        is_own_print=_is_own_print(draft.data, now),
    ):
        problems["file"] = wrong
    elif application.papers.filter(removed_at__isnull=True).exclude(id=paper_id).count() >= MOST_PAPERS:
        problems["file"] = f"There are {MOST_PAPERS} papers already. Take one away first."
    if problems:
        raise BadInput(problems)
    media = sniffed(draft.data)
    content = {
        "application_id": application_id, "kind": draft.kind, "name": plain_name(draft.name, media), "media": media.name,
        "size": len(draft.data), "digest": hashlib.sha256(draft.data).hexdigest(),
    }  # fmt: skip
    if create_once(Paper, actor, paper_id, content, added_at=now):
        PaperPart.objects.bulk_create(
            PaperPart(
                organization_id=actor.organization_id,
                paper_id=paper_id,
                n=n,
                piece=draft.data[n * PIECE : (n + 1) * PIECE],
            )
            for n in range(-(-len(draft.data) // PIECE))
        )
        ledger.record("board.paper.added", paper=paper_id, application=application_id, kind=draft.kind)
    return paper_id


@command(permission=policy.ADD_PAPER)
def remove_paper(*, actor: Actor, paper_id: UUID, now: Instant) -> UUID:
    """Take a paper back; raises Conflict once the application is with the board."""
    papers = visible(Paper, actor, policy.ADD_PAPER, local_date(now, actor.zone))
    paper = papers.filter(id=paper_id).first()
    if paper is None:
        raise NotFound
    open_application(actor, paper.application_id, now)
    if mark_once(paper, "removed", now):
        ledger.record("board.paper.removed", paper=paper_id, application=paper.application_id)
    return paper_id


def _is_own_print(data: bytes, now: Instant) -> bool:
    """Whether these are the bytes of a paper that some issuer of this installation printed."""
    is_small = len(data) <= settings.CAIRN_PAPER_BYTES
    return is_small and is_pdf(data) and check_upload(data, now).verdict is Verdict.GENUINE
