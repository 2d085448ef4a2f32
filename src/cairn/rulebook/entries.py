"""One entry of the rulebook: a value, the days on which it holds, and who says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import TypeVar

from cairn.kernel.citations import Citation, Status
from cairn.kernel.errors import BrokenRecord
from cairn.kernel.instants import Period
from cairn.kernel.money import Money
from cairn.rulebook.unit_tables import UnitTable
from cairn.rulebook.units import Value, show_value

Kind = TypeVar("Kind")
NOTHING_MORE: Mapping[str, str | int] = MappingProxyType({})


class WrongUnit(BrokenRecord):
    """A rule was asked for in a unit that it does not have; names the entry and its unit."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What one source says. `key` is without the place (`ce.annual`), `full_key` with it (`us-mt.ce.annual`).

    `known` is how well the text is known; `citation.status` is the same, or obsolete for a closed entry.
    `rivals` are the entries of the same rule that were in force too and that the ruling set aside.
    `about` holds what a table of unit costs says beside the amount (basis, perspective, price year, region).
    """

    key: str
    place: str
    issuer: str
    context: str
    value: Value
    unit: str
    citation: Citation
    period: Period
    known: Status
    source: str = ""  # the file, for errors
    label: str = ""  # tells rivals of one rule apart, e.g. "guide" and "site"
    refs: tuple[str, ...] = ()  # rows of the fact sheet that this entry carries
    conflicts_with: tuple[str, ...] = ()
    ruling: str = ""  # on the entry that is the answer, in our words
    note: str = ""
    from_assumed: bool = False
    to_assumed: bool = False
    about: Mapping[str, str | int] = field(default_factory=lambda: NOTHING_MORE)
    rivals: tuple[Entry, ...] = field(default=(), repr=False)

    @property
    def full_key(self) -> str:
        return f"{self.place}.{self.key}"

    @property
    def name(self) -> str:
        """The full key, with what tells this entry from others of the same key."""
        marks = [mark for mark in (self.issuer, self.context) if mark]
        label = f"#{self.label}" if self.label else ""
        return f"{self.full_key}{'[' + ', '.join(marks) + ']' if marks else ''}{label}"

    @property
    def dates(self) -> str:
        """The days in words, never hiding that a day was assumed."""
        start, end = self.period.start, self.period.end
        first = "from unknown" if start is None else f"from {start}"
        if self.from_assumed:
            first = f"from unknown (assumed {start})"
        if self.to_assumed:
            return f"{first} to unknown (assumed {end})" if end else f"{first} to unknown (assumed still in force)"
        return f"{first} to {end or 'now'}"

    @property
    def shown(self) -> str:
        return show_value(self.value, self.unit)

    @property
    def minutes(self) -> int:
        """Exact whole minutes of a rule in hours or minutes."""
        self._need("hours", "minutes")
        value = self.value if isinstance(self.value, Decimal) else self._is(int)
        minutes = Fraction(value) * (60 if self.unit.startswith("hours") else 1)
        if minutes.denominator != 1:
            raise WrongUnit(f"{self.name}: {self.shown} is not a whole number of minutes.")
        return int(minutes)

    @property
    def days(self) -> int:
        self._need("days", "business_days")
        return self._is(int)

    @property
    def months(self) -> int:
        self._need("months", "years")
        return self._is(int) * (12 if self.unit == "years" else 1)

    @property
    def years(self) -> int:
        self._need("years")
        return self._is(int)

    @property
    def count(self) -> int:
        self._need("count")
        return self._is(int)

    @property
    def money(self) -> Money:
        return self._is(Money)

    @property
    def ratio(self) -> Fraction:
        return self._is(Fraction)

    @property
    def day(self) -> date:
        return self._is(date)

    @property
    def items(self) -> tuple[str, ...]:
        return self._is(tuple)

    @property
    def unit_table(self) -> UnitTable:
        return self._is(UnitTable)

    def _need(self, *units: str) -> None:
        if self.unit.partition("/")[0] not in units:
            raise WrongUnit(f"{self.name} is in {self.unit}, not in {' or '.join(units)}.")

    def _is(self, kind: type[Kind]) -> Kind:
        if not isinstance(self.value, kind) or isinstance(self.value, bool):
            raise WrongUnit(f"{self.name} is {self.shown} ({self.unit}), not a {kind.__name__}.")
        return self.value
