"""What makes a long password easy to guess all the same: one word said twice, or the names that everybody here knows."""

from __future__ import annotations

import re
from collections.abc import Iterable

SHORTEST_NAME = 3  # letters; shorter ones stand in ordinary words
LEAST_OF_ONES_OWN = 8  # letters that must be left when the known names are taken out

REPEATED = "This is one word, said more than once. Put different words together, such as four that only you would."
NAMED = "This is mostly your own name, your e-mail address or your organization’s name. Choose words that nobody would look for."


def is_repeated(password: str) -> bool:
    """Whether it is one piece over and over ("passwordpassword", "walk-walk-walk", "abcabcabcabc1"), signs and digits at its end aside."""
    words = set(re.findall(r"[^\W\d_]+", password.casefold()))
    letters = _letters_and_digits(password)
    bare = letters.rstrip("0123456789") or letters
    return (len(words) == 1 and _is_one_piece(bare)) or _is_one_piece(letters)


def is_mostly_names(password: str, names: Iterable[str]) -> bool:
    """Whether too little of one's own is left when the words of these names are taken out."""
    left = _letters_and_digits(password)
    words = {_letters_and_digits(word) for name in names for word in (name, *re.split(r"[\W_]+", name))}
    known = sorted((word for word in words if len(word) >= SHORTEST_NAME), key=len, reverse=True)
    for word in known:
        left = left.replace(word, "")
    return any(word in _letters_and_digits(password) for word in known) and len(left) < LEAST_OF_ONES_OWN


def _letters_and_digits(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def _is_one_piece(text: str) -> bool:
    return len(text) > 1 and text in (text + text)[1:-1]
