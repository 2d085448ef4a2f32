"""Writing down miles, and taking wrong ones back."""

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
from cairn.work.domain.corrections import FOR_TAKING_BACK
from cairn.work.domain.purposes import LONGEST, Purpose
from cairn.work.models import Trip


@command(permission="work.trip.record")
def record_trip(*, actor: Actor, trip_id: UUID, on: date, purpose: str, miles: int, now: Instant) -> UUID:
    """Add miles of a purpose to the actor's own day; sent again it is the same trip."""
    problems: dict[str, str] = {}
    if purpose not in list(Purpose):
        problems["purpose"] = "Choose what the miles were for."
    if not 1 <= miles <= LONGEST:
        problems["miles"] = f"Give whole miles, from 1 to {LONGEST:,}."
    if on > local_date(now, actor.zone):
        problems["on"] = "This day is still to come. Add the miles once they are driven."
    if problems:
        raise BadInput(problems)
    content = {"peer_id": actor.engagement_id, "on": on, "purpose": purpose, "miles": miles}
    if create_once(Trip, actor, trip_id, content, recorded_at=now):
        if is_confirmed(actor, on):
            raise BadInput({"on": CONFIRMED})
        ledger.record("work.trip.recorded", trip=trip_id, on=on, purpose=purpose, miles=miles)
    return trip_id


@command(permission="work.trip.record")
def take_back_trip(*, actor: Actor, trip_id: UUID, because: str, now: Instant) -> date:
    """Mark own miles as wrong. They stay on record and count for nothing; the day is returned."""
    if because not in FOR_TAKING_BACK:
        raise BadInput({"because": "Choose what was wrong."})
    trip = (
        visible(Trip, actor, "work.trip.record", local_date(now, actor.zone))
        .filter(id=trip_id)
        .select_for_update()
        .first()
    )
    if trip is None:
        raise NotFound
    if trip.taken_back_at is not None:
        ledger.unchanged("taken back before")
        return trip.on
    if is_confirmed(actor, trip.on):
        raise BadInput({"on": CONFIRMED})
    trip.taken_back_at, trip.taken_back_because = now, because
    trip.save(update_fields=["taken_back_at", "taken_back_because"])
    ledger.record("work.trip.taken_back", trip=trip_id, because=because)
    return trip.on
