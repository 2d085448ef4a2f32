"""Reading the ledger about one client: who did or saw what, newest first."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from cairn.kernel.actors import Actor, Role
from cairn.privacy import ledger, policy_consents
from cairn.privacy.models import LedgerEntry, LedgerSubject
from cairn.privacy.subjects import require_client


@dataclass(frozen=True, slots=True)
class Look:
    """One entry about a client. `engagement_id` is None when Cairn itself did it."""

    n: int
    at: datetime
    engagement_id: UUID | None
    role: Role | None
    actions: tuple[str, ...]


def list_entries_about(
    actor: Actor, client_id: UUID, on: date, *, before: int | None, limit: int, but_own: bool = False
) -> list[Look]:
    """Entries about a client, newest first, older than entry `before`; with `but_own` without what the actor did themselves.

    Raises NotFound. Two statements.
    """
    require_client(actor, policy_consents.LOOKS, client_id, on)
    ledger.looked("privacy.look.seen", clients=[client_id])
    among = LedgerSubject.objects.filter(organization_id=actor.organization_id, subject_id=client_id).values("n")
    rows = LedgerEntry.objects.filter(
        Q(subject_id=client_id) | Q(n__in=among) | Q(same_subjects_as__in=among), organization_id=actor.organization_id
    )
    if before is not None:
        rows = rows.filter(n__lt=before)
    if but_own:
        rows = rows.exclude(actor_engagement_id=actor.engagement_id)
    return [_look(row, client_id) for row in rows.order_by("-n")[:limit]]


def _look(row: LedgerEntry, client_id: UUID) -> Look:
    """What the entry tells of this client alone: of an act that names its clients, only if they are among them."""
    body = json.loads(row.body)
    places = [place for place, subject in enumerate(body["subjects"]) if subject == str(client_id)]
    acts = (act for act in body["acts"] if "of" not in act or any(place in act["of"] for place in places))
    actions = tuple(dict.fromkeys(act["action"] for act in acts))
    return Look(row.n, row.at, row.actor_engagement_id, Role(row.actor_role) if row.actor_role else None, actions)
