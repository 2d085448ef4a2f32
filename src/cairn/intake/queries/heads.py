"""People met whom nobody names: the latest counts, and figures by month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cairn.intake import policy
from cairn.intake.domain.heads import Given, MonthOfHeads, PlaceKind, by_month
from cairn.intake.models import HeadCount
from cairn.kernel.actors import Actor
from cairn.kernel.errors import NotFound
from cairn.kernel.instants import months_after
from cairn.privacy.policy import visible

SHOWN, MONTHS_BACK = 30, 12


@dataclass(frozen=True, slots=True)
class HeadRow:
    """One count."""

    id: UUID
    on: date
    place: PlaceKind
    people: int
    given: tuple[Given, ...]
    counted_by: str
    taken_back_because: str


def list_heads(actor: Actor, on: date) -> tuple[HeadRow, ...]:
    """The latest counts of whoever asks (of everybody, for who answers for them), thirty at most. One statement."""
    rows = visible(HeadCount, actor, policy.COUNT, on).select_related("counted_by").order_by("-on", "-counted_at")
    return tuple(_row(row) for row in rows[:SHOWN])


def get_heads(actor: Actor, head_count_id: UUID, on: date) -> HeadRow:
    """One count; raises NotFound. One statement."""
    rows = visible(HeadCount, actor, policy.COUNT, on).select_related("counted_by").filter(id=head_count_id)
    for row in rows:
        return _row(row)
    raise NotFound


def list_months_of_heads(actor: Actor, on: date) -> tuple[MonthOfHeads, ...]:
    """The last twelve months and this one, newest first; what was taken back is left out. One statement."""
    since = months_after(on.replace(day=1), -MONTHS_BACK)
    rows = visible(HeadCount, actor, policy.FIGURES, on).filter(on__gte=since, taken_back_at__isnull=True)
    return by_month(rows.values_list("on", "place", "people"))


def _row(row: HeadCount) -> HeadRow:
    return HeadRow(
        row.id,
        row.on,
        PlaceKind(row.place),
        row.people,
        tuple(Given(code) for code in row.given),
        row.counted_by.name,
        row.taken_back_because,
    )
