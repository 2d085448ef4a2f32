"""What a legal hold must say, and on which days it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cairn.kernel.errors import BadInput

REASON_LENGTH, WHEN_LENGTH = 300, 200


@dataclass(frozen=True, slots=True)
class HoldDays:
    """The days of one hold. Without `ends_on` it stands until somebody lifts it."""

    set_on: date
    ends_on: date | None = None
    lifted_on: date | None = None

    def stands_on(self, day: date) -> bool:
        """On its last day it still stands; on the day of lifting no longer."""
        if self.lifted_on is not None and self.lifted_on <= day:
            return False
        return self.set_on <= day and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True, slots=True)
class Held:
    """What all holds on one record come to: the last day known, or None when one of them waits to be lifted."""

    until: date | None


def held_on(holds: Iterable[HoldDays], day: date) -> Held | None:
    """The longest of those that stand on a day; None when the record is free."""
    standing = [one.ends_on for one in holds if one.stands_on(day)]
    if not standing:
        return None
    known = [end for end in standing if end is not None]
    return Held(max(known) if len(known) == len(standing) else None)


def check_hold(reason: str, ends_on: date | None, ends_when: str, today: date) -> None:
    """A reason and an end, by a day or in words. Raises BadInput naming each field."""
    problems = _text_problem("reason", reason, REASON_LENGTH, "Say why the record must be kept.")
    if len(ends_when) > WHEN_LENGTH:
        problems["ends_when"] = f"Use at most {WHEN_LENGTH} characters; now it is {len(ends_when)}."
    if ends_on is None and not ends_when:
        problems["ends_on"] = "Give the last day, or say below what ends it."
    elif ends_on is not None and ends_when:
        problems["ends_when"] = "Give a day or say what ends it, not both: one of them has to hold."
    elif ends_on is not None and ends_on < today:
        problems["ends_on"] = "This day is past. Give today or a later day."
    if problems:
        raise BadInput(problems)


def check_lifting(because: str) -> None:
    """Raises BadInput unless it says why the hold ends."""
    problems = _text_problem("because", because, REASON_LENGTH, "Say why the hold ends.")
    if problems:
        raise BadInput(problems)


def _text_problem(name: str, text: str, most: int, ask: str) -> dict[str, str]:
    if not text:
        return {name: ask}
    return {name: f"Use at most {most} characters; now it is {len(text)}."} if len(text) > most else {}
