"""Reading what a browser sent to the pages of this room: days, times, hours, dollars."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal, InvalidOperation

from django.http import HttpRequest

from cairn.kernel.errors import BadInput
from cairn.kernel.instants import Instant, from_local
from cairn.kernel.money import Money
from cairn.platform.forms import acting, attempt

__all__ = ["Typed", "acting", "attempt", "cents_of", "day_of", "instant_of", "minutes_of", "typed_in", "whole"]

Typed = dict[str, str]


def typed_in(request: HttpRequest, *names: str) -> Typed:
    return {name: request.POST.get(name, "").strip() for name in names}


def instant_of(typed: Typed, day: str, at: str, zone: str) -> Instant:
    """A day field and a time field as one instant; raises BadInput at the field that is none."""
    try:
        on = date.fromisoformat(typed[day])
    except ValueError:
        raise BadInput({day: "Give the day like 2026-11-23."}) from None
    try:
        return from_local(on, time.fromisoformat(typed[at]).replace(second=0, microsecond=0, tzinfo=None), zone)
    except ValueError:
        raise BadInput({at: "Give a time of that day, such as 09:30."}) from None


def day_of(text: str) -> date | None:
    """A day; None for an empty field and for nonsense, which whoever asked answers in words."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def whole(text: str) -> int:
    """A whole number; nonsense is 0, which every command refuses in words."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0


def minutes_of(text: str) -> int:
    """Hours such as "40" or "4.5" as minutes; nonsense is 0."""
    try:
        minutes = Decimal(text) * 60
        return int(minutes) if minutes.is_finite() and minutes == int(minutes) else 0
    except (InvalidOperation, ValueError):
        return 0


def cents_of(text: str) -> int:
    """Dollars such as "$950" as cents; nonsense is −1, which the command refuses in words."""
    try:
        amount = Decimal(text.lstrip("$").replace(",", "") or "0")
        return Money.dollars(amount).cents if amount.is_finite() and 0 <= amount < 10**6 else -1
    except InvalidOperation:
        return -1
