"""Asking somebody without an account, and their answer. The link is shown once; Cairn sends no mail."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, NotFound
from cairn.kernel.instants import Instant
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.once import create_once
from cairn.privacy.scope import scope_of_installation, scope_of_organization
from cairn.trails import policy  # noqa: F401 - declares who may
from cairn.trails.domain.confirmations import LINK_LASTS, Answer, digest_of
from cairn.trails.models import Confirmation

NAME, REMARK = 120, 2000


@dataclass(frozen=True, slots=True)
class Handed:
    """`token` is the secret of the link, known only now; empty when a repeated send changed nothing."""

    token: str
    expires_at: Instant


@command(permission="trails.confirmation.ask")
def ask_confirmation(*, actor: Actor, confirmation_id: UUID, kind: str, asked_of: str, asks: str, now: Instant) -> Handed:  # fmt: skip
    """Put a question in words to somebody, behind a link that works once."""
    asked_of = asked_of.strip()[:NAME]
    if not asked_of:
        raise BadInput({"asked_of": "Name the person who can confirm it."})
    token, expires_at = secrets.token_urlsafe(24), Instant(now + LINK_LASTS)
    content = {"candidate_id": actor.engagement_id, "kind": kind, "asked_of": asked_of, "asks": asks}
    is_new = create_once(
        Confirmation,
        actor,
        confirmation_id,
        content,
        token_digest=digest_of(token),
        created_at=now,
        expires_at=expires_at,
    )
    if not is_new:
        return Handed("", now)
    ledger.record("trails.confirmation.asked", confirmation=confirmation_id, kind=kind)
    return Handed(token, expires_at)


def answer_confirmation(*, token: str, answer: str, name: str, remark: str, now: Instant) -> None:
    """Answer a question once. Nobody is signed in, so no actor is asked for: the link is the permission.

    Raises NotFound for a link that does not work, BadInput naming a field. The entry goes to the chain of the asker's organization.
    """
    problems: dict[str, str] = {}
    if answer not in list(Answer):
        problems["answer"] = "Choose one of the three answers."
    if not name.strip():
        problems["name"] = "Type your name. It is kept with the answer."
    if len(name.strip()) > NAME:
        problems["name"] = "This name is too long to keep. Shorten it a little."
    if len(remark) > REMARK:
        problems["remark"] = f"Keep it under {REMARK:,} letters."
    with scope_of_installation():
        row = Confirmation.objects.filter(token_digest=digest_of(token), answer="", expires_at__gt=now).first()
    if row is None:
        raise NotFound
    if problems:
        raise BadInput(problems)
    content = {"answer": answer, "answered_at": now, "answered_name": name.strip(), "remark": remark.strip()}
    with scope_of_organization(row.organization_id), transaction.atomic():
        if not Confirmation.objects.filter(id=row.id, answer="").update(**content):
            raise NotFound  # two answered at once: the first one stands
        act = {"action": "trails.confirmation.answered", "confirmation": str(row.id), "answer": answer}
        ledger.write(ledger.Gathering(acts=[act]), now=now, organization_id=row.organization_id)
