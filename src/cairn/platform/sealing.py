"""Sealing a text so that the database holds nothing readable: not in a backup, not on a server whose disk is not encrypted.

The key is the installation's own, kept outside the database. What is sealed for one row opens for no other.
"""

from __future__ import annotations

import os
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from cairn.kernel.errors import BrokenRecord

NONCE = 12  # bytes


def seal(text: str, row: UUID) -> bytes:
    """The text, encrypted and bound to the row that will hold it."""
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(settings.CAIRN_SEALED_KEY).encrypt(nonce, text.encode(), row.bytes)


def unseal(sealed: bytes | memoryview, row: UUID) -> str:
    """The text again; raises BrokenRecord when the bytes were changed, belong to another row or to another installation."""
    held = bytes(sealed)
    try:
        return AESGCM(settings.CAIRN_SEALED_KEY).decrypt(held[:NONCE], held[NONCE:], row.bytes).decode()
    except (InvalidTag, ValueError):
        raise BrokenRecord("A sealed statement cannot be opened with this installation's key.") from None
