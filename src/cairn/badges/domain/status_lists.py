"""W3C Bitstring Status List 1.0: one bit a badge, set when it is revoked, in a list so long that a bit tells nobody whose it is."""

from __future__ import annotations

import base64
import gzip
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from cairn.badges.domain.credentials import VC_CONTEXT, stamp
from cairn.kernel.instants import Instant

SIZE = 131_072  # bits: the standard's smallest list, 16 KB
FULL_AT = SIZE // 2  # places are drawn at random; beyond half a new list is begun, so that drawing stays short
HOLDS_FOR = timedelta(days=1)  # a copy older than this must be fetched anew


def encoded(revoked: Iterable[int]) -> str:
    """The bits, the first one leftmost, zipped, in base64url with multibase's "u" before it."""
    bits = bytearray(SIZE // 8)
    for index in revoked:
        if not 0 <= index < SIZE:
            raise ValueError(f"A status list has no place {index}.")
        bits[index // 8] |= 0x80 >> index % 8
    zipped = gzip.compress(bytes(bits), mtime=0)
    return "u" + base64.urlsafe_b64encode(zipped).decode().rstrip("=")


def status_list_claims(address: str, issuer: str, revoked: Iterable[int], now: Instant) -> dict[str, Any]:
    """The list as a credential of the issuer, to be signed."""
    until = now + HOLDS_FOR
    return {
        "@context": [VC_CONTEXT],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer,
        "validFrom": stamp(now),
        "validUntil": stamp(until),
        "credentialSubject": {
            "id": f"{address}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": encoded(revoked),
        },
        "iss": issuer,
        "jti": address,
        "exp": int(until.timestamp()),
    }
