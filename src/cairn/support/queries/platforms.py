"""The list of approved platforms, what a contact was held by, and what waits to be talked over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef

from cairn.identity.queries.names import names_of
from cairn.kernel.actors import Actor
from cairn.kernel.citations import Citation
from cairn.kernel.decisions import Decision
from cairn.platform.packs import rules_on
from cairn.privacy import ledger
from cairn.privacy.policy import may, visible
from cairn.support import policy_platforms as policy
from cairn.support.domain.platforms import Approval, Means, decide_platform
from cairn.support.models import Platform, PlatformUse

RULE = "hipaa.platform"
SHOWN = 100


@dataclass(frozen=True, slots=True)
class PlatformView:
    """One platform of the list, with who approved it."""

    id: UUID
    means: Means
    because: str
    approval: Approval
    approved_by: str

    @property
    def name(self) -> str:
        return self.approval.name


@dataclass(frozen=True, slots=True)
class PlatformUseView:
    """What a contact was held by: `decision` says whether that was approved on its day, and the rule."""

    id: UUID
    encounter_id: UUID
    client_id: UUID
    client_name: str
    peer_name: str
    on: date
    platform_id: UUID | None
    name: str
    is_approved: bool
    decision: Decision
    is_seen: bool


def list_platforms(actor: Actor, on: date) -> tuple[PlatformView, ...]:
    """Those approved today by name, then those that were. Two statements."""
    rows = list(visible(Platform, actor, policy.SEE, on).order_by("name", "id")[:SHOWN])
    names = names_of(actor, {row.approved_by_id for row in rows}, on) if rows else {}
    found = [
        PlatformView(row.id, Means(row.means), row.because, approval_of(row), names.get(row.approved_by_id, ""))
        for row in rows
    ]
    return tuple(sorted(found, key=lambda one: not one.approval.holds(on)))


def find_platform_use(actor: Actor, encounter_id: UUID, on: date) -> PlatformUseView | None:
    """What a contact was held by, as it was said last; None while nobody said. One statement."""
    if not may(actor, policy.LOOK):
        return None
    rows = visible(PlatformUse, actor, policy.LOOK, on).filter(encounter_id=encounter_id)
    row = rows.select_related("platform", "encounter__client", "encounter__peer").order_by("-number").first()
    return _use(actor, row) if row else None


def list_uses_to_talk_over(actor: Actor, on: date) -> tuple[PlatformUseView, ...]:
    """Contacts by something that was not approved, and not talked over yet, the oldest first. One statement."""
    rows = _to_talk_over(actor, on).select_related("platform", "encounter__client", "encounter__peer")
    found = tuple(_use(actor, row) for row in rows.order_by("said_at", "id")[:SHOWN])
    ledger.looked("support.platform_use.seen", clients=[one.client_id for one in found])
    return found


def count_uses_to_talk_over(actor: Actor, on: date) -> int:
    """How many wait to be talked over. One statement, for a home."""
    return _to_talk_over(actor, on).count()


def platform_sources(actor: Actor, on: date) -> tuple[Citation, ...]:
    """The rule of that day on services by which people are met."""
    rule = rules_on(on, actor.place).find(RULE)
    return (rule.citation,) if rule else ()


def approval_of(row: Platform) -> Approval:
    return Approval(row.name, row.approved_on, row.ended_on)


def _to_talk_over(actor: Actor, on: date) -> Any:
    newer = PlatformUse.objects.filter(
        organization_id=OuterRef("organization_id"), encounter=OuterRef("encounter"), number__gt=OuterRef("number")
    )
    rows = visible(PlatformUse, actor, policy.LOOK, on).filter(is_approved=False, seen_at__isnull=True)
    return rows.filter(~Exists(newer), encounter__in_error_at__isnull=True)


def _use(actor: Actor, row: Any) -> PlatformUseView:
    met, platform = row.encounter, row.platform
    name = platform.name if platform else row.other_name
    approval = approval_of(platform) if platform else None
    return PlatformUseView(
        row.id,
        met.id,
        met.client_id,
        met.client.name,
        met.peer.name,
        met.started_on,
        platform.id if platform else None,
        name,
        row.is_approved,
        decide_platform(name, approval, met.started_on, platform_sources(actor, met.started_on)),
        row.seen_at is not None,
    )
