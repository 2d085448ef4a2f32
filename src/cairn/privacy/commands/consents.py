"""Giving a consent and taking it back. Taking one back leaves the others standing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, Conflict
from cairn.kernel.instants import Instant, local_date
from cairn.privacy import ledger, policy_consents
from cairn.privacy.command import command
from cairn.privacy.domain.consents import CURRENT_FORM, ConsentKind, RecipientClass, Share
from cairn.privacy.domain.disclosures import apart, complete
from cairn.privacy.domain.signing import Signer
from cairn.privacy.models import Consent
from cairn.privacy.once import mark_once
from cairn.privacy.policy import lock_one, visible
from cairn.privacy.queries.consent_rules import sources_on
from cairn.privacy.queries.consents import signed_of
from cairn.privacy.queries.signing import read_signing
from cairn.privacy.subjects import require_client


@dataclass(frozen=True, slots=True)
class ConsentDraft:
    """What the person agreed to. An empty `recipient` names the whole class; `expires_event` is their words for an end without a day."""

    id: UUID
    client_id: UUID
    kind: ConsentKind
    recipient: str
    recipient_class: RecipientClass
    scope: frozenset[Share]
    purpose: str
    expires_on: date | None = None
    expires_event: str = ""
    form_version: str = CURRENT_FORM
    is_signed: bool = False  # the person read it, or had it read to them, and signs


@command(permission=policy_consents.GIVE)
def give_consent(*, actor: Actor, draft: ConsentDraft, now: Instant) -> UUID:
    """Write down a form signed by hand now. Raises NotFound (client), BadInput (what is missing), Conflict (same id, other content),
    Refused (another name is needed beside the person's: then the paper is signed on the screen)."""
    on = local_date(now, actor.zone)
    require_client(actor, policy_consents.GIVE, draft.client_id, on)
    row = row_of(draft, actor, now)
    before = Consent.objects.filter(id=draft.id, organization_id=actor.organization_id).first()
    if before is not None:
        return _again(before, row)
    check_consent(draft, row, on, actor.place)
    _require_own_name(actor, draft, on)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:  # the same form, sent twice at once
        raise Conflict(
            "This consent is being saved in another window. Look at the list before you start anew."
        ) from None
    ledger.record("privacy.consent.given", client=draft.client_id, consent=draft.id, kind=draft.kind.value)
    return draft.id


@command(permission=policy_consents.REVOKE)
def revoke_consent(*, actor: Actor, consent_id: UUID, now: Instant) -> UUID:
    """Take one consent back, from now on. What was shared before stays as it was.

    Gives the client's id. Raises NotFound.
    """
    rows = visible(Consent, actor, policy_consents.REVOKE, local_date(now, actor.zone))
    row = lock_one(rows, consent_id)
    if mark_once(row, "revoked", now, by=actor):
        ledger.record("privacy.consent.revoked", client=row.client_id, consent=consent_id)
    return row.client_id


def row_of(draft: ConsentDraft, actor: Actor, now: Instant) -> Consent:
    return Consent(
        id=draft.id,
        organization_id=actor.organization_id,
        client_id=draft.client_id,
        kind=draft.kind.value,
        recipient=draft.recipient.strip(),
        recipient_class=draft.recipient_class.value,
        scope=",".join(share.value for share in Share if share in draft.scope),
        purpose=draft.purpose.strip(),
        expires_on=draft.expires_on,
        expires_event=draft.expires_event.strip(),
        form_version=draft.form_version,
        signed_at=now,
        signed_zone=actor.zone,
        taken_by_id=actor.engagement_id,
    )


def _require_own_name(actor: Actor, draft: ConsentDraft, on: date) -> None:
    """A form signed by hand carries one name, the person's own."""
    signing = read_signing(actor, policy_consents.GIVE, draft.client_id, draft.kind, on)
    if signing.required != (Signer.CLIENT,):
        signing.decision.require()
        raise BadInput(
            {"is_signed": "Their own name is not enough here. Ask on the screen: the page says who signs, and why."}
        )


CONTENT = (
    "client_id",
    "kind",
    "recipient",
    "recipient_class",
    "scope",
    "purpose",
    "expires_on",
    "expires_event",
    "form_version",
)


LENGTHS = {"recipient": 200, "purpose": 200, "expires_event": 120}


def _again(before: Consent, row: Consent) -> UUID:
    if any(getattr(before, name) != getattr(row, name) for name in CONTENT):
        raise Conflict("This consent was already written down with other content. Start a new one.")
    ledger.unchanged("sent before")
    return before.id


def check_consent(draft: ConsentDraft, row: Consent, on: date, place: str) -> None:
    """Name every field that keeps the consent from being good."""
    problems = {}
    if not draft.is_signed:
        problems["is_signed"] = "Only the person can say yes. Without their yes, nothing is saved."
    if not draft.scope:
        problems["scope"] = "Choose at least one thing that may be shared."
    if not row.purpose:
        problems["purpose"] = "Say what the sharing is for. “I asked for it” is enough."
    if not row.recipient and draft.kind is not ConsentKind.TREATMENT_PAYMENT_OPERATIONS:
        problems["recipient"] = "Write the name of the person or place that may receive it."
    if row.recipient and draft.recipient_class is RecipientClass.CARE_AND_PAYMENT:
        problems["recipient"] = (
            "Care providers, plans and payers are all meant here: a name would narrow it to that one, and nothing could be billed. "
            "Leave the name empty, or choose one provider or one payer above."
        )
    if draft.expires_on is not None and draft.expires_on < on:
        problems["expires_on"] = "This day is over. Choose today or a later day."
    for name, limit in LENGTHS.items():
        if len(getattr(row, name)) > limit:
            problems[name] = f"Use at most {limit} characters."
    if problems:
        raise BadInput(problems)
    _check_form(row, on, place)


def _check_form(row: Consent, on: date, place: str) -> None:
    consent = signed_of(row, place)
    mixed = apart(consent, sources_on(on, place))
    if not mixed.is_met:
        raise BadInput({"scope": f"{mixed.found}. {mixed.remedy}"})
    if "expiry" in consent.missing():
        raise BadInput({"expires_on": "Say when this ends: a day, or something that will happen."})
    lacking = complete(consent)
    if not lacking.is_met:
        raise BadInput({"form_version": f"{lacking.found}. {lacking.remedy}"})
