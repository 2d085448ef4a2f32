"""Writing down worked time that is not a contact."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import IntegrityError

from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, Conflict
from cairn.kernel.instants import Instant, local_date
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.work import policy  # noqa: F401 - declares who may
from cairn.work.domain.activities import Activity
from cairn.work.models import WorkEntry

DAY = 24 * 60
OTHER_CONTENT = "This entry was already saved with other content. Nothing was changed; add a new one."


@command(permission="work.entry.record")
def record_work(*, actor: Actor, entry_id: UUID, on: date, activity: str, minutes: int, now: Instant) -> UUID:
    """Add minutes of an activity to the actor's own day; sent again it is the same entry."""
    problems = _problems(on, activity, minutes, local_date(now, actor.zone))
    if problems:
        raise BadInput(problems)
    content = {"peer_id": actor.engagement_id, "on": on, "activity": activity, "minutes": minutes}
    try:
        entry, is_new = WorkEntry.objects.get_or_create(
            id=entry_id,
            organization_id=actor.organization_id,
            defaults={**content, "recorded_at": now, "recorded_by_id": actor.engagement_id},
        )
    except IntegrityError:  # the id is in use where the actor sees nothing
        raise Conflict(OTHER_CONTENT) from None
    if is_new:
        ledger.record("work.entry.recorded", entry=entry_id, on=on, activity=activity, minutes=minutes)
    elif all(getattr(entry, name) == value for name, value in content.items()):
        ledger.unchanged("sent before")
    else:
        raise Conflict(OTHER_CONTENT)
    return entry_id


def _problems(on: date, activity: str, minutes: int, today: date) -> dict[str, str]:
    problems: dict[str, str] = {}
    if activity not in list(Activity):
        problems["activity"] = "Choose what you did."
    if not 1 <= minutes <= DAY:
        problems["minutes"] = "Give a length between 1 minute and 24 hours."
    if on > today:
        problems["on"] = "This day is still to come. Add the work once it is done."
    return problems
