"""Showing a long list a page at a time.

A computed one by the key of the last one shown, so that nothing is skipped by counting; one of rows by the number of its page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django.db.models import QuerySet

Item = TypeVar("Item")


def page_after(
    items: Sequence[Item], key_of: Callable[[Item], str], after: str, size: int
) -> tuple[Sequence[Item], str]:
    """The items that follow the one with key `after` (from the start without it), and the key for the next page, or ""."""
    start = next((index + 1 for index, item in enumerate(items) if after and key_of(item) == after), 0)
    shown = items[start : start + size]
    return shown, key_of(shown[-1]) if start + size < len(items) else ""


def one_page(rows: QuerySet[Any, Item], page: int, size: int) -> tuple[list[Item], int | None]:
    """The rows of one page, counted from 0, and the number of the page after it; None at the end. One statement."""
    found = list(rows[page * size : (page + 1) * size + 1])
    return found[:size], page + 1 if len(found) > size else None
