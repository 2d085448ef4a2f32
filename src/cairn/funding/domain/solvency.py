"""Whether a position pays for itself."""

from __future__ import annotations

from cairn.kernel.money import ZERO, Money


def is_solvent(funding: Money, cost: Money) -> bool:
    """Funding less the true cost must be more than nothing: breaking even carries no surprise."""
    return funding - cost > ZERO
