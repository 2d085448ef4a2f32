"""Letting people in: an engagement and a link that works once, handed over in person. Only its digest is kept."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from cairn.identity import policy as _declared  # noqa: F401 - the grants
from cairn.identity.commands.agreements import end_agreements_of
from cairn.identity.domain.invitations import MAY_LET_IN, InvitationDraft, check_draft, digest_of, window_for
from cairn.identity.doors import roles_to_offer
from cairn.identity.models import Account, Engagement, Invitation, Person, Program
from cairn.kernel.actors import Actor, Role
from cairn.kernel.errors import BadInput, Conflict, NotFound
from cairn.kernel.instants import Instant, local_date
from cairn.platform.ids import new_id
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.policy import visible


@dataclass(frozen=True, slots=True)
class Handed:
    """`token` is the secret of the link, known only now; empty when a repeated send changed nothing."""

    engagement_id: UUID
    token: str
    opens_at: Instant
    expires_at: Instant


@command(permission="identity.invitation.send")
def invite_person(*, actor: Actor, engagement_id: UUID, draft: InvitationDraft, now: Instant) -> Handed:
    """Engage a person in a role and make their link. Sent again with the same id and content, nothing changes."""
    today = local_date(now, actor.zone)
    mine = visible(Engagement, actor, "identity.invitation.send", today)
    existing = mine.filter(id=engagement_id).first()
    check_draft(draft, actor.role, roles_to_offer(actor.role))
    assert draft.role is not None  # noqa: S101 - checked above
    assert draft.starts_on is not None  # noqa: S101
    if existing is not None:
        if (existing.role, existing.name, existing.email) != (draft.role.value, draft.name, draft.email):
            raise Conflict("This invitation was sent before with other words.")
        ledger.unchanged("invited before")
        return Handed(engagement_id, "", now, now)
    programs = visible(Program, actor, "identity.invitation.send", today)
    if draft.program_id is not None and not programs.filter(id=draft.program_id).exists():
        raise BadInput({"program": "Choose one of the programs in the list."})
    engagement = Engagement.objects.create(
        id=engagement_id,
        organization_id=actor.organization_id,
        person=Person.objects.create(created_at=now),
        program_id=draft.program_id,
        role=draft.role.value,
        name=draft.name,
        title=draft.title,
        email=draft.email,
        starts_on=draft.starts_on,
        ends_on=draft.ends_on,
    )
    handed = _make_link(actor, engagement, now, has_account=False)
    ledger.record("identity.person.invited", engagement=engagement_id, role=draft.role.value)
    return handed


@command(permission="identity.invitation.send")
def reissue_invitation(*, actor: Actor, engagement_id: UUID, now: Instant) -> Handed:
    """A new link for somebody whose first one ran out, or who lost their way to sign in. Older links stop working."""
    engagement = _engagement_in_reach(actor, engagement_id, now)
    if not _holds(engagement, now, actor):
        raise BadInput({"engagement": "This role has ended. Invite the person anew."})
    has_account = Account.objects.filter(person_id=engagement.person_id).exists()
    Invitation.objects.filter(engagement=engagement, accepted_at__isnull=True, expires_at__gt=now).update(
        expires_at=now
    )
    handed = _make_link(actor, engagement, now, has_account=has_account)
    ledger.record("identity.invitation.reissued", engagement=engagement_id, recovers=has_account)
    return handed


@command(permission="identity.engagement.end")
def end_engagement(*, actor: Actor, engagement_id: UUID, now: Instant) -> None:
    """End a role at once: the next request under this hat finds the door closed. The person's notes and hours stay.

    Their supervision agreements end with it, so that nothing is held or billed under somebody who is gone."""
    _lock_owners(actor)
    engagement = _engagement_in_reach(actor, engagement_id, now)
    if engagement.ended_at is not None:
        ledger.unchanged("ended before")
        return
    today = local_date(now, actor.zone)
    if engagement.role == Role.SYSTEM_OWNER.value and not _other_owners(engagement, actor, now).exists():
        raise BadInput({"engagement": "This is the only system owner. Invite another one first, and let them sign in."})
    engagement.ended_at = now
    engagement.ends_on = max(min(today, engagement.ends_on or today), engagement.starts_on)
    engagement.save(update_fields=["ended_at", "ends_on"])
    end_agreements_of(actor, engagement_id, engagement.ends_on)
    Invitation.objects.filter(engagement=engagement, accepted_at__isnull=True, expires_at__gt=now).update(
        expires_at=now
    )
    ledger.record("identity.engagement.ended", engagement=engagement_id, role=engagement.role)


def _engagement_in_reach(actor: Actor, engagement_id: UUID, now: Instant) -> Engagement:
    """An engagement of the actor's organization in a role that the actor may let in."""
    rows = visible(Engagement, actor, "identity.invitation.send", local_date(now, actor.zone)).select_for_update()
    engagement = rows.filter(id=engagement_id, role__in=[role.value for role in MAY_LET_IN[actor.role]]).first()
    if engagement is None:
        raise NotFound
    return engagement


def _lock_owners(actor: Actor) -> None:
    """Two owners who end each other at one moment come one after the other: the second finds that no other is left."""
    owners = Engagement.objects.filter(organization_id=actor.organization_id, role=Role.SYSTEM_OWNER.value)
    list(owners.filter(ended_at__isnull=True).order_by("id").select_for_update())


def _other_owners(engagement: Engagement, actor: Actor, now: Instant) -> QuerySet[Engagement]:
    today = local_date(now, actor.zone)
    return Engagement.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=today),
        organization_id=actor.organization_id,
        role=Role.SYSTEM_OWNER.value,
        ended_at__isnull=True,
        starts_on__lte=today,
        person__account__is_active=True,
    ).exclude(id=engagement.id)


def _holds(engagement: Engagement, now: Instant, actor: Actor) -> bool:
    today = local_date(now, actor.zone)
    return engagement.ended_at is None and (engagement.ends_on is None or engagement.ends_on >= today)


def _make_link(actor: Actor, engagement: Engagement, now: Instant, *, has_account: bool) -> Handed:
    token, window = secrets.token_urlsafe(32), window_for(now, has_account=has_account)
    Invitation.objects.create(
        id=new_id(),
        organization_id=actor.organization_id,
        engagement=engagement,
        email=engagement.email,
        token_digest=digest_of(token),
        created_at=now,
        created_by_id=actor.engagement_id,
        opens_at=window.opens_at if has_account else None,
        expires_at=window.closes_at,
    )
    return Handed(engagement.id, token, window.opens_at, window.closes_at)
