"""How a payer turns minutes into units of service: a table, because payers draw the lines differently."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class UnitTable:
    """Rows of (from minute, to minute, units), both ends included; below the first row is zero units.

    Beyond the last row one more unit is earned with the first minute of every further `then_every` minutes.
    """

    unit_minutes: int
    rows: tuple[tuple[int, int, int], ...]
    then_every: int

    def units(self, minutes: int) -> int:
        """Whole units for this many whole minutes; raises ValueError for a negative number."""
        if minutes < 0:
            raise ValueError("Minutes cannot be negative.")
        for start, end, units in self.rows:
            if start <= minutes <= end:
                return units
        _, last_minute, last_units = self.rows[-1]
        if minutes < self.rows[0][0]:
            return 0
        return last_units + -(-(minutes - last_minute) // self.then_every)

    def __str__(self) -> str:
        rows = ", ".join(f"{start}-{end} min = {units}" for start, end, units in self.rows)
        return f"{rows}, then one more every {self.then_every} min"


def read_unit_table(value: Any) -> UnitTable:
    """A table from pack data; raises ValueError in words when it is not one.

    Either `{unit_minutes, rows = [[from, to, units], …], then_every}` or, for a table without odd rows,
    `{unit_minutes, first_from, then_every}`.
    """
    if not isinstance(value, dict):
        raise ValueError("a unit table is written {unit_minutes = …, rows = [[from, to, units], …], then_every = …}")
    unknown = set(value) - {"unit_minutes", "rows", "first_from", "then_every"}
    if unknown:
        raise ValueError(f"a unit table has no field {', '.join(sorted(unknown))}")
    unit, every = _positive(value, "unit_minutes"), _positive(value, "then_every")
    if ("rows" in value) == ("first_from" in value):
        raise ValueError("a unit table has either `rows` or `first_from`, not both and not neither")
    if "first_from" in value:
        first = _positive(value, "first_from")
        return UnitTable(unit, ((first, first + every - 1, 1),), every)
    return UnitTable(unit, _rows(value["rows"]), every)


def _positive(value: dict[str, Any], name: str) -> int:
    number = value.get(name)
    if type(number) is not int or number < 1:
        raise ValueError(f"`{name}` of a unit table is a whole number of minutes, 1 or more")
    return number


def _rows(rows: Any) -> tuple[tuple[int, int, int], ...]:
    if not isinstance(rows, list) or not rows:
        raise ValueError("`rows` of a unit table is a list of [from minute, to minute, units]")
    read: list[tuple[int, int, int]] = []
    for row in rows:
        if not isinstance(row, list) or len(row) != 3 or any(type(part) is not int for part in row):
            raise ValueError(f"the row {row} is not [from minute, to minute, units]")
        start, end, units = row
        if start > end or units < 1 or (read and (start != read[-1][1] + 1 or units != read[-1][2] + 1)):
            raise ValueError(f"the row {row} leaves a gap, overlaps or is out of order")
        read.append((start, end, units))
    return tuple(read)
