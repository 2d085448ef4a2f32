"""The units that a rule's value can have, and how each is written in a pack. Exact: floats are refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

from cairn.kernel.money import Money
from cairn.rulebook.unit_tables import UnitTable, read_unit_table

Value = int | bool | str | date | Decimal | Fraction | Money | UnitTable | tuple[str, ...]

PER = frozenset({"year", "month", "day", "hour", "unit", "visit", "stay", "period", "case"})


def read_value(value: Any, unit: str) -> Value:
    """The exact value of a pack field in this unit; raises ValueError: what is wrong, how to write it."""
    if isinstance(value, float):
        raise ValueError(f'{value} is a floating point number, which is not exact; write it as text: "{value}"')
    base, _, per = unit.partition("/")
    if base not in READERS or (per and (per not in PER or base not in PER_MAY_FOLLOW)):
        raise ValueError(f"{unit!r} is no known unit; known are {', '.join(READERS)}, some followed by /year, /hour, …")
    return READERS[base](value)


def _whole(value: Any) -> int:
    if type(value) is not int or value < 0:
        raise ValueError(f"{value!r} is not a whole number, 0 or more")
    return value


def _amount(value: Any) -> int | Decimal:
    """A whole number, or a decimal written as text."""
    if type(value) is int:
        return _whole(value)
    if isinstance(value, str):
        try:
            amount = Decimal(value)
        except InvalidOperation:
            amount = Decimal("NaN")
        if amount.is_finite() and amount >= 0:
            return amount
    raise ValueError(f'{value!r} is neither a whole number nor a decimal written as text, such as "19.5"')


def _money(value: Any) -> Money:
    if not isinstance(value, str) or not re.fullmatch(r"\d+(\.\d\d)?", value):
        raise ValueError(f'{value!r} is not an amount of money; write dollars and cents as text, such as "14.01"')
    return Money.dollars(value)


def _ratio(value: Any) -> Fraction:
    if not isinstance(value, str) or not re.fullmatch(r"\d+(\.\d+|/[1-9]\d*)?", value):
        raise ValueError(f'{value!r} is not a ratio; write it as text, such as "0.80" or "1/20"')
    return Fraction(value)


def _date(value: Any) -> date:
    if type(value) is not date:
        raise ValueError(f"{value!r} is not a date; write it bare, such as 2017-10-01")
    return value


def _matching(pattern: str, example: str) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if not isinstance(value, str) or not re.fullmatch(pattern, value):
            raise ValueError(f"{value!r} is not written like {example!r}")
        return value

    return read


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{value!r} is not a text")
    return value


def _list(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not value or any(not isinstance(item, str) for item in value):
        raise ValueError(f"{value!r} is not a list of texts")
    return tuple(value)


def _boolean(value: Any) -> bool:
    if type(value) is not bool:
        raise ValueError(f"{value!r} is neither true nor false")
    return value


READERS: dict[str, Callable[[Any], Value]] = {
    "hours": _amount,
    "minutes": _whole,
    "days": _whole,
    "business_days": _whole,
    "months": _whole,
    "years": _whole,
    "count": _whole,
    "percent": _whole,
    "USD": _money,
    "ratio": _ratio,
    "date": _date,
    "month": _matching(r"\d{4}-(0[1-9]|1[0-2])", "2018-09"),
    "month_day": _matching(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", "12-31"),
    "text": _text,
    "list": _list,
    "boolean": _boolean,
    "unit_table": read_unit_table,
}
PER_MAY_FOLLOW = frozenset({"hours", "minutes", "USD", "count"})


def show_value(value: Value, unit: str) -> str:
    """The value with its unit as a person reads it: `20 hours/year`, `$14.01/unit`, `4/5 (80%)`."""
    base, slash, per = unit.partition("/")
    if isinstance(value, Money):
        return f"{value}{slash}{per}"
    if isinstance(value, tuple):
        return "; ".join(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Fraction):
        return f"{value} ({float(value * 100):g}%)"
    if isinstance(value, str | date | UnitTable):
        return str(value)
    if unit == "count":
        return str(value)
    shown = base.replace("_", " ")
    return f"{value} {shown[:-1] if value == 1 and shown.endswith('s') else shown}{slash}{per}"
