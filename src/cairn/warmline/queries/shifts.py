"""Who answers when, and the actor's own shift around a moment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from cairn.kernel.actors import Actor
from cairn.kernel.instants import Instant, Span, as_instant, local_date
from cairn.privacy.policy import visible
from cairn.warmline import policy
from cairn.warmline.domain.calls import GRACE, holds
from cairn.warmline.models import Shift

DAYS_SHOWN, MOST = 14, 200


@dataclass(frozen=True, slots=True)
class ShiftRow:
    id: UUID
    peer_name: str
    span: Span
    is_own: bool
    peer_id: UUID

    def is_now(self, now: Instant) -> bool:
        return self.span.start <= now < self.span.end


def list_shifts(actor: Actor, now: Instant, *, grace: timedelta = timedelta(0)) -> tuple[ShiftRow, ...]:
    """The shifts that go on or come within two weeks, in order; with a grace those too that ended that lately. One statement."""
    rows = visible(Shift, actor, policy.SHIFTS, local_date(now, actor.zone)).filter(
        taken_back_at__isnull=True,
        ends_at__gt=now - grace,
        starts_at__lt=now + timedelta(days=DAYS_SHOWN),
        peer__ended_at__isnull=True,  # who left at once answers no more, and the gap is seen
    )
    return tuple(_row(actor, row) for row in rows.select_related("peer").order_by("starts_at", "id")[:MOST])


def find_own_shift(actor: Actor, at: Instant) -> ShiftRow | None:
    """The actor's shift that a moment belongs to: the one it falls in, else the nearest within the grace. One statement."""
    rows = visible(Shift, actor, policy.LOG, local_date(at, actor.zone)).filter(
        taken_back_at__isnull=True, starts_at__lte=at + GRACE, ends_at__gt=at - GRACE
    )
    return own_of([_row(actor, row) for row in rows.select_related("peer").order_by("starts_at", "id")], at)


def own_of(shifts: Iterable[ShiftRow], at: Instant) -> ShiftRow | None:
    """Among shifts the actor's own that a moment belongs to, as above."""
    held = [shift for shift in shifts if shift.is_own and holds(shift.span, at)]
    return min(held, key=lambda shift: not shift.is_now(at), default=None)


def is_on_desk(actor: Actor, on: date) -> bool:
    """Whether the actor has a shift that day: only then are there calls to be seen. One statement."""
    return bool(policy.shifts_of_day(actor, on).exists())


def _row(actor: Actor, row: Shift) -> ShiftRow:
    span = Span(as_instant(row.starts_at), as_instant(row.ends_at))
    return ShiftRow(row.id, row.peer.name, span, row.peer_id == actor.engagement_id, row.peer_id)
