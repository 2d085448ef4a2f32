"""Two people laid side by side, line by line: what was compared, what agrees, what differs, and what nobody told. No score."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cairn.intake.domain.alike import Told, sounds_alike, words_of
from cairn.support.domain.phones import phone_digits

MARK, MARK_LENGTH = "#", 16  # no name, day or number begins so


class Stand(StrEnum):
    """How one line stands between the two."""

    AGREES = "agrees"
    SOUNDS_ALIKE = "sounds_alike"
    DIFFERS = "differs"
    NOT_TOLD = "not_told"

    @property
    def label(self) -> str:
        return {
            "agrees": "Agrees",
            "sounds_alike": "Sounds alike",
            "differs": "Differs",
            "not_told": "Cannot be compared",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was compared: what each of the two says, how they stand, and why."""

    what: str
    came: str | date | None
    there: str | date | None
    stand: Stand
    why: str


def lines_of(came: Told, there: Told) -> tuple[Line, ...]:
    """Every line, in one order for every pair: also those that speak against it, and those of which one side knows nothing."""
    return (
        _words("First names", _first(came), _first(there)),
        _words("Last name", came.family, there.family),
        _plain("Birth date", came.birth_date, there.birth_date, same=came.birth_date == there.birth_date),
        _plain(
            "Phone", came.phone, there.phone, same=phone_digits(came.phone) == phone_digits(there.phone) != "",
            why="The last ten digits were compared.",
        ),
    )  # fmt: skip


def prints_of(told: Told) -> dict[str, str]:
    """What was compared, as it was compared: kept with a decision, to see whether anything of it changed since."""
    return {
        "first": " ".join(sorted({*words_of(told.called), *words_of(told.given)})),
        "family": " ".join(words_of(told.family)),
        "birth_date": told.birth_date.isoformat() if told.birth_date else "",
        "phone": phone_digits(told.phone),
    }


def marks_of(prints: Mapping[str, str], key: bytes) -> dict[str, str]:
    """A mark of each, from which nobody reads what it was: all that a decision needs to see whether something changed since.

    A decision stays for good, and what was told is dropped when somebody does not come in: so it holds none of it.
    """
    return {
        code: MARK + hmac.new(key, f"{code}:{text}".encode(), hashlib.sha256).hexdigest()[:MARK_LENGTH] if text else ""
        for code, text in prints.items()
    }


def changed_since(kept: Mapping[str, str], now: Mapping[str, str], key: bytes) -> tuple[str, ...]:
    """What is not as it was when somebody decided, in words. Decisions of earlier days were kept without marks."""
    if any(text.startswith(MARK) for text in kept.values()):
        now = marks_of(now, key)
    names = {"first": "first name", "family": "last name", "birth_date": "birth date", "phone": "phone"}
    return tuple(word for code, word in names.items() if kept.get(code, "") != now.get(code, ""))


def _first(told: Told) -> str:
    """The name they are called by, and the one on their papers where it is another."""
    known = {*words_of(told.called)}
    return ", ".join(name for name in (told.called, "" if known >= {*words_of(told.given)} else told.given) if name)


def _words(what: str, came: str, there: str) -> Line:
    ours, theirs = words_of(came), words_of(there)
    if not ours or not theirs:
        return Line(what, came, there, Stand.NOT_TOLD, _missing(is_told=bool(ours), is_there=bool(theirs)))
    shared = [word for word in ours if word in theirs]
    if shared:
        return Line(what, came, there, Stand.AGREES, f"“{shared[0].capitalize()}” stands in both.")
    for one in ours:
        for other in theirs:
            if sounds_alike(one, other):
                why = f"“{one.capitalize()}” and “{other.capitalize()}” can be one name, heard twice."
                return Line(what, came, there, Stand.SOUNDS_ALIKE, why)
    return Line(what, came, there, Stand.DIFFERS, "No word is the same or sounds alike.")


def _plain(what: str, came: str | date | None, there: str | date | None, *, same: bool, why: str = "") -> Line:
    if not came or not there:
        return Line(what, came, there, Stand.NOT_TOLD, _missing(is_told=bool(came), is_there=bool(there)))
    return Line(what, came, there, Stand.AGREES if same else Stand.DIFFERS, why)


def _missing(*, is_told: bool, is_there: bool) -> str:
    if is_told:
        return "Not on the record that was there."
    return "Not told by whoever came in." if is_there else "Neither of the two says it."
