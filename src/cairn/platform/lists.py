"""Showing a long computed list a page at a time. The mark is the key of the last one shown, so that nothing is skipped by counting."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

Item = TypeVar("Item")


def page_after(
    items: Sequence[Item], key_of: Callable[[Item], str], after: str, size: int
) -> tuple[Sequence[Item], str]:
    """The items that follow the one with key `after` (from the start without it), and the key for the next page, or ""."""
    start = next((index + 1 for index, item in enumerate(items) if after and key_of(item) == after), 0)
    shown = items[start : start + size]
    return shown, key_of(shown[-1]) if start + size < len(items) else ""
