"""What can be dialed of the words in a field for a phone."""

from __future__ import annotations

import re
from collections.abc import Collection

FEW_DIGITS = "Is this the whole number? It cannot be dialed. Put it right, leave it empty if they have no phone, or save again to keep it."
FEWEST, COMPARED = 7, 10  # digits: a number without its area code; one with it


def dialed(text: str) -> str:
    """What a link for calling holds: the digits, with the plus before them where it was written; nothing of an extension."""
    number = re.split(r"[a-z#,;]", text.strip().lower())[0]
    return ("+" if number.startswith("+") else "") + re.sub(r"\D", "", number)


def phone_digits(text: str) -> str:
    """The last ten digits, however they were written; fewer than seven are no phone."""
    digits = re.sub(r"\D", "", text)[-COMPARED:]
    return digits if len(digits) >= FEWEST else ""


def ask_about(phone: str, known: Collection[str]) -> str:
    """The question about a phone that nobody could dial; empty for one that can be, for none, and for one of `known`.

    `known` is what stands already, and what was asked about just now: sent again as it was, it is kept.
    """
    return "" if not phone or phone_digits(phone) or phone in known else FEW_DIGITS
