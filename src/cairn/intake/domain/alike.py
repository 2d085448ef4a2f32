"""Whether somebody who comes in may be on record already: reasons in words, never a score. A person decides.

Names are compared as they are heard: spellings that sound alike have one skeleton ("Stephen" and "Steven", "Catherine" and "Kathryn").
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cairn.support.domain.phones import phone_digits


class Alike(StrEnum):
    """One reason to think of the same person."""

    PHONE = "phone"
    BIRTH_DATE = "birth_date"
    NAME = "name"
    SOUND = "sound"
    FAMILY_NAME = "family_name"

    @property
    def label(self) -> str:
        return {
            "phone": "The same phone",
            "birth_date": "The same birth date",
            "name": "The same first name",
            "sound": "A first name that sounds alike",
            "family_name": "The same last name, or one that sounds alike",
        }[self.value]


class Verdict(StrEnum):
    """What a person decided about two."""

    SAME = "same"
    NOT_SAME = "not_same"
    TAKEN_BACK = "taken_back"  # what was decided before no longer holds; the pair waits again

    @property
    def label(self) -> str:
        return {"same": "The same person", "not_same": "Not the same", "taken_back": "Taken back"}[self.value]


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of one of the two."""

    called: str = ""
    given: str = ""
    family: str = ""
    birth_date: date | None = None
    phone: str = ""


def reasons_for(one: Told, other: Told) -> tuple[Alike, ...]:
    """Why the two may be one person; nothing when there is no reason to ask.

    A phone or a birth date is reason enough. A first name is one too, unless a last name or a birth date of both speaks against it; a
    last name alone is not: families share it.
    """
    found = []
    if phone_digits(one.phone) and phone_digits(one.phone) == phone_digits(other.phone):
        found.append(Alike.PHONE)
    if one.birth_date is not None and one.birth_date == other.birth_date:
        found.append(Alike.BIRTH_DATE)
    first = _first_names_alike(one, other)
    families = _families_alike(one, other)
    if first is not None and (found or (families is not False and not _born_apart(one, other))):
        found.append(first)
    if found and families:
        found.append(Alike.FAMILY_NAME)
    return tuple(found)


def words_of(name: str) -> list[str]:
    """The words of a name, in small plain letters; signs that cannot be seen do not part them."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    seen = (one for one in letters if not unicodedata.combining(one) and unicodedata.category(one) != "Cf")
    return re.findall(r"[^\W\d_]+", "".join(seen))


def skeleton(word: str) -> str:
    """How a word sounds, written with few letters. The first vowel at the beginning stays as "a"; other vowels go."""
    for pattern, letters in SOUNDS:
        word = re.sub(pattern, letters, word)
    start, rest = word[:1], word[1:]
    return re.sub(r"(.)\1+", r"\1", ("a" if start in "aeiouy" else start) + re.sub(r"[aeiouyhw]", "", rest))


SOUNDS = (
    (r"^kn|^gn|^pn", "n"), (r"^wr", "r"), (r"^x", "s"), (r"ph|v", "f"), (r"th", "t"), (r"sch|sh", "s"), (r"x", "ks"),
    (r"ch(?=r)|ck|q", "k"), (r"c(?=[eiy])|z", "s"), (r"tch|ch", "x"), (r"c", "k"), (r"g(?=[eiy])", "j"),
)  # fmt: skip


def sounds_alike(one: str, other: str) -> bool:
    """Two words that could be one name heard twice. Very short ones must also begin alike."""
    if one == other:
        return True
    key = skeleton(one)
    return key == skeleton(other) and (len(key) > 1 or one[:2] == other[:2])


def _first_names_alike(one: Told, other: Told) -> Alike | None:
    ours, theirs = ({*words_of(told.called), *words_of(told.given)} for told in (one, other))
    if ours & theirs:
        return Alike.NAME
    return Alike.SOUND if any(sounds_alike(a, b) for a in ours for b in theirs) else None


def _families_alike(one: Told, other: Told) -> bool | None:
    """None while one of the two has no last name."""
    ours, theirs = words_of(one.family), words_of(other.family)
    return any(sounds_alike(a, b) for a in ours for b in theirs) if ours and theirs else None


def _born_apart(one: Told, other: Told) -> bool:
    return one.birth_date is not None and other.birth_date is not None and one.birth_date != other.birth_date


def initials_of(told: Told) -> frozenset[str]:
    """Letters with which a first name that sounds like theirs can begin, as names are written: a wide sieve."""
    found: set[str] = set()
    for word in {*words_of(told.called), *words_of(told.given)}:
        letters = {word[0]}.union(*(family for family in BEGINNINGS if word[0] in family))
        found |= letters | {letter.upper() for letter in letters if not letter.isascii()}
    return frozenset(found)


# Letters of which one may be written for another at the beginning of a name.
BEGINNINGS = ("ckqxszçšžgj", "fpv", "nkgpñ", "rw", "aàáâãäåæeèéêëiíîïoòóôöøuúûüyýhw", "lł", "tþ", "dđ")
