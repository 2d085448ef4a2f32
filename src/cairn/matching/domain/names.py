"""Whether a name that somebody noted for themselves may be that of a person served. Pure: names in, ties out, no name comes back.

Rooms that meet people otherwise (a walk-in in a group) ask the same function.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cairn.matching.domain.conflicts import Known
from cairn.matching.domain.ties import Tie
from cairn.support.domain.names import is_full_name_of


@dataclass(frozen=True, slots=True)
class PersonNames:
    """The names by which a person served goes; each may be empty."""

    called: str
    given: str = ""
    family: str = ""


@dataclass(frozen=True, slots=True)
class Noted:
    """Somebody close to a member of staff, as that one noted them. `is_own`: the one who is asked noted it."""

    given: str
    family: str
    tie: Tie
    ended_on: date | None = None
    is_own: bool = True


def ties_by_name(person: PersonNames, noted: Iterable[Noted]) -> tuple[Known, ...]:
    """The ties of those whose full name fits. What another noted is not told apart: "something to talk over first"."""
    found = dict.fromkeys(
        Known(one.tie if one.is_own else Tie.ELSEWHERE, one.ended_on if one.is_own else None, from_records=True)
        for one in noted
        if may_be(person, one)
    )
    return tuple(found)


def may_be(person: PersonNames, one: Noted) -> bool:
    """Family name and first name fit, however they are written. A first name alone fits nobody."""
    return is_full_name_of(one.given, one.family, person.called, person.given, person.family)
