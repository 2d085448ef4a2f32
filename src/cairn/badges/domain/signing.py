"""Signing and checking tokens: compact JWS, ES256 only. Whoever sends a token never chooses how it is checked."""

from __future__ import annotations

import json
from typing import Any

from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import ECKey

ALGORITHM = "ES256"
LONGEST_TOKEN = 64_000


def sign(claims: dict[str, Any], private_jwk: str, *, kid: str, typ: str) -> str:
    """The claims as a compact JWS under this private key."""
    header = {"alg": ALGORITHM, "kid": kid, "typ": typ}
    payload = json.dumps(claims, ensure_ascii=False, separators=(",", ":"))
    return jws.serialize_compact(header, payload, ECKey.import_key(json.loads(private_jwk)), algorithms=[ALGORITHM])


def read_signed(token: str, public_jwk: str) -> dict[str, Any] | None:
    """What was signed; None unless this key signed exactly this."""
    try:
        read = jws.deserialize_compact(token, ECKey.import_key(json.loads(public_jwk)), algorithms=[ALGORITHM])
        claims = json.loads(read.payload)
    except (JoseError, ValueError):
        return None
    return claims if isinstance(claims, dict) else None


def read_unsigned(token: str) -> dict[str, Any]:
    """What a token claims, believed by nobody: only for finding which badge it says it is. {} when it cannot be read."""
    if len(token) > LONGEST_TOKEN:
        return {}
    try:
        claims = json.loads(jws.extract_compact(token.encode()).payload)
    except (JoseError, ValueError, RecursionError):
        return {}
    return claims if isinstance(claims, dict) else {}
