"""Money: exact cents of a US dollar. Never a float."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import total_ordering


@total_ordering
@dataclass(frozen=True, slots=True)
class Money:
    """An amount in whole cents; may be negative."""

    cents: int

    @classmethod
    def dollars(cls, amount: str | int | Decimal) -> Money:
        """From a decimal text such as "14.01"; half a cent rounds up, away from zero."""
        return cls(int((Decimal(amount) * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP)))

    @property
    def amount(self) -> Decimal:
        return Decimal(self.cents) / 100

    def __add__(self, other: Money) -> Money:
        return Money(self.cents + other.cents)

    def __sub__(self, other: Money) -> Money:
        return Money(self.cents - other.cents)

    def __neg__(self) -> Money:
        return Money(-self.cents)

    def __mul__(self, count: int) -> Money:
        return Money(self.cents * count)

    __rmul__ = __mul__

    def __lt__(self, other: Money) -> bool:
        return self.cents < other.cents

    def over(self, count: int) -> Money | None:
        """This amount shared over `count`, rounded half up once; None when there is nothing to share over."""
        if count <= 0:
            return None
        return Money(int((Decimal(self.cents) / count).quantize(Decimal(1), rounding=ROUND_HALF_UP)))

    def __str__(self) -> str:
        sign = "−" if self.cents < 0 else ""
        return f"{sign}${abs(self.cents) // 100:,}.{abs(self.cents) % 100:02d}"


ZERO = Money(0)
