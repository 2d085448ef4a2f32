"""What "five to one" means: two readings of a return, always published with their names."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from cairn.kernel.money import Money


class Reading(StrEnum):
    """Which figure stands over the cost in a published ratio."""

    NET_OVER_COST = "net_over_cost"
    GROSS_OVER_COST = "gross_over_cost"


@dataclass(frozen=True, slots=True)
class Return:
    """Gross benefit and the whole cost that brought it. Ratios are None where there was no cost."""

    gross: Money
    cost: Money

    @property
    def net(self) -> Money:
        return self.gross - self.cost

    @property
    def net_ratio(self) -> Fraction | None:
        return _over(self.net, self.cost)

    @property
    def gross_ratio(self) -> Fraction | None:
        return _over(self.gross, self.cost)


def return_behind(net: Money, ratio: int, reading: Reading) -> Return | None:
    """The return that `net` dollars "at `ratio` to 1" must mean under one reading; None where no cost fits.

    net = ratio × cost, or gross = ratio × cost and so net = (ratio − 1) × cost.
    """
    shares = ratio if reading is Reading.NET_OVER_COST else ratio - 1
    cost = net.over(shares)
    return None if cost is None else Return(gross=net + cost, cost=cost)


def _over(amount: Money, cost: Money) -> Fraction | None:
    return Fraction(amount.cents, cost.cents) if cost.cents > 0 else None
