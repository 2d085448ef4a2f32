"""Ids are made before a thing is sent, by whoever makes it: a repeated send is then the same act.

A form's id is made by the server for the organization that will own the thing, and carries a short mark of that. An id without the
right mark is never used: a new one is taken instead. So nobody learns whether an id of another organization exists by sending it.
All keep time order, which keeps indexes compact. Their time is never trusted.
"""

from __future__ import annotations

import hashlib
import hmac
from uuid import UUID

from django.conf import settings
from uuid6 import uuid7

MARK_BITS = 32


def new_id() -> UUID:
    return UUID(int=uuid7().int)


def read_id(text: str) -> UUID | None:
    """An id as sent by a browser or a phone; None when it is not one."""
    try:
        return UUID(text)
    except (ValueError, AttributeError, TypeError):
        return None


def new_form_id(owner: UUID) -> UUID:
    """An id for what a form of this organization will make."""
    return marked(new_id(), owner, settings.CAIRN_FORM_KEY)


def is_form_id(value: UUID, owner: UUID) -> bool:
    return value == marked(value, owner, settings.CAIRN_FORM_KEY)


def sent_id(text: str, owner: UUID) -> UUID:
    """The id that a form was given when it was shown; a new one when it is missing, or was not made for this organization."""
    found = read_id(text)
    return found if found is not None and is_form_id(found, owner) else new_form_id(owner)


def marked(value: UUID, owner: UUID, key: bytes) -> UUID:
    """The id with its last bits replaced by a keyed digest of the rest and the owner."""
    rest = value.int >> MARK_BITS
    digest = hmac.new(key, owner.bytes + rest.to_bytes(12, "big"), hashlib.sha256).digest()
    return UUID(int=rest << MARK_BITS | int.from_bytes(digest[: MARK_BITS // 8], "big"))
