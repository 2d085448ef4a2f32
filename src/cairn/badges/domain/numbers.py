"""The public number of a badge: short enough to type from paper, random, and with a check sign that finds a slip of the finger.

Twelve signs in four groups, such as K7T-4QX-9MN-2BC. Eleven are random (53 bits: nobody finds one by trying), the last is the check.
There are no vowels, so that no word comes about, and no sign that looks like another.
"""

from __future__ import annotations

from collections.abc import Sequence

SIGNS = "0123456789BCDFGHJKMNPQRSTVWXZ"  # 29, a prime: the check then finds each wrong sign and each pair swapped
RANDOM_SIGNS = 11
LENGTH = RANDOM_SIGNS + 1
GROUP = 3
LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V", "-": "", " ": "", "–": "", "_": ""})


def number_of(values: Sequence[int]) -> str:
    """The number made of eleven random values from 0 to 28, with its check sign."""
    if len(values) != RANDOM_SIGNS:
        raise ValueError(f"A number is made of {RANDOM_SIGNS} values, not {len(values)}.")
    weighted = sum(weight * value for weight, value in enumerate(values, start=1))
    check = -weighted * pow(LENGTH, -1, len(SIGNS)) % len(SIGNS)
    return "".join(SIGNS[value] for value in (*values, check))


def read_number(text: str) -> str:
    """The number as typed or scanned, in its one form; "" when it cannot be one (a slip, or something else)."""
    tidy = text.strip().upper().translate(LOOKALIKES)
    if len(tidy) != LENGTH or any(sign not in SIGNS for sign in tidy):
        return ""
    weighted = sum(weight * SIGNS.index(sign) for weight, sign in enumerate(tidy, start=1))
    return tidy if weighted % len(SIGNS) == 0 else ""


def shown(number: str) -> str:
    """The number as it is printed: K7T-4QX-9MN-2BC."""
    return "-".join(number[start : start + GROUP] for start in range(0, len(number), GROUP))
