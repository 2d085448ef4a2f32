"""Papers as they were signed, word for word, for whoever takes their record along or passes a part of it on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cairn.kernel.actors import Actor
from cairn.kernel.errors import BrokenRecord
from cairn.kernel.instants import Instant, as_instant
from cairn.privacy import ledger, policy_consents
from cairn.privacy.domain.consents import ConsentKind
from cairn.privacy.domain.papers import Says, State, digest_of
from cairn.privacy.domain.signing import Signer
from cairn.privacy.domain.wording import PaperLanguage
from cairn.privacy.models import ConsentPaper, PaperSignature
from cairn.privacy.policy import visible
from cairn.privacy.subjects import require_client


@dataclass(frozen=True, slots=True)
class SignedBy:
    """Whose yes or no stands under the words, and when."""

    signer: Signer
    name: str
    says: Says
    way: str
    witness: str
    signed_at: Instant


@dataclass(frozen=True, slots=True)
class SignedPaper:
    """The words that somebody signed, in the language in which they were shown. `text` is what `digest` was taken over."""

    id: UUID
    kind: ConsentKind
    state: State
    language: PaperLanguage
    text: str
    digest: str
    zone: str
    receivers: int  # how many the paper names; each has a consent of its own
    signatures: tuple[SignedBy, ...]


def list_signed_papers(actor: Actor, client_id: UUID, on: date) -> tuple[SignedPaper, ...]:
    """Every paper of a person that anybody signed, a no too, newest first. Raises NotFound, BrokenRecord. Three statements."""
    require_client(actor, policy_consents.SEE, client_id, on)
    rows = visible(ConsentPaper, actor, policy_consents.SEE, on).filter(client_id=client_id).exclude(text="")
    found = _read(rows.order_by("-prepared_at", "id"))
    ledger.looked("privacy.paper.seen", clients=[client_id] if found else [])
    return found


def find_signed_paper(actor: Actor, paper_id: UUID | None, on: date) -> SignedPaper | None:
    """The paper that a consent stands on; None for one signed by hand, and for one out of reach. Two statements."""
    if paper_id is None:
        return None
    rows = visible(ConsentPaper, actor, policy_consents.DECIDE, on).filter(id=paper_id).exclude(text="")
    return next(iter(_read(rows)), None)


def _read(papers: Iterable[ConsentPaper]) -> tuple[SignedPaper, ...]:
    rows = list(papers)
    names: dict[UUID, list[SignedBy]] = {row.id: [] for row in rows}
    for one in PaperSignature.objects.filter(paper__in=list(names)).order_by("signed_at", "id"):
        signed_at = as_instant(one.signed_at)
        names[one.paper_id].append(
            SignedBy(Signer(one.signer), one.name, Says(one.says), one.way, one.witness, signed_at)
        )
    return tuple(_paper(row, tuple(names[row.id])) for row in rows)


def _paper(row: ConsentPaper, signatures: tuple[SignedBy, ...]) -> SignedPaper:
    if digest_of(row.text) != row.digest:
        raise BrokenRecord(f"The words of paper {row.id} are not those that were signed.")
    language = PaperLanguage(row.language or PaperLanguage.ENGLISH)
    return SignedPaper(
        row.id,
        ConsentKind(row.kind),
        State(row.state),
        language,
        row.text,
        row.digest,
        row.zone,
        len(row.parties),
        signatures,
    )
