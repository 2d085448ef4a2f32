"""Asking for a consent: the words are prepared, somebody reads them, and says yes or no to exactly those words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from cairn.kernel.actors import Actor, Role
from cairn.kernel.errors import BadInput, Conflict, NotFound
from cairn.kernel.instants import Instant, local_date
from cairn.privacy import ledger, policy_consents
from cairn.privacy.command import command
from cairn.privacy.commands.paper_consents import PaperDraft, columns_of, give_consents
from cairn.privacy.domain.consents import ConsentKind
from cairn.privacy.domain.papers import Says, State
from cairn.privacy.domain.signing import Signer
from cairn.privacy.domain.wording import PaperLanguage
from cairn.privacy.models import ConsentPaper, Guardian, PaperSignature
from cairn.privacy.once import create_once
from cairn.privacy.policy import lock_one, visible
from cairn.privacy.queries.papers import language_of_words, words_to_sign
from cairn.privacy.queries.signing import Signing, read_signing
from cairn.privacy.subjects import require_client

PREPARE, ANSWER = policy_consents.PREPARE, policy_consents.ANSWER
LENGTHS = {"because": 300, "witness": 120}
WORDS_CHANGED = "The words changed since this page was opened, so nothing was signed. The new words stand here now: read them first."
ANSWERED = "This paper was answered already. Open it to see how; a new question needs a new paper."

SENT_BEFORE = "This page was sent before, with another answer. The words stand here anew: choose who answers now."
SIGNED = "This name stands on the paper already. If nobody else is asked any more, set it aside and ask anew."


class Way(StrEnum):
    """How somebody signed. `own_account` is set by who is signed in, never chosen."""

    THIS_DEVICE = "this_device"
    PAPER = "paper"
    OWN_ACCOUNT = "own_account"


@dataclass(frozen=True, slots=True)
class PaperAnswer:
    """Somebody's yes or no. `digest` is that of the words they saw; `because` says who was asked where the law is not known here."""

    id: UUID
    paper_id: UUID
    says: Says
    digest: str
    signer: Signer = Signer.CLIENT
    guardian_id: UUID | None = None
    way: Way = Way.THIS_DEVICE
    witness: str = ""
    because: str = ""
    language: PaperLanguage = PaperLanguage.ENGLISH  # of the words they saw


@command(permission=PREPARE)
def prepare_paper(*, actor: Actor, draft: PaperDraft, now: Instant) -> UUID:
    """Put down what a person is to be asked. Nothing is shared by it. Raises NotFound, BadInput, Conflict (same id, other content)."""
    on = local_date(now, actor.zone)
    require_client(actor, PREPARE, draft.client_id, on)
    content = columns_of(actor, draft, now)
    more = {"zone": actor.zone, "prepared_at": now, "prepared_by_id": actor.engagement_id, "state": State.OPEN.value}
    if create_once(ConsentPaper, actor, draft.id, {"client_id": draft.client_id, **content}, **more):
        ledger.record("privacy.paper.prepared", client=draft.client_id, paper=draft.id, kind=content["kind"])
    return draft.id


@command(permission=PREPARE)
def reword_paper(*, actor: Actor, draft: PaperDraft, now: Instant) -> UUID:
    """Change what is asked, as long as nobody signed. Raises NotFound, BadInput, Conflict (somebody signed)."""
    row = _open_paper(actor, PREPARE, draft.id, local_date(now, actor.zone))
    if row.text:
        raise Conflict("Somebody signed these words already, so they stay. Set the paper aside and prepare a new one.")
    content = columns_of(actor, draft, now)
    if all(getattr(row, name) == value for name, value in content.items()):
        ledger.unchanged("says so already")
        return row.id
    for name, value in content.items():
        setattr(row, name, value)
    row.save(update_fields=list(content))
    ledger.record("privacy.paper.reworded", client=row.client_id, paper=row.id)
    return row.id


@command(permission=PREPARE)
def set_aside_paper(*, actor: Actor, paper_id: UUID, now: Instant) -> UUID:
    """Ask no longer. Gives the client's id. Raises NotFound, Conflict (answered)."""
    row = _locked(actor, PREPARE, paper_id, local_date(now, actor.zone))
    if row.state == State.SET_ASIDE:
        ledger.unchanged("set aside before")
        return row.client_id
    if row.state != State.OPEN:
        raise Conflict(ANSWERED)
    row.state = State.SET_ASIDE.value
    row.save(update_fields=["state"])
    ledger.record("privacy.paper.set_aside", client=row.client_id, paper=row.id)
    return row.client_id


@command(permission=ANSWER)
def answer_paper(*, actor: Actor, answer: PaperAnswer, now: Instant) -> State:
    """One yes or one no to the words with this digest. A no ends it; the last yes that is needed makes one consent for each receiver.

    Raises NotFound, BadInput (who may not sign), Refused (somebody is missing who must sign), Conflict (the words changed, answered).
    """
    on = local_date(now, actor.zone)
    row = _locked(actor, ANSWER, answer.paper_id, on)
    if PaperSignature.objects.filter(
        id=answer.id, paper=row, says=answer.says.value, signer=answer.signer.value
    ).exists():
        ledger.unchanged("sent before")
        return State(row.state)
    if row.state != State.OPEN:
        raise Conflict(ANSWERED)
    if PaperSignature.objects.filter(paper=row, signer=answer.signer.value).exists():
        raise Conflict(SIGNED)
    if PaperSignature.objects.filter(id=answer.id, organization_id=actor.organization_id).exists():
        raise Conflict(SENT_BEFORE)
    guardians = visible(Guardian, actor, ANSWER, on).filter(client_id=row.client_id)
    list(guardians.select_for_update(of=("self",)))  # nobody stops being one while their name is put down
    signing = read_signing(actor, ANSWER, row.client_id, ConsentKind(row.kind), on)
    text, digest = words_to_sign(row, signing, answer.language)
    if digest != answer.digest:
        raise Conflict(WORDS_CHANGED)
    _check_answer(actor, answer, signing)
    row.language = language_of_words(row, answer.language).value
    row.text, row.digest = text, digest
    _sign(row, actor, answer, signing, now)
    return State(row.state)


def _sign(row: ConsentPaper, actor: Actor, answer: PaperAnswer, signing: Signing, now: Instant) -> None:
    guardian = next((one for one in signing.able if one.id == answer.guardian_id), None)
    PaperSignature.objects.create(
        id=answer.id,
        organization_id=actor.organization_id,
        paper=row,
        signer=answer.signer.value,
        guardian_id=guardian.id if guardian else None,
        name=guardian.name if guardian else signing.person.name,
        says=answer.says.value,
        digest=row.digest,
        way=(Way.OWN_ACCOUNT if actor.role is Role.CLIENT else answer.way).value,
        witness=answer.witness.strip(),
        signed_at=now,
        taken_by_id=actor.engagement_id,
    )
    said_yes = set(PaperSignature.objects.filter(paper=row, says=Says.AGREES.value).values_list("signer", flat=True))
    if answer.says is Says.REFUSES:
        row.state, row.answered_at = State.REFUSED.value, now
        ledger.record("privacy.paper.refused", client=row.client_id, paper=row.id)
    else:
        ledger.record("privacy.paper.signed", client=row.client_id, paper=row.id, signer=answer.signer.value)
        if said_yes >= set(signing.required):
            row.state, row.answered_at = State.AGREED.value, now
            give_consents(row, actor, signing, now, said_yes)
    row.because = answer.because.strip() or row.because
    row.save(update_fields=["text", "language", "digest", "state", "answered_at", "because"])


def _check_answer(actor: Actor, answer: PaperAnswer, signing: Signing) -> None:
    """Whether this person may give this answer. A no needs nobody's leave but their own."""
    problems = {
        name: f"Use at most {limit} characters."
        for name, limit in LENGTHS.items()
        if len(getattr(answer, name).strip()) > limit
    }
    if actor.role is Role.CLIENT and answer.signer is not Signer.CLIENT:
        raise NotFound
    if answer.signer not in signing.required and not (answer.signer is Signer.CLIENT and answer.says is Says.REFUSES):
        problems["signer"] = "This name is not asked for here: the page says whose is, and why."
    if answer.signer is Signer.GUARDIAN and answer.guardian_id not in {one.id for one in signing.able}:
        problems["signer"] = "Choose somebody who may sign this today. Who may, is written down under who signs."
    if answer.says is Says.AGREES and signing.must_ask and not answer.because.strip():
        problems["because"] = "Who signs here is not known. Write whom you asked, and what they said."
    if problems:
        raise BadInput(problems)
    if answer.says is Says.AGREES and not signing.must_ask:
        signing.decision.require()


def _open_paper(actor: Actor, permission: str, paper_id: UUID, on: date) -> ConsentPaper:
    row = _locked(actor, permission, paper_id, on)
    if row.state != State.OPEN:
        raise Conflict(ANSWERED)
    return row


def _locked(actor: Actor, permission: str, paper_id: UUID, on: date) -> ConsentPaper:
    return lock_one(visible(ConsentPaper, actor, permission, on), paper_id)
