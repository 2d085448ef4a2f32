"""Figures of a month for the manager, small ones hidden. Pure. A call counts each time; nobody is counted as a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from cairn.warmline.domain.kinds import Came, Topic

FEWEST_SHOWN = 11  # the product's default, the same as for outcomes (a test holds the two together)


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
    """Parts of one whole: where only one would be hidden, the next smallest goes with it, or the rest would tell it."""
    hidden = {part for part, count in parts.items() if 0 < count < FEWEST_SHOWN}
    if len(hidden) == 1:
        hidden |= set(
            sorted((part for part in parts if part not in hidden and parts[part]), key=lambda part: parts[part])[:1]
        )
    return {part: None if part in hidden else count for part, count in parts.items()}


def _month(first: date, calls: list[CallCount]) -> Month:
    is_small = 0 < len(calls) < FEWEST_SHOWN
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


def shown(count: int) -> int | None:
    return None if 0 < count < FEWEST_SHOWN else count
