"""Renewal forms that came back in a file: one line each, with what was paid and whether the holder gave their word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from cairn.kernel.errors import BadInput
from cairn.kernel.money import Money

COLUMNS = ("number", "paid", "attested")
WORDS = {"yes": True, "no": False}
MOST = 10**6  # dollars; more is a slip of the finger


@dataclass(frozen=True, slots=True)
class Returned:
    """One form."""

    number: str
    paid_cents: int
    attests_ce: bool


def read_returned(line: Mapping[str, str | None]) -> Returned:
    """One line of the file; raises BadInput naming the column."""
    said = {name: (line.get(name) or "").strip() for name in COLUMNS}
    if not said["number"]:
        raise BadInput({"number": "The number of the certificate is missing."})
    if said["attested"].lower() not in WORDS:
        raise BadInput({"attested": "Write yes or no: did the holder sign the line on continuing education?"})
    return Returned(said["number"].upper(), _cents(said["paid"]), WORDS[said["attested"].lower()])


def _cents(text: str) -> int:
    try:
        amount = Decimal(text.lstrip("$").replace(",", ""))
        if amount.is_finite() and 0 <= amount < MOST:
            return Money.dollars(amount).cents
    except (InvalidOperation, ValueError):
        pass
    raise BadInput({"paid": "Write the amount that came in, such as 93.00."})
