"""Reading the ledger by who did it, newest first. What is told is the deed and how many clients it showed, never which."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from cairn.kernel.actors import Actor, Role
from cairn.privacy import policy_looks
from cairn.privacy.models import LedgerEntry, LedgerSubject
from cairn.privacy.policy import visible


@dataclass(frozen=True, slots=True)
class StaffLook:
    """One entry. `clients` is how many it told of; `engagement_id` is None when Cairn itself did it."""

    n: int
    at: datetime
    engagement_id: UUID | None
    role: Role | None
    actions: tuple[str, ...]
    clients: int
    gave: Role | None = None  # the role that somebody was let in to


def list_own_looks(actor: Actor, on: date, *, before: int | None = None, limit: int = 50) -> list[StaffLook]:
    """What the acting person did and saw under this hat, older than entry `before`. One statement."""
    return _newest(actor, policy_looks.OWN, on, before, limit)


def list_staff_looks(actor: Actor, on: date, *, before: int | None = None, limit: int = 50) -> list[StaffLook]:
    """What everybody here did and saw, older than entry `before`. One statement."""
    return _newest(actor, policy_looks.EVERYBODY, on, before, limit)


def _newest(actor: Actor, permission: str, on: date, before: int | None, limit: int) -> list[StaffLook]:
    rows = visible(LedgerEntry, actor, permission, on)
    if before is not None:
        rows = rows.filter(n__lt=before)
    beside = LedgerSubject.objects.filter(organization_id=OuterRef("organization_id"))
    beside = beside.filter(n=Coalesce(OuterRef("same_subjects_as"), OuterRef("n"))).order_by()
    told = Subquery(beside.values("organization_id").annotate(n_of=Count("id")).values("n_of"))
    return [_look(row) for row in rows.annotate(told=told).order_by("-n")[:limit]]


def _look(row: Any) -> StaffLook:
    """One entry; counted are the clients whose record is there for whoever reads: one that is kept apart from them is not."""
    body = json.loads(row.body)
    actions = tuple(dict.fromkeys(act["action"] for act in body["acts"]))
    role = Role(row.actor_role) if row.actor_role else None
    gave = next((Role(act["role"]) for act in body["acts"] if act.get("role") in set(Role)), None)
    return StaffLook(
        row.n, row.at, row.actor_engagement_id, role, actions, row.told or (1 if row.subject_id else 0), gave
    )
