"""Minutes to units: the two tables differ at exactly the minutes that the fact sheet names."""

from __future__ import annotations

from datetime import date

import pytest

from cairn.platform.packs import rules_on
from cairn.rulebook.unit_tables import read_unit_table

DAY = date(2023, 6, 1)


def table(place: str):
    return rules_on(DAY, place).unit_table("units.table")


@pytest.mark.parametrize(
    ("minutes", "montana", "medicare"),
    [(0, 0, 0), (7, 0, 0), (8, 1, 1), (22, 1, 1), (23, 1, 2), (24, 2, 2), (50, 3, 3), (53, 3, 4),
     (60, 4, 4), (113, 7, 8), (127, 8, 8), (128, 8, 9), (129, 9, 9), (143, 9, 10), (144, 10, 10)],
)  # fmt: skip
def test_units_by_payer(minutes, montana, medicare):
    assert table("us-mt-medicaid").units(minutes) == montana
    assert table("medicare").units(minutes) == medicare


def test_the_tables_differ_only_where_the_fact_sheet_says():
    differing = [m for m in range(201) if table("us-mt-medicaid").units(m) != table("medicare").units(m)]
    assert differing == list(range(23, 201, 15))


def test_negative_minutes_are_refused():
    with pytest.raises(ValueError, match="negative"):
        table("medicare").units(-1)


@pytest.mark.parametrize(
    "value",
    [
        [[8, 23, 1]],
        {"unit_minutes": 15, "then_every": 15},
        {"unit_minutes": 15, "then_every": 15, "first_from": 8, "rows": [[8, 22, 1]]},
        {"unit_minutes": 15, "then_every": 0, "first_from": 8},
        {"unit_minutes": 15, "then_every": 15, "rows": []},
        {"unit_minutes": 15, "then_every": 15, "rows": [[8, 22]]},
        {"unit_minutes": 15, "then_every": 15, "rows": [[8, 22, 1.0]]},
        {"unit_minutes": 15, "then_every": 15, "rows": [[8, 22, 1], [24, 37, 2]]},
        {"unit_minutes": 15, "then_every": 15, "rows": [[8, 22, 1], [23, 37, 3]]},
        {"unit_minutes": 15, "then_every": 15, "rows": [[22, 8, 1]]},
        {"unit_minutes": 15, "then_every": 15, "first_from": 8, "color": 1},
    ],
)
def test_a_table_with_gaps_or_slips_is_refused(value):
    with pytest.raises(ValueError):
        read_unit_table(value)
