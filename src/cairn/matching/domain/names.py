"""Whether a name that somebody noted for themselves may be that of a person served. Pure: names in, ties out, no name comes back.

Rooms that meet people otherwise (a walk-in in a group) ask the same function.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cairn.matching.domain.conflicts import Known
from cairn.matching.domain.ties import Tie


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
    given, family = plain(one.given), plain(one.family)
    if not (given and family):
        return False
    full = plain(person.called)
    legal = plain(person.family) == family and given in (plain(person.given), full)
    return legal or full in (f"{given} {family}", f"{family} {given}")


def plain(name: str) -> str:
    """A name without case, accents, marks, signs that cannot be seen, and doubled spaces."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    seen = (one for one in letters if not unicodedata.combining(one) and unicodedata.category(one) != "Cf")
    kept = "".join(one if one.isalnum() else " " for one in seen)
    return " ".join(kept.split())
