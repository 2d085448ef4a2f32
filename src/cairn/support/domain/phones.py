"""What can be dialed of the words in a field for a phone."""

from __future__ import annotations

import re

FEWEST, COMPARED = 7, 10  # digits: a number without its area code; one with it


def dialed(text: str) -> str:
    """What a link for calling holds: the digits, with the plus before them where it was written; nothing of an extension."""
    number = re.split(r"[a-z#,;]", text.strip().lower())[0]
    return ("+" if number.startswith("+") else "") + re.sub(r"\D", "", number)


def phone_digits(text: str) -> str:
    """The last ten digits, however they were written; fewer than seven are no phone."""
    digits = re.sub(r"\D", "", text)[-COMPARED:]
    return digits if len(digits) >= FEWEST else ""
