"""Whether two entries may be one place: the same phone, or the same name in the same ZIP. A hint; a person decides."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeVar

from cairn.directory.domain.entries import Entry

NUMBER_DIGITS = 10  # of a number with its area code; shorter ones (988, 211) are many places' own
NOT_LETTERS = re.compile(r"[^a-z0-9]+")
SAME_PHONE, SAME_NAME = "the same phone", "the same name and ZIP"
Key = TypeVar("Key")


def alike(entry: Entry, other: Entry) -> str:
    """Why the two may be one, in words; empty when nothing speaks for it."""
    if _numbers(entry) & _numbers(other):
        return SAME_PHONE
    is_near = bool(entry.zip_code) and entry.zip_code[:5] == other.zip_code[:5]
    return SAME_NAME if is_near and _name(entry) == _name(other) else ""


def find_alike(entry: Entry, others: Iterable[tuple[Key, Entry]]) -> tuple[tuple[Key, str], ...]:
    """Those of the others that may be the same place, each with why."""
    return tuple((key, why) for key, other in others if (why := alike(entry, other)))


def _numbers(entry: Entry) -> set[str]:
    digits = (re.sub(r"\D", "", phone.number.partition("x")[0])[-NUMBER_DIGITS:] for phone in entry.phones)
    return {number for number in digits if len(number) == NUMBER_DIGITS}


def _name(entry: Entry) -> str:
    return NOT_LETTERS.sub(" ", entry.service_name.casefold()).strip()
