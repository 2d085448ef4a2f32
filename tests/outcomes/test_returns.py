"""Both readings of a published "5 to 1" (Best Practices Guide 2022: Gallatin County, over $420,000 net)."""

from __future__ import annotations

from fractions import Fraction

import pytest

from cairn.kernel.money import Money
from cairn.outcomes.domain.returns import Reading, Return, return_behind

NET = Money.dollars(420_000)


@pytest.mark.parametrize(
    ("reading", "cost", "gross"),
    [(Reading.NET_OVER_COST, 84_000, 504_000), (Reading.GROSS_OVER_COST, 105_000, 525_000)],
)
def test_five_to_one_means_two_different_costs(reading: Reading, cost: int, gross: int):
    meant = return_behind(NET, 5, reading)
    assert meant == Return(gross=Money.dollars(gross), cost=Money.dollars(cost))
    assert meant.net == NET
    assert Fraction(5) in (meant.net_ratio, meant.gross_ratio)
    assert meant.gross_ratio - meant.net_ratio == 1


def test_without_cost_there_is_no_ratio():
    free = Return(gross=Money.dollars(10), cost=Money(0))
    assert free.net_ratio is None
    assert free.gross_ratio is None


def test_one_to_one_gross_leaves_no_net():
    assert return_behind(NET, 1, Reading.GROSS_OVER_COST) is None
