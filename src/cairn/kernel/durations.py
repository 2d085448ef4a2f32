"""Durations in whole minutes, and how they read on a page. Never a float."""

from __future__ import annotations

from fractions import Fraction

MINUTES_IN_HOUR = 60


def in_hours(minutes: int) -> str:
    """Minutes as a person says them: "14 h", "1 h 30 min", "45 min"; a negative figure keeps its sign."""
    if minutes < 0:
        return f"−{in_hours(-minutes)}"
    hours, rest = divmod(minutes, MINUTES_IN_HOUR)
    parts = [f"{hours} h"] if hours else []
    if rest or not hours:
        parts.append(f"{rest} min")
    return " ".join(parts)


def rounded_up(amount: Fraction) -> int:
    """The next whole number: half a minute that is owed is owed as a minute."""
    return -(-amount.numerator // amount.denominator)
