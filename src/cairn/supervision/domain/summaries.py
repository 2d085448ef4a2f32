"""Keeping clients out of the supervision log: its text may say what was learned, never about whom."""

from __future__ import annotations

import re
from collections.abc import Iterable

# First names that are also everyday words: only written like a name do they count as one.
WORDS = """
april art august bill bob carol chance dale dawn dean eve faith frank gene glen grace grant guy hank harmony hope hunter
jack jay jewel joy june lance mark may miles nick page pat penny ray rich rob rose ruby sandy sky sue summer will winter
"""
EVERYDAY = frozenset(WORDS.split())


# A run of seven or more digits, or an e-mail address: numbers by which somebody can be found.
POINTER = re.compile(r"(?:\d[\s()./-]?){6,}\d|[^\s@]+@[^\s@]+\.\w")


def points_at_someone(text: str) -> bool:
    """Whether a telephone, member or account number, a full date of birth in digits, or an e-mail address stands in the text."""
    return POINTER.search(text) is not None


def names_a_client(text: str, names: Iterable[str]) -> bool:
    """Whether any word of any of these names stands in the text as a word of its own. "Gil's" names Gil; "agile" does not."""
    return any(_stands_in(part, text) for name in names for part in re.findall(r"[^\W\d_][\w'’-]+", name))


def _stands_in(part: str, text: str) -> bool:
    everyday = part.casefold() in EVERYDAY
    pattern = rf"(?<!\w){re.escape(part.capitalize() if everyday else part)}(?!\w)"
    return re.search(pattern, text, 0 if everyday else re.IGNORECASE) is not None
