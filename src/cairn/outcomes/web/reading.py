"""Reading days, numbers and amounts as people type them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation

from cairn.kernel.errors import BadInput
from cairn.kernel.money import Money

MOST = Decimal(10_000_000)


def read_day(text: str, field: str) -> date | None:
    """A day like 2026-11-21; None when nothing was typed. Raises BadInput."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadInput({field: "Write the day like 2026-11-21."}) from None


def read_whole(text: str, field: str, sentence: str) -> int:
    if not text.strip().isdecimal() or len(text.strip()) > 9:
        raise BadInput({field: sentence})
    return int(text)


def read_cents(text: str, field: str) -> Money:
    """An amount like 520, 520.00 or $1,250.50. Raises BadInput."""
    sentence = "Write an amount in dollars, like 520 or 520.00."
    try:
        amount = Decimal(text.replace("$", "").replace(",", "").strip())
    except InvalidOperation:
        raise BadInput({field: sentence}) from None
    if not amount.is_finite() or amount < 0 or amount > MOST:
        raise BadInput({field: sentence})
    return Money.dollars(amount)
