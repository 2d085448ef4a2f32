"""Reading consents: as cards, in one line, and as the answer to "may this be shared now?"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from cairn.kernel.actors import Actor
from cairn.kernel.decisions import Decision, Finding
from cairn.kernel.errors import NotFound
from cairn.kernel.instants import Instant, as_instant, in_words, local_date
from cairn.privacy import ledger, policy_consents
from cairn.privacy.domain.consents import (
    KIND_WORDS,
    RECIPIENT_WORDS,
    SHARE_WORDS,
    ConsentKind,
    RecipientClass,
    Share,
    SignedConsent,
)
from cairn.privacy.domain.disclosures import Disclosure, apart, complete, decide_disclosure, in_force, own_word
from cairn.privacy.domain.proofs import proven
from cairn.privacy.models import Consent
from cairn.privacy.policy import visible
from cairn.privacy.queries.consent_rules import requirement_on, sources_on
from cairn.privacy.queries.proofs import proven_rows, signed_for_them, with_guardian
from cairn.privacy.subjects import require_client

SEE = policy_consents.SEE
DECIDE = policy_consents.DECIDE
STOPS = frozenset(
    {"consent.own_word", "consent.not_proven"}
)  # with one of these against it, a consent lets nothing out


@dataclass(frozen=True, slots=True)
class ConsentView:
    """One consent as a card: who, what, why, until, and how it stands. `doubts` are findings that stand against it."""

    id: UUID
    client_id: UUID
    who: str
    what: str
    why: str
    until: str
    signed_on: date
    revoked_on: date | None
    is_active: bool
    doubts: tuple[Finding, ...]
    kind: ConsentKind
    paper_id: UUID | None  # where the words that were signed are kept
    needs_own_word: bool
    in_force: bool  # signed, not over and not taken back
    is_proven: bool  # false: a guardian signed on their word alone, so nothing is shared on it yet
    consent: SignedConsent  # by its codes, for pages in another language

    @property
    def waits_for_proof(self) -> bool:
        """Whether it would stand, were it proven that the guardian who signed may sign. It can be taken back all the same."""
        return not self.is_proven and self.in_force


def in_one_line(standing: int) -> str:
    """The state of a person's consents in one line."""
    if not standing:
        return "Nothing may be shared."
    return "Shares with one party." if standing == 1 else f"Shares with {standing} parties."


def standing_consents(actor: Actor, on: date, *, client_column: str, papers: list[str]) -> Coalesce:
    """How many consents of a client (an id in `client_column` of the outer query) stand on a day, as part of that query.

    `papers` are those that prove a guardian's right (`proving_papers`).
    """
    rows = visible(Consent, actor, SEE, on).filter(
        proven_rows(papers),
        Q(expires_on__isnull=True) | Q(expires_on__gte=on),
        Q(without_person__isnull=True) | Q(own_word_from__isnull=True) | Q(own_word_from__gt=on),
        client_id=OuterRef(client_column),
        revoked_at__isnull=True,
    )
    counted = rows.order_by().values("client_id").annotate(standing=Count("id")).values("standing")
    return Coalesce(Subquery(counted), 0)


def list_consents(actor: Actor, client_id: UUID, at: Instant) -> list[ConsentView]:
    """A client's consents, standing ones first, then newest first. Raises NotFound for a client out of reach."""
    on = local_date(at, actor.zone)
    require_client(actor, SEE, client_id, on)
    ledger.looked("privacy.consent.seen", clients=[client_id])
    rows = with_guardian(visible(Consent, actor, SEE, on), on, actor.place).filter(client_id=client_id)
    cards = [
        _card(signed_of(row, actor.place), client_id, at, actor.place) for row in rows.order_by("-signed_at", "id")
    ]
    return sorted(cards, key=lambda card: not card.is_active)


def get_consent(actor: Actor, consent_id: UUID, at: Instant) -> ConsentView:
    """One consent; raises NotFound."""
    on = local_date(at, actor.zone)
    row = with_guardian(visible(Consent, actor, SEE, on), on, actor.place).filter(id=consent_id).first()
    if row is None:
        raise NotFound
    ledger.looked("privacy.consent.seen", clients=[row.client_id])
    return _card(signed_of(row, actor.place), row.client_id, at, actor.place)


def decide_sharing(actor: Actor, client_id: UUID, asked: Disclosure, at: Instant) -> Decision:
    """Whether this may be shared at this instant. Ask again when the sharing really happens. Raises NotFound."""
    on = local_date(at, actor.zone)
    require_client(actor, DECIDE, client_id, on)
    rows = with_guardian(visible(Consent, actor, DECIDE, on), on, actor.place)
    rows = rows.filter(client_id=client_id, kind=asked.kind.value)
    ledger.looked("privacy.disclosure.decided", clients=[client_id], kind=asked.kind.value)
    consents = [signed_of(row, actor.place) for row in rows.order_by("-signed_at")]
    return decide_disclosure(consents, asked, at=at, sources=sources_on(on, actor.place))


def decide_sharing_for(
    actor: Actor, client_ids: Iterable[UUID], asked: Disclosure, at: Instant
) -> dict[UUID, Decision]:
    """The same for many clients, each by itself. One statement; a client out of reach has no consent to be found."""
    on = local_date(at, actor.zone)
    found: dict[UUID, list[SignedConsent]] = {client_id: [] for client_id in client_ids}
    rows = with_guardian(visible(Consent, actor, DECIDE, on), on, actor.place)
    rows = rows.filter(client_id__in=list(found), kind=asked.kind.value)
    for row in rows.order_by("-signed_at"):
        found[row.client_id].append(signed_of(row, actor.place))
    sources = sources_on(on, actor.place)
    return {client: decide_disclosure(consents, asked, at=at, sources=sources) for client, consents in found.items()}


def signed_of(row: Consent, place: str) -> SignedConsent:
    """A row as the pure rules know it, with the law of the day of signing."""
    signed_at, kind = as_instant(row.signed_at), ConsentKind(row.kind)
    return SignedConsent(
        id=row.id,
        kind=kind,
        recipient=row.recipient,
        recipient_class=RecipientClass(row.recipient_class),
        scope=frozenset(Share(code) for code in row.scope.split(",") if code),
        purpose=row.purpose,
        expires_on=row.expires_on,
        expires_event=row.expires_event,
        form_version=row.form_version,
        signed_at=signed_at,
        signed_zone=row.signed_zone,
        revoked_at=as_instant(row.revoked_at) if row.revoked_at else None,
        required=requirement_on(local_date(signed_at, row.signed_zone), kind, place),
        own_word_from=row.own_word_from,
        has_own_word=not row.without_person,
        paper_id=row.paper_id,
        signed_for_them=signed_for_them(row, place),
    )


def _card(consent: SignedConsent, client_id: UUID, at: Instant, place: str) -> ConsentView:
    sources = sources_on(local_date(at, consent.signed_zone), place)
    findings = (
        in_force(consent, at=at, sources=sources),
        complete(consent),
        apart(consent, sources),
        *own_word(consent, at=at, sources=sources),
        *proven(consent.signed_for_them),
    )
    revoked = consent.revoked_at if consent.is_revoked(at) else None
    return ConsentView(
        id=consent.id,
        client_id=client_id,
        who=consent.recipient or RECIPIENT_WORDS[consent.recipient_class],
        what=", ".join(SHARE_WORDS[share] for share in Share if share in consent.scope),
        why=consent.purpose or KIND_WORDS[consent.kind],
        until=_until(consent),
        signed_on=consent.signed_on,
        revoked_on=local_date(revoked, consent.signed_zone) if revoked else None,
        is_active=findings[0].is_met and all(one.is_met for one in findings if one.code in STOPS),
        doubts=tuple(one for one in findings[1:] if not one.is_met or one.code == "consent.own_word"),
        kind=consent.kind,
        paper_id=consent.paper_id,
        needs_own_word=consent.needs_own_word(at),
        in_force=findings[0].is_met,
        is_proven=consent.is_proven,
        consent=consent,
    )


def _until(consent: SignedConsent) -> str:
    if consent.expires_on:
        return in_words(consent.expires_on)
    return consent.expires_event or "No end"
