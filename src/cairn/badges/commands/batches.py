"""Many certificates as one file, for a printer: the sheets of a run, each with its code. They are paper: the signed badge is not inside."""

from __future__ import annotations

from uuid import UUID

from cairn.badges.commands.prints import NO_LETTERS, Printed, words_of
from cairn.badges.models import Badge
from cairn.badges.policy import PRINT
from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, Conflict, NotFound
from cairn.kernel.instants import Instant, local_date
from cairn.platform.documents import Unprintable, typeset
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.policy import visible

MOST = 200  # sheets in one file: a few seconds on one core


@command(permission=PRINT)
def print_badges(*, actor: Actor, badge_ids: tuple[UUID, ...], now: Instant) -> Printed:
    """The sheets of these badges in this order, in one file. What was revoked since is left out; nothing left is a conflict."""
    if not 0 < len(badge_ids) <= MOST:
        raise BadInput({"badges": f"One file holds 1 to {MOST} certificates."})
    on = local_date(now, actor.zone)
    rows = visible(Badge, actor, PRINT, on).select_related("key").filter(id__in=badge_ids)
    badges = {badge.id: badge for badge in rows}
    if not badges:
        raise NotFound
    held = [badges[badge_id] for badge_id in badge_ids if badge_id in badges and badges[badge_id].revoked_at is None]
    if not held:
        raise Conflict("All of these were revoked, so no more papers are made of them.")
    try:
        pdf = typeset(
            "badges", "certificates", {"sheets": [words_of(badge, on) for badge in held]}, now=now, in_every_sign=True
        )
    except Unprintable:
        raise Conflict(f"{NO_LETTERS} It is among these {len(held)}; print the others one by one.") from None
    for badge in held:
        ledger.record("badges.badge.printed", badge=badge.id, form="batch")
    return Printed(f"certificates-{len(held)}.pdf", pdf)
