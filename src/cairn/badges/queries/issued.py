"""What the own organization issued, for the coordinator and the clerk."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet

from cairn.badges.domain.badges import Kind, Reason, Standing, has_expired, standing_of
from cairn.badges.domain.numbers import read_number, shown
from cairn.badges.models import Badge
from cairn.badges.policy import SEE
from cairn.kernel.actors import Actor
from cairn.kernel.errors import NotFound
from cairn.privacy import ledger
from cairn.privacy.policy import visible

PAGE = 50


@dataclass(frozen=True, slots=True)
class IssuedBadge:
    """One badge as its issuer sees it."""

    id: UUID
    number: str
    kind: Kind
    recipient_name: str
    title: str
    criteria: str
    facts: tuple[tuple[str, str], ...]
    issued_on: date
    expires_on: date | None
    issued_at: datetime
    standing: Standing
    revoked_on: date | None
    revoked_because: str
    replaces: str
    replaced_by: str
    is_held_here: bool  # the recipient has an account and finds it under "My certificates"


def list_issued_badges(
    actor: Actor, on: date, *, number: str = "", after: UUID | None = None
) -> tuple[tuple[IssuedBadge, ...], UUID | None]:
    """A page of what was issued, newest first, and the mark of the next page. With a number: that one, or none. One statement."""
    rows = _rows(actor, on).order_by("-issued_at", "-id")
    if number:
        rows = rows.filter(number=read_number(number))
    if after is not None:
        mark = Badge.objects.filter(id=after, organization_id=actor.organization_id).values("issued_at")[:1]
        rows = rows.filter(Q(issued_at__lt=mark) | Q(issued_at=mark, id__lt=after))
    found = [_issued(row, on) for row in rows[: PAGE + 1]]
    ledger.looked("badges.badge.listed", count=len(found[:PAGE]))
    return tuple(found[:PAGE]), found[PAGE - 1].id if len(found) > PAGE else None


def get_issued_badge(actor: Actor, badge_id: UUID, on: date) -> IssuedBadge:
    """One of them; raises NotFound. One statement."""
    row = _rows(actor, on).filter(id=badge_id).first()
    if row is None:
        raise NotFound
    ledger.looked("badges.badge.seen", badge=badge_id)
    return _issued(row, on)


def list_badges_of(actor: Actor, badge_ids: Iterable[UUID], on: date) -> tuple[IssuedBadge, ...]:
    """Those among these ids that were signed, the newest first: what another room published under its own ids. One statement."""
    # One branch for each id: with a list of ids the embedded engine may walk all that the organization issued instead.
    each = [_rows(actor, on).filter(id=badge_id) for badge_id in badge_ids]
    rows = each[0].union(*each[1:], all=True) if each else ()
    newest_first = sorted(rows, key=lambda row: (row.issued_at, row.id), reverse=True)
    return tuple(_issued(row, on) for row in newest_first)


def _rows(actor: Actor, on: date) -> QuerySet[Badge, Any]:
    return visible(Badge, actor, SEE, on).annotate(older=F("replaces__number"), newer=F("replaced_by__number"))


def _issued(row: Any, on: date) -> IssuedBadge:
    is_revoked = row.revoked_at is not None
    return IssuedBadge(
        id=row.id,
        number=shown(row.number),
        kind=Kind(row.kind),
        recipient_name=row.recipient_name,
        title=row.title,
        criteria=row.criteria,
        facts=tuple((label, value) for label, value in json.loads(row.facts)),
        issued_on=row.issued_on,
        expires_on=row.expires_on,
        issued_at=row.issued_at,
        standing=standing_of(has_expired=has_expired(row.expires_on, on), is_revoked=is_revoked),
        revoked_on=row.revoked_on,
        revoked_because=Reason(row.revoked_because).label if is_revoked else "",
        replaces=shown(row.older) if row.older else "",
        replaced_by=shown(row.newer) if row.newer else "",
        is_held_here=row.recipient_person_id is not None,
    )
