"""Whether a peer supporter has a supervisor on each day to come: an agreement in force, and a supervisor who is there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from cairn.kernel.instants import Period

AHEAD_DAYS = 30  # how far ahead a gap is told, so that cover can still be found


@dataclass(frozen=True, slots=True)
class Agreed:
    """One signed agreement of clinical supervision: by whom, from when to when."""

    agreement_id: UUID
    supervisor_id: UUID
    period: Period


@dataclass(frozen=True, slots=True)
class Gap:
    """Days without a supervisor. `until` is the last of them, none when it does not end in sight. `is_away`: an agreement
    is in force, but its supervisor is away and nobody stands in."""

    since: date
    until: date | None
    is_away: bool


@dataclass(frozen=True, slots=True)
class Change:
    """A supervisor of record ceased on a day; `new` supervises from then on, if anybody does."""

    former: Agreed
    ceased_on: date
    new: Agreed | None


def find_gap(agreed: Sequence[Agreed], away: Sequence[tuple[UUID, Period]], on: date) -> Gap | None:
    """The first gap among today and the thirty days to come."""
    days = [on + timedelta(days=n) for n in range(AHEAD_DAYS + 1)]
    states = [_state(agreed, away, day) for day in days]
    first = next((n for n, state in enumerate(states) if state), None)
    if first is None:
        return None
    end = next((n for n in range(first, len(days)) if not states[n]), None)
    return Gap(days[first], days[end - 1] if end else None, states[first] == "away")


def list_changes_of(agreed: Sequence[Agreed], on: date, since: date) -> tuple[Change, ...]:
    """Each time a supervisor of record ceased between two days. A new version with the same supervisor is no change."""
    changes = []
    for each in agreed:
        ceased_on = each.period.end
        if ceased_on is None or not since <= ceased_on <= on or _goes_on(agreed, each, ceased_on):
            continue
        later = [one for one in agreed if one.supervisor_id != each.supervisor_id and _reaches(one.period, ceased_on)]
        changes.append(Change(each, ceased_on, max(later, key=lambda one: one.period.start or date.min, default=None)))
    return tuple(sorted(changes, key=lambda change: change.ceased_on))


def _state(agreed: Sequence[Agreed], away: Sequence[tuple[UUID, Period]], day: date) -> str:
    holding = [each for each in agreed if each.period.holds(day)]
    if not holding:
        return "none"
    there = [each for each in holding if not any(who == each.supervisor_id and off.holds(day) for who, off in away)]
    return "" if there else "away"


def _goes_on(agreed: Sequence[Agreed], each: Agreed, ceased_on: date) -> bool:
    after = ceased_on + timedelta(days=1)
    return any(one.supervisor_id == each.supervisor_id and one.period.holds(after) for one in agreed)


def _reaches(period: Period, ceased_on: date) -> bool:
    return period.end is None or period.end > ceased_on
