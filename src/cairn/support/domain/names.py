"""Whether a full name is that of somebody served, however it is written. Pure: a yes or a no, no name comes back."""

from __future__ import annotations

import unicodedata


def is_full_name_of(given: str, family: str, called: str, legal_given: str = "", legal_family: str = "") -> bool:
    """First and last name fit what they are called, or the names on their papers. A first name alone fits nobody."""
    given, family = plain(given), plain(family)
    if not (given and family):
        return False
    full = plain(called)
    legal = plain(legal_family) == family and given in (plain(legal_given), full)
    return legal or full in (f"{given} {family}", f"{family} {given}")


def is_only_name_of(given: str, called: str, legal_given: str = "", legal_family: str = "") -> bool:
    """Nothing but a first name is on record, and this is it: then there is no last name that anybody could write."""
    alone = plain(given)
    return bool(alone) and plain(called) == alone and plain(legal_given) in ("", alone) and not plain(legal_family)


def plain(name: str) -> str:
    """A name without case, accents, marks, signs that cannot be seen, and doubled spaces."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    seen = (one for one in letters if not unicodedata.combining(one) and unicodedata.category(one) != "Cf")
    kept = "".join(one if one.isalnum() else " " for one in seen)
    return " ".join(kept.split())
