"""Approving a platform and ending that, saying what a contact was held by, and a supervisor's word that it was talked over."""

from __future__ import annotations

from uuid import UUID

from cairn.kernel.actors import Actor
from cairn.kernel.decisions import Decision
from cairn.kernel.errors import BadInput, Conflict, NotFound
from cairn.kernel.instants import Instant, local_date
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.once import create_once, mark_once
from cairn.privacy.policy import lock_one, visible
from cairn.support import policy_platforms as policy
from cairn.support.domain.encounters import Kind, Place
from cairn.support.domain.platforms import (
    NAME_LENGTH,
    PlatformDraft,
    check_platform,
    decide_platform,
    is_at_a_distance,
)
from cairn.support.models import Encounter, Platform, PlatformUse
from cairn.support.queries.platforms import approval_of, platform_sources

CITED_LENGTH = 200


@command(permission=policy.APPROVE)
def approve_platform(*, actor: Actor, draft: PlatformDraft, now: Instant) -> UUID:
    """Put it on the list. Raises BadInput, Conflict (same id, other content)."""
    check_platform(draft, local_date(now, actor.zone))
    content = {
        "name": draft.name.strip(), "means": draft.means.value, "because": draft.because.strip(),
        "approved_on": draft.approved_on,
    }  # fmt: skip
    if create_once(Platform, actor, draft.id, content, approved_at=now, approved_by_id=actor.engagement_id):
        ledger.record("support.platform.approved", platform=draft.id)
    return draft.id


@command(permission=policy.APPROVE)
def end_platform(*, actor: Actor, platform_id: UUID, now: Instant) -> UUID:
    """From today it is approved no more; what was held by it before stays as it was. Raises NotFound."""
    on = local_date(now, actor.zone)
    row = lock_one(visible(Platform, actor, policy.APPROVE, on), platform_id)
    if row.ended_on is not None:
        ledger.unchanged("ended before")
        return platform_id
    row.ended_on, row.ended_at, row.ended_by_id = on, now, actor.engagement_id
    row.save(update_fields=["ended_on", "ended_at", "ended_by_id"])
    ledger.record("support.platform.ended", platform=platform_id)
    return platform_id


@command(permission=policy.SAY)
def say_platform(
    *, actor: Actor, use_id: UUID, encounter_id: UUID, platform_id: UUID | None, other_name: str, now: Instant
) -> Decision:
    """By what a contact was held: one of the list, or a name that is not on it, which is marked and never refused.

    Raises NotFound (not one's own contact, no such platform), BadInput, Conflict (same id, other content).
    """
    on, other = local_date(now, actor.zone), other_name.strip()
    rows = visible(Encounter, actor, policy.SAY, on).filter(peer_id=actor.engagement_id, in_error_at__isnull=True)
    met = lock_one(rows, encounter_id)
    if not is_at_a_distance(Kind(met.kind), Place(met.place)):
        raise Conflict("You met in person. There is no platform to name.")
    platform = _named(actor, platform_id, other, now)
    approval = approval_of(platform) if platform else None
    day = met.started_on
    decision = decide_platform(platform.name if platform else other, approval, day, platform_sources(actor, day))
    before = (
        PlatformUse.objects.filter(organization_id=actor.organization_id, encounter=met).order_by("-number").first()
    )
    if before is not None and before.id != use_id and (before.platform_id, before.other_name) == (platform_id, other):
        ledger.unchanged("says so already")
        return decision
    content = {"encounter_id": met.id, "platform_id": platform_id, "other_name": other}
    more = {
        "number": before.number + 1 if before else 1, "is_approved": decision.outcome == "yes",
        "cited": "; ".join(one.text for one in decision.findings[0].citations)[:CITED_LENGTH],
        "said_at": now, "said_by_id": actor.engagement_id,
    }  # fmt: skip
    if create_once(PlatformUse, actor, use_id, content, **more):
        ledger.record(
            "support.platform_use.said", client=met.client_id, encounter=met.id, approved=decision.outcome == "yes"
        )
    return decision


@command(permission=policy.SETTLE)
def settle_platform_use(*, actor: Actor, platform_use_id: UUID, now: Instant) -> UUID:
    """The supervisor talked it over with whoever met so. Raises NotFound."""
    row = lock_one(visible(PlatformUse, actor, policy.SETTLE, local_date(now, actor.zone)), platform_use_id)
    if mark_once(row, "seen", now, by=actor):
        ledger.record("support.platform_use.talked_over", platform_use=platform_use_id)
    return platform_use_id


def _named(actor: Actor, platform_id: UUID | None, other: str, now: Instant) -> Platform | None:
    if (platform_id is None) == (not other):
        raise BadInput({"platform": "Choose one of the list, or write the name of another one below."})
    if len(other) > NAME_LENGTH:
        raise BadInput({"other_name": f"Use at most {NAME_LENGTH} characters; now it is {len(other)}."})
    if platform_id is None:
        return None
    row = visible(Platform, actor, policy.SEE, local_date(now, actor.zone)).filter(id=platform_id).first()
    if row is None:
        raise NotFound
    return row
