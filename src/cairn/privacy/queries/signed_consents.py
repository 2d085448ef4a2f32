"""Consents as the rules know them, for whoever shares something now; and how many there are, for whoever checks a record."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Count

from cairn.kernel.actors import Actor
from cairn.kernel.errors import NotFound
from cairn.kernel.instants import Instant, local_date
from cairn.privacy import ledger, policy_consents
from cairn.privacy.domain.consents import SignedConsent
from cairn.privacy.models import Consent
from cairn.privacy.policy import visible
from cairn.privacy.queries.consents import signed_of
from cairn.privacy.queries.proofs import with_guardian


def list_signed(actor: Actor, client_id: UUID, at: Instant) -> tuple[SignedConsent, ...]:
    """A client's consents, newest first; empty for a client out of reach. One statement."""
    on = local_date(at, actor.zone)
    rows = with_guardian(visible(Consent, actor, policy_consents.DECIDE, on), on, actor.place)
    rows = rows.filter(client_id=client_id)
    found = tuple(signed_of(row, actor.place) for row in rows.order_by("-signed_at", "id"))
    ledger.looked("privacy.consent.seen", clients=[client_id] if found else [])
    return found


def get_signed(actor: Actor, client_id: UUID, consent_id: UUID, at: Instant) -> SignedConsent:
    """One of them; raises NotFound."""
    for one in list_signed(actor, client_id, at):
        if one.id == consent_id:
            return one
    raise NotFound


def count_consents(actor: Actor, client_ids: Iterable[UUID], on: date, *, permission: str) -> dict[UUID, int]:
    """How many consents each of these people ever gave here. One statement."""
    rows = visible(Consent, actor, permission, on).filter(client_id__in=set(client_ids))
    return dict(rows.order_by().values_list("client_id").annotate(given=Count("id")))
