"""Figures of a month, with small ones hidden: in a small town three people at a table are three people whom everybody knows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cairn.kernel.suppression import is_few


@dataclass(frozen=True, slots=True)
class MeetingCount:
    """One closed meeting: how many of the people served, and how many others."""

    on: date
    is_event: bool
    clients: int
    walk_ins: int


@dataclass(frozen=True, slots=True)
class Month:
    """`visits` counts everybody each time they came; None stands for a figure that must stay hidden."""

    first: date
    meetings: int
    visits: int | None
    events: int
    heads: int | None


def by_month(counts: Iterable[MeetingCount]) -> tuple[Month, ...]:
    """Newest month first."""
    months: dict[date, list[MeetingCount]] = {}
    for count in counts:
        months.setdefault(count.on.replace(day=1), []).append(count)
    return tuple(_month(first, months[first]) for first in sorted(months, reverse=True))


def _month(first: date, counts: list[MeetingCount]) -> Month:
    groups = [one for one in counts if not one.is_event]
    events = [one for one in counts if one.is_event]
    return Month(first, len(groups), _shown(groups), len(events), _shown(events))


def _shown(counts: list[MeetingCount]) -> int | None:
    """The sum, when enough people stand behind it: the same few who come each week are still few."""
    largest = max((one.clients + one.walk_ins for one in counts), default=0)
    if is_few(largest):
        return None
    return sum(one.clients + one.walk_ins for one in counts)
