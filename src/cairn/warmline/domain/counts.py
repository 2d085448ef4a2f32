"""Figures of a month for the manager, small ones hidden. Pure. A call counts each time; nobody is counted as a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from cairn.kernel.suppression import hidden_parts, is_few, shown
from cairn.warmline.domain.kinds import Came, Topic


@dataclass(frozen=True, slots=True)
class CallCount:
    """One call, without whoever called."""

    on: date
    minutes: int
    came: Came
    topics: frozenset[Topic]
    is_crisis: bool


@dataclass(frozen=True, slots=True)
class Month:
    """None stands for a figure that stays hidden."""

    first: date
    calls: int | None
    minutes: int | None
    came: Mapping[Came, int | None]
    topics: Mapping[Topic, int | None]
    crises: int | None


def by_month(counts: Iterable[CallCount]) -> tuple[Month, ...]:
    """Newest month first."""
    months: dict[date, list[CallCount]] = {}
    for count in counts:
        months.setdefault(count.on.replace(day=1), []).append(count)
    return tuple(_month(first, months[first]) for first in sorted(months, reverse=True))


def hide_parts(parts: Mapping[Came, int]) -> dict[Came, int | None]:
    """Parts of one whole, the small ones hidden so that the rest does not tell them."""
    hidden = hidden_parts(list(parts.values()))
    return {part: None if place in hidden else count for place, (part, count) in enumerate(parts.items())}


def _month(first: date, calls: list[CallCount]) -> Month:
    is_small = is_few(len(calls))
    came = Counter(call.came for call in calls)
    topics = Counter(topic for call in calls for topic in call.topics)
    return Month(
        first,
        None if is_small else len(calls),
        None if is_small else sum(call.minutes for call in calls),
        dict.fromkeys(Came) if is_small else hide_parts({part: came[part] for part in Came}),
        {topic: None if is_small else shown(topics[topic]) for topic in Topic},
        None if is_small else shown(sum(call.is_crisis for call in calls)),
    )
