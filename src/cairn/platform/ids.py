"""Ids are made by whoever makes the thing, phone or server, before it is sent: a repeated send is then the same act.

Version 7 keeps them in time order, which keeps indexes compact. Their time is never trusted.
"""

from __future__ import annotations

from uuid import UUID

from uuid6 import uuid7


def new_id() -> UUID:
    return UUID(int=uuid7().int)


def read_id(text: str) -> UUID | None:
    """An id as sent by a browser or a phone; None when it is not one."""
    try:
        return UUID(text)
    except (ValueError, AttributeError, TypeError):
        return None
