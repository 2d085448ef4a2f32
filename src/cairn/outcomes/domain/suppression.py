"""How a count of people is said when a small one stays hidden."""

from __future__ import annotations

from cairn.kernel.suppression import FEWEST_SHOWN, shown


def shown_in_words(count: int) -> str:
    visible = shown(count)
    return f"fewer than {FEWEST_SHOWN}" if visible is None else f"{visible:,}"
