"""Writing down worked time that is not a contact, and taking a wrong entry back."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, NotFound
from cairn.kernel.instants import Instant, local_date
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.once import create_once
from cairn.privacy.policy import visible
from cairn.work.commands.days import CONFIRMED, is_confirmed
from cairn.work.domain.activities import Activity
from cairn.work.domain.corrections import FOR_TAKING_BACK
from cairn.work.models import WorkEntry

DAY = 24 * 60


@command(permission="work.entry.record")
def record_work(*, actor: Actor, entry_id: UUID, on: date, activity: str, minutes: int, now: Instant) -> UUID:
    """Add minutes of an activity to the actor's own day; sent again it is the same entry."""
    problems = _problems(on, activity, minutes, local_date(now, actor.zone))
    if problems:
        raise BadInput(problems)
    content = {"peer_id": actor.engagement_id, "on": on, "activity": activity, "minutes": minutes}
    if create_once(WorkEntry, actor, entry_id, content, recorded_at=now, recorded_by_id=actor.engagement_id):
        if is_confirmed(actor, on):
            raise BadInput({"on": CONFIRMED})
        ledger.record("work.entry.recorded", entry=entry_id, on=on, activity=activity, minutes=minutes)
    return entry_id


@command(permission="work.entry.record")
def take_back_work(*, actor: Actor, entry_id: UUID, because: str, now: Instant) -> date:
    """Mark an own entry as wrong. It stays on record and counts for nothing; the day is returned."""
    if because not in FOR_TAKING_BACK:
        raise BadInput({"because": "Choose what was wrong."})
    entry = (
        visible(WorkEntry, actor, "work.entry.record", local_date(now, actor.zone))
        .filter(id=entry_id)
        .select_for_update()
        .first()
    )
    if entry is None:
        raise NotFound
    if entry.taken_back_at is not None:
        ledger.unchanged("taken back before")
        return entry.on
    if is_confirmed(actor, entry.on):
        raise BadInput({"on": CONFIRMED})
    entry.taken_back_at, entry.taken_back_by_id, entry.taken_back_because = now, actor.engagement_id, because
    entry.save(update_fields=["taken_back_at", "taken_back_by_id", "taken_back_because"])
    ledger.record("work.entry.taken_back", entry=entry_id, because=because)
    return entry.on


def _problems(on: date, activity: str, minutes: int, today: date) -> dict[str, str]:
    problems: dict[str, str] = {}
    if activity not in list(Activity):
        problems["activity"] = "Choose what you did."
    if not 1 <= minutes <= DAY:
        problems["minutes"] = "Give a length between 1 minute and 24 hours."
    if on > today:
        problems["on"] = "This day is still to come. Add the work once it is done."
    return problems
