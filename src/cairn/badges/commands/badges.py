"""Issuing, correcting and revoking badges. What was signed is never changed: a correction revokes and issues anew."""

from __future__ import annotations

import json
import secrets
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError

from cairn.badges.commands.signing_keys import drawn_id, signing_key_of
from cairn.badges.domain.badges import BadgeDraft, Reason, name_key, problems_of, tidy
from cairn.badges.domain.credentials import Issuer as PublicIssuer
from cairn.badges.domain.credentials import Made, claims_of
from cairn.badges.domain.numbers import RANDOM_SIGNS, SIGNS, number_of, shown
from cairn.badges.domain.signing import sign
from cairn.badges.domain.status_lists import FULL_AT, SIZE
from cairn.badges.models import Badge, Issuer, IssuerKey
from cairn.badges.policy import ISSUE, REVOKE
from cairn.badges.queries.issuers import kid_of, public, unsealed
from cairn.identity.queries.organizations import name_of_organization
from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, Conflict, NotFound
from cairn.kernel.instants import Instant, local_date
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.once import OTHER_CONTENT
from cairn.privacy.policy import visible

TO_CHOOSE = tuple(reason for reason in Reason if reason is not Reason.CORRECTED)


@command(permission=ISSUE)
def issue_badge(  # noqa: PLR0913 - what is printed, said by other rooms in these words
    *,
    actor: Actor,
    badge_id: UUID,
    kind: str,
    recipient_name: str,
    recipient_person_id: UUID | None,
    title: str,
    facts: tuple[tuple[str, str], ...],
    issued_on: date,
    expires_on: date | None,
    now: Instant,
    criteria: str = "",
) -> UUID:
    """Sign and publish what a person achieved; sent again it is the same badge. `recipient_person_id` None: no account here."""
    draft = BadgeDraft(kind, recipient_name, title, facts, issued_on, expires_on, criteria)
    return _issue(actor, badge_id, draft, recipient_person_id, None, now)


@command(permission=ISSUE)
def correct_badge(*, actor: Actor, badge_id: UUID, old_badge_id: UUID, draft: BadgeDraft, now: Instant) -> UUID:
    """Revoke a badge and issue the right one in its place, of the same kind and for the same person; each names the other."""
    old = _locked(actor, old_badge_id, now)
    if old.revoked_at is not None and not Badge.objects.filter(id=badge_id, replaces=old).exists():
        raise Conflict("This one was revoked before. Issue a new certificate instead.")
    _issue(actor, badge_id, replace(draft, kind=old.kind), old.recipient_person_id, old, now)
    if old.revoked_at is None:
        _revoke(actor, old, Reason.CORRECTED, now)
    return badge_id


@command(permission=REVOKE)
def revoke_badge(*, actor: Actor, badge_id: UUID, reason: str, now: Instant) -> UUID:
    """End a badge from this moment on: its page says so at the next look, the status list at the next fetch. Twice is once."""
    if reason not in TO_CHOOSE:
        raise BadInput({"reason": "Choose why it no longer holds."})
    badge = _locked(actor, badge_id, now)
    if badge.revoked_at is None:
        _revoke(actor, badge, Reason(reason), now)
    elif badge.revoked_because == reason:
        ledger.unchanged("revoked before")
    else:
        raise Conflict("It was revoked before, for another reason. What is published stays.")
    return badge_id


def _locked(actor: Actor, badge_id: UUID, now: Instant) -> Badge:
    rows = visible(Badge, actor, REVOKE, local_date(now, actor.zone))
    badge = rows.select_for_update().filter(id=badge_id).first()
    if badge is None:
        raise NotFound
    return badge


def _revoke(actor: Actor, badge: Badge, reason: Reason, now: Instant) -> None:
    badge.revoked_at, badge.revoked_on = now, local_date(now, actor.zone)
    badge.revoked_by_id, badge.revoked_because = actor.engagement_id, reason.value
    badge.is_listed = False
    badge.save(update_fields=["revoked_at", "revoked_on", "revoked_by_id", "revoked_because", "is_listed"])
    ledger.record("badges.badge.revoked", badge=badge.id, reason=reason.value)


def _issue(
    actor: Actor, badge_id: UUID, draft: BadgeDraft, person_id: UUID | None, old: Badge | None, now: Instant
) -> UUID:
    draft = tidy(draft)
    problems = problems_of(draft, actor.role, local_date(now, actor.zone))
    if problems:
        raise BadInput(problems)
    content = _content(draft, person_id, old)
    before = visible(Badge, actor, ISSUE, local_date(now, actor.zone)).filter(id=badge_id).first()
    if before is not None:
        if any(getattr(before, name) != value for name, value in content.items()):
            raise Conflict(OTHER_CONTENT)
        ledger.unchanged("issued before")
        return badge_id
    key = signing_key_of(actor, now)
    number = number_of([secrets.randbelow(len(SIGNS)) for _ in range(RANDOM_SIGNS)])
    list_number, place = _place_in_list(key.issuer)
    try:
        Badge.objects.create(
            id=badge_id,
            organization_id=actor.organization_id,
            issuer=key.issuer,
            key=key,
            number=number,
            name_key=name_key(draft.recipient_name),
            token=_signed(actor, draft, key, number, list_number, place),
            status_list=list_number,
            status_index=place,
            issued_at=now,
            issued_by_id=actor.engagement_id,
            is_listed=old.is_listed if old else False,  # what the holder chose holds for the corrected one
            **content,
        )
    except IntegrityError:  # the id is in use where the actor sees nothing
        raise Conflict(OTHER_CONTENT) from None
    ledger.record("badges.badge.issued", badge=badge_id, kind=draft.kind, replaces=old.id if old else None)
    return badge_id


def _content(draft: BadgeDraft, person_id: UUID | None, old: Badge | None) -> dict[str, Any]:
    """What must be equal for a repeated send to be the same."""
    return {
        "kind": draft.kind,
        "recipient_name": draft.recipient_name,
        "recipient_person_id": person_id,
        "title": draft.title,
        "criteria": draft.criteria,
        "facts": json.dumps(draft.facts, ensure_ascii=False),
        "issued_on": draft.issued_on,
        "expires_on": draft.expires_on,
        "replaces_id": old.id if old else None,
    }


def _place_in_list(issuer: Issuer) -> tuple[int, int]:
    """A free place, drawn at random, in the list that is filling; the issuer is locked."""
    if issuer.list_taken >= FULL_AT:
        issuer.list_number, issuer.list_taken = issuer.list_number + 1, 0
    place = secrets.randbelow(SIZE)
    while Badge.objects.filter(issuer=issuer, status_list=issuer.list_number, status_index=place).exists():
        place = secrets.randbelow(SIZE)
    issuer.list_taken += 1
    issuer.save(update_fields=["list_number", "list_taken"])
    return issuer.list_number, place


def _signed(actor: Actor, draft: BadgeDraft, key: IssuerKey, number: str, list_number: int, place: int) -> str:
    issuer_id = key.issuer.public_id
    issuer = PublicIssuer(issuer_id, public("get_issuer", issuer_id=issuer_id), name_of_organization(actor), actor.zone)
    made = Made(
        page=public("show_badge", number=shown(number)),
        subject_id=drawn_id(),
        salt=secrets.token_hex(16),
        status_list=public("get_status_list", issuer_id=issuer_id, number=list_number),
        status_index=place,
    )
    claims = claims_of(draft, issuer, made)
    return sign(claims, unsealed(key), kid=kid_of(issuer_id, key.thumbprint), typ="JWT")
