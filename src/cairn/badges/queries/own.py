"""The own certificates, whoever issued them. A badge belongs to its issuer by row and to its holder by person: this is the one
place where a signed-in person reads a row of another organization, and only rows that name that very person.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, OuterRef, QuerySet, Subquery

from cairn.badges.domain.badges import Kind, Reason, Standing, has_expired, standing_of
from cairn.badges.domain.numbers import shown
from cairn.badges.models import Badge
from cairn.badges.policy import SEE_OWN
from cairn.identity.models import Organization
from cairn.kernel.actors import Actor
from cairn.kernel.errors import NotFound
from cairn.privacy import ledger
from cairn.privacy.policy import grant_for
from cairn.privacy.scope import scope_of_installation


@dataclass(frozen=True, slots=True)
class OwnBadge:
    """One certificate as its holder sees it."""

    id: UUID
    organization_id: UUID
    number: str
    kind: Kind
    title: str
    recipient_name: str
    issuer_name: str
    issued_on: date
    expires_on: date | None
    standing: Standing
    revoked_because: str
    replaced_by: str
    is_listed: bool
    token: str

    @property
    def may_be_listed(self) -> bool:
        return self.kind is Kind.LICENSE and self.standing is not Standing.REVOKED


def list_own_badges(actor: Actor, on: date) -> tuple[OwnBadge, ...]:
    """Everything that was issued to the acting person, newest first, what was revoked last. One statement."""
    with scope_of_installation():
        rows = list(own_rows(actor).order_by("-issued_on", "-issued_at", "id"))
    ledger.looked("badges.own_badge.seen", count=len(rows))
    return tuple(sorted((_own(row, on) for row in rows), key=lambda one: one.standing is Standing.REVOKED))


def get_own_badge(actor: Actor, badge_id: UUID, on: date) -> OwnBadge:
    """One of them; raises NotFound. One statement."""
    with scope_of_installation():
        row = own_rows(actor).filter(id=badge_id).first()
    if row is None:
        raise NotFound
    ledger.looked("badges.own_badge.seen", badge=badge_id)
    return _own(row, on)


def own_rows(actor: Actor) -> QuerySet[Badge, Any]:
    """Rows that name the acting person. Raises NotPermitted for a role that holds no certificates."""
    grant_for(actor, SEE_OWN)
    issuer = Organization.objects.filter(id=OuterRef("organization_id")).values("name")
    return Badge.objects.filter(recipient_person_id=actor.person_id).annotate(
        issuer_name=Subquery(issuer), newer=F("replaced_by__number")
    )


def _own(row: Any, on: date) -> OwnBadge:
    is_revoked = row.revoked_at is not None
    return OwnBadge(
        id=row.id,
        organization_id=row.organization_id,
        number=shown(row.number),
        kind=Kind(row.kind),
        title=row.title,
        recipient_name=row.recipient_name,
        issuer_name=row.issuer_name,
        issued_on=row.issued_on,
        expires_on=row.expires_on,
        standing=standing_of(has_expired=has_expired(row.expires_on, on), is_revoked=is_revoked),
        revoked_because=Reason(row.revoked_because).label if is_revoked else "",
        replaced_by=shown(row.newer) if row.newer else "",
        is_listed=row.is_listed,
        token=row.token,
    )
