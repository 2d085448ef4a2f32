"""Starting, stopping and dropping the clock of a session."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction

from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, Conflict, NotFound
from cairn.kernel.instants import Instant, local_date
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.once import OTHER_CONTENT
from cairn.privacy.policy import visible
from cairn.supervision import policy
from cairn.supervision.models import SessionTimer
from cairn.supervision.queries.scenarios import scenarios

RECORD = policy.RECORD


@command(permission=RECORD)
def start_timer(*, actor: Actor, timer_id: UUID, peer_id: UUID, scenario: str, now: Instant) -> UUID:
    """Start the clock with a peer supporter under one's agreement. One clock for each; a second start keeps the first."""
    on = local_date(now, actor.zone)
    if not policy.agreed_with(actor, peer_id, on).exists():
        raise NotFound
    if scenario and scenario not in scenarios():
        raise BadInput({"scenario": "Choose one of the scenarios."})
    running = visible(SessionTimer, actor, RECORD, on).filter(peer_id=peer_id, closed_at__isnull=True).first()
    if running is not None:
        ledger.unchanged("runs already")
        return running.id
    try:
        with transaction.atomic():
            SessionTimer.objects.create(
                id=timer_id,
                organization_id=actor.organization_id,
                peer_id=peer_id,
                supervisor_id=actor.engagement_id,
                scenario=scenario,
                started_at=now.replace(second=0, microsecond=0),
            )
    except IntegrityError:
        raise Conflict(OTHER_CONTENT) from None
    ledger.record("supervision.timer.started", timer=timer_id, peer=peer_id)
    return timer_id


@command(permission=RECORD)
def stop_timer(*, actor: Actor, timer_id: UUID, now: Instant) -> UUID:
    """Stop the clock; a second stop keeps the first. Raises NotFound for one that is closed or another's."""
    timer = _open(actor, timer_id, now)
    if timer.stopped_at is not None:
        ledger.unchanged("stopped before")
        return timer_id
    timer.stopped_at = now.replace(second=0, microsecond=0)
    timer.save(update_fields=["stopped_at"])
    ledger.record("supervision.timer.stopped", timer=timer_id, peer=timer.peer_id)
    return timer_id


@command(permission=RECORD)
def drop_timer(*, actor: Actor, timer_id: UUID, now: Instant) -> UUID:
    """Let go of a clock that was started by mistake. Nothing was written into the log."""
    timer = _open(actor, timer_id, now)
    timer.closed_at = now
    timer.save(update_fields=["closed_at"])
    ledger.record("supervision.timer.dropped", timer=timer_id, peer=timer.peer_id)
    return timer_id


def _open(actor: Actor, timer_id: UUID, now: Instant) -> SessionTimer:
    timers = visible(SessionTimer, actor, RECORD, local_date(now, actor.zone)).filter(closed_at__isnull=True)
    timer = timers.filter(id=timer_id).select_for_update().first()
    if timer is None:
        raise NotFound
    return timer
