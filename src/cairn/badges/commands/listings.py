"""Whether a license is found by its holder's name. The holder decides, and nobody else: a license itself tells of lived experience."""

from __future__ import annotations

from uuid import UUID

from cairn.badges.models import Badge
from cairn.badges.policy import LIST_OWN
from cairn.badges.queries.own import get_own_badge
from cairn.kernel.actors import Actor
from cairn.kernel.errors import Conflict
from cairn.kernel.instants import Instant, local_date
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.scope import scope_of_organization

NOT_LISTED = "Only a license that was not revoked can be found by name."


@command(permission=LIST_OWN)
def choose_listing(*, actor: Actor, badge_id: UUID, is_listed: bool, now: Instant) -> UUID:
    """Let the own license be found by name, or no longer. The same choice again changes nothing."""
    badge = get_own_badge(actor, badge_id, local_date(now, actor.zone))
    if is_listed and not badge.may_be_listed:
        raise Conflict(NOT_LISTED)
    if badge.is_listed == is_listed:
        ledger.unchanged("chosen before")
        return badge_id
    with scope_of_organization(badge.organization_id):
        rows = Badge.objects.filter(id=badge_id, recipient_person_id=actor.person_id)
        if is_listed and not rows.filter(revoked_at__isnull=True).update(is_listed=True):
            raise Conflict(NOT_LISTED)  # revoked in this very moment
        if not is_listed:
            rows.update(is_listed=False)
    ledger.record("badges.listing.chosen", badge=badge_id, listed=is_listed)
    return badge_id
