"""Papers that ask for a consent: the exact words to sign, who has signed, and the words that were signed, as they were."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from cairn.kernel.actors import Actor
from cairn.kernel.errors import BrokenRecord, NotFound
from cairn.kernel.instants import Instant, as_instant, local_date
from cairn.privacy import ledger, policy_consents
from cairn.privacy.domain.consents import KIND_WORDS, SHARE_WORDS, ConsentKind, RecipientClass, Share
from cairn.privacy.domain.papers import WORDINGS, PaperWords, Party, Says, State, digest_of, text_of
from cairn.privacy.domain.signing import Signer
from cairn.privacy.domain.wording import PaperLanguage
from cairn.privacy.models import ConsentPaper, PaperSignature
from cairn.privacy.policy import visible
from cairn.privacy.queries.signing import Signing, read_signing

SEE = policy_consents.SEE
PAPERS_SHOWN = 60


@dataclass(frozen=True, slots=True)
class SignatureView:
    """One person's yes or no."""

    signer: Signer
    guardian_id: UUID | None
    name: str
    says: Says
    way: str
    witness: str
    signed_at: Instant


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paper in a list: what it asks, and how it stands."""

    id: UUID
    kind: ConsentKind
    who: str
    what: str
    state: State
    prepared_on: date
    answered_on: date | None
    parties: tuple[Party, ...]
    prepared_by_id: UUID  # who asks


@dataclass(frozen=True, slots=True)
class PaperView:
    """A paper with its words: as they stand now while nobody signed, as they were signed from then on."""

    line: PaperLine
    client_id: UUID
    parties: tuple[Party, ...]
    scope: frozenset[Share]
    purpose: str
    expires_on: date | None
    expires_event: str
    text: str
    language: PaperLanguage  # of the text
    digest: str
    because: str
    zone: str
    signatures: tuple[SignatureView, ...]
    signing: Signing

    @property
    def is_open(self) -> bool:
        return self.line.state is State.OPEN

    @property
    def is_signed(self) -> bool:
        """Whether anybody signed: from then on the words stay."""
        return bool(self.signatures)

    @property
    def waits_for(self) -> tuple[Signer, ...]:
        """Whose answer is still missing."""
        there = {one.signer for one in self.signatures}
        return tuple(one for one in self.signing.required if one not in there) if self.is_open else ()


def list_papers(actor: Actor, client_id: UUID, on: date) -> list[PaperLine]:
    """A client's papers that wait for an answer or were refused, newest first. Empty when out of reach. One statement.

    What was agreed to is read from its consents (`list_consents`).
    """
    rows = visible(ConsentPaper, actor, SEE, on).filter(client_id=client_id, state__in=(State.OPEN, State.REFUSED))
    return [line_of(row) for row in rows.order_by("-prepared_at", "id")[:PAPERS_SHOWN]]


def get_paper(actor: Actor, paper_id: UUID, on: date, language: PaperLanguage = PaperLanguage.ENGLISH) -> PaperView:
    """One paper with its words, in a language until somebody signed, and then in the language that was signed.

    Raises NotFound, and BrokenRecord when the kept words are not those that were signed.
    """
    row = visible(ConsentPaper, actor, SEE, on).filter(id=paper_id).first()
    if row is None:
        raise NotFound
    ledger.looked("privacy.paper.seen", clients=[row.client_id])
    signing = read_signing(actor, SEE, row.client_id, ConsentKind(row.kind), on)
    text, digest = words_to_sign(row, signing, language)
    return PaperView(
        line_of(row),
        row.client_id,
        parties_of(row),
        scope_of_paper(row),
        row.purpose,
        row.expires_on,
        row.expires_event,
        text,
        language_of_words(row, language),
        digest,
        row.because,
        row.zone,
        tuple(_signature(one) for one in PaperSignature.objects.filter(paper=row).order_by("signed_at", "id")),
        signing,
    )


def language_of_words(row: ConsentPaper, wanted: PaperLanguage) -> PaperLanguage:
    """The language of the words that stand: kept ones stay in theirs (papers of earlier days: English)."""
    return PaperLanguage(row.language or PaperLanguage.ENGLISH) if row.text else wanted


def words_to_sign(row: ConsentPaper, signing: Signing, language: PaperLanguage) -> tuple[str, str]:
    """The words of a paper and their digest: kept ones as they were signed, else as the facts of this moment make them."""
    if row.text:
        if digest_of(row.text) != row.digest:
            raise BrokenRecord(f"The words of paper {row.id} are not those that were signed.")
        return row.text, row.digest
    wording = WORDINGS[language]
    text = text_of(
        PaperWords(
            person=signing.named(wording),
            discloser=signing.person.discloser,
            kind=ConsentKind(row.kind),
            parties=parties_of(row),
            scope=scope_of_paper(row),
            purpose=row.purpose,
            expires_on=row.expires_on,
            expires_event=row.expires_event,
            names=signing.names(wording),
        ),
        wording,
    )
    return text, digest_of(text)


def parties_of(row: ConsentPaper) -> tuple[Party, ...]:
    pairs: list[Any] = row.parties
    return tuple(Party(RecipientClass(code), name) for code, name in pairs)


def scope_of_paper(row: ConsentPaper) -> frozenset[Share]:
    return frozenset(Share(code) for code in row.scope.split(",") if code)


def line_of(row: ConsentPaper) -> PaperLine:
    scope = scope_of_paper(row)
    answered = local_date(as_instant(row.answered_at), row.zone) if row.answered_at else None
    return PaperLine(
        row.id,
        ConsentKind(row.kind),
        ", ".join(party.name or party.shown for party in parties_of(row)) or KIND_WORDS[ConsentKind(row.kind)],
        ", ".join(SHARE_WORDS[share] for share in Share if share in scope),
        State(row.state),
        local_date(as_instant(row.prepared_at), row.zone),
        answered,
        parties_of(row),
        row.prepared_by_id,
    )


def _signature(row: PaperSignature) -> SignatureView:
    return SignatureView(
        Signer(row.signer),
        row.guardian_id,
        row.name,
        Says(row.says),
        row.way,
        row.witness,
        as_instant(row.signed_at),
    )
