"""What stands between a paper and its consents: a draft is checked as the consents it would become, and a signed paper becomes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput
from cairn.kernel.instants import Instant, local_date
from cairn.platform.ids import new_id
from cairn.privacy import ledger
from cairn.privacy.commands.consents import ConsentDraft, check_consent, row_of
from cairn.privacy.domain.consents import SCREEN_FORM, ConsentKind, Share
from cairn.privacy.domain.papers import WORDINGS, Party, kinds_on, mixed
from cairn.privacy.domain.signing import Signer
from cairn.privacy.domain.wording import PaperLanguage
from cairn.privacy.models import ConsentPaper, PaperSignature
from cairn.privacy.queries.papers import parties_of, scope_of_paper
from cairn.privacy.queries.signing import Signing

MOST_PARTIES = 12


@dataclass(frozen=True, slots=True)
class PaperDraft:
    """What a person is to be asked."""

    id: UUID
    client_id: UUID
    parties: tuple[Party, ...]
    scope: frozenset[Share]
    purpose: str
    expires_on: date | None = None
    expires_event: str = ""


def columns_of(actor: Actor, draft: PaperDraft, now: Instant) -> dict[str, object]:
    """The columns of a draft once it is checked, receiver by receiver. Raises BadInput."""
    parties = tuple(Party(one.recipient_class, " ".join(one.name.split())) for one in draft.parties)
    if not parties:
        raise BadInput({"recipient_class": "Choose who may receive it."})
    if len(parties) > MOST_PARTIES:
        raise BadInput(
            {"recipient": f"At most {MOST_PARTIES} receivers stand on one paper. Prepare another one for the rest."}
        )
    if problems := mixed(parties, draft.scope):
        raise BadInput(problems)
    (kind,) = kinds_on(parties, draft.scope)
    content: dict[str, object] = {}
    for party in parties:
        one = ConsentDraft(
            draft.id, draft.client_id, kind, party.name, party.recipient_class, draft.scope, draft.purpose,
            draft.expires_on, draft.expires_event, SCREEN_FORM, is_signed=True,
        )  # fmt: skip
        row = row_of(one, actor, now)
        check_consent(one, row, local_date(now, actor.zone), actor.place)
        content = {
            name: getattr(row, name) for name in ("scope", "purpose", "expires_on", "expires_event", "form_version")
        }
    pairs = list(dict.fromkeys((party.recipient_class.value, party.name) for party in parties))
    return {"kind": kind.value, "parties": [list(pair) for pair in pairs], **content}


def give_consents(row: ConsentPaper, actor: Actor, signing: Signing, now: Instant, said_yes: set[str]) -> None:
    """One consent for each receiver, so that each can be taken back alone."""
    own_word_from = _own_word_from(row, signing, said_yes)
    for party in parties_of(row):
        consent = row_of(_draft_of(row, party), actor, now)
        consent.paper = row
        consent.without_person = None if Signer.CLIENT in said_yes else True
        consent.own_word_from = own_word_from
        consent.save(force_insert=True)
        ledger.record("privacy.consent.given", client=row.client_id, consent=consent.id, kind=row.kind)


def _own_word_from(row: ConsentPaper, signing: Signing, said_yes: set[str]) -> date | None:
    """The day from which a guardian's yes needs the person's own beside it: of age, or, where the guardian signed alone, once the
    order or paper by which they sign has run out."""
    if Signer.GUARDIAN not in said_yes:
        return None
    days = [signing.majority_on] if signing.is_minor else []
    if Signer.CLIENT not in said_yes:
        signed = PaperSignature.objects.filter(paper=row, signer=Signer.GUARDIAN.value, guardian__ends_on__isnull=False)
        days += signed.values_list("guardian__ends_on", flat=True)
    return min((day for day in days if day is not None), default=None)


def _draft_of(row: ConsentPaper, party: Party) -> ConsentDraft:
    return ConsentDraft(
        id=new_id(),
        client_id=row.client_id,
        kind=ConsentKind(row.kind),
        recipient=party.name,
        recipient_class=party.recipient_class,
        scope=scope_of_paper(row),
        purpose=row.purpose,
        expires_on=row.expires_on,
        expires_event=row.expires_event,
        form_version=WORDINGS[PaperLanguage(row.language or PaperLanguage.ENGLISH)].form_version,
        is_signed=True,
    )
