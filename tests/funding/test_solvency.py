"""Funding less cost must be positive (Best Practices Guide 2022, cost plan)."""

from __future__ import annotations

from cairn.funding.domain.solvency import is_solvent
from cairn.kernel.money import Money


def test_breaking_even_is_not_solvent():
    assert not is_solvent(Money(100), Money(100))
    assert is_solvent(Money(101), Money(100))
    assert not is_solvent(Money(99), Money(100))
