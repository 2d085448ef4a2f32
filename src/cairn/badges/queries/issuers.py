"""What the world reads of an issuer: its profile, its public keys, its status lists. Found by the public id; nothing of a person."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from cryptography.fernet import Fernet
from django.conf import settings
from django.db.models import OuterRef, Subquery

from cairn.badges.domain.credentials import CONTEXTS
from cairn.badges.domain.signing import sign
from cairn.badges.domain.status_lists import status_list_claims
from cairn.badges.models import Badge, Issuer, IssuerKey
from cairn.identity.models import Organization
from cairn.kernel.errors import NotFound
from cairn.kernel.instants import Instant
from cairn.platform.addresses import address
from cairn.privacy.scope import scope_of_installation


def public(name: str, **parts: object) -> str:
    """The address of a page as the world reaches it."""
    return str(settings.CAIRN_PUBLIC_ADDRESS) + address(name, **parts)


def get_profile(public_id: UUID) -> dict[str, Any]:
    """Who issues, as an Open Badges profile that names its keys. Raises NotFound."""
    with scope_of_installation():
        name = Organization.objects.filter(id=OuterRef("organization_id")).values("name")
        issuer = Issuer.objects.filter(public_id=public_id).annotate(name=Subquery(name)).first()
        if issuer is None:
            raise NotFound
        keys = [_published(public_id, key) for key in _keys(public_id)]
    me = public("get_issuer", issuer_id=public_id)
    return {
        "@context": CONTEXTS[:2],
        "id": me,
        "type": ["Profile"],
        "name": issuer.name,
        "verificationMethod": [
            {"id": key["kid"], "type": "JsonWebKey", "controller": me, "publicKeyJwk": key} for key in keys
        ],
        "assertionMethod": [key["kid"] for key in keys],
    }


def list_public_keys(public_id: UUID) -> dict[str, Any]:
    """The JWK set: the signing key and every older one. Raises NotFound. One statement."""
    with scope_of_installation():
        keys = [_published(public_id, key) for key in _keys(public_id)]
    if not keys:
        raise NotFound
    return {"keys": keys}


def get_public_key(public_id: UUID, thumbprint: str) -> dict[str, Any]:
    """One of them: what `kid` in a badge's header leads to. Raises NotFound."""
    with scope_of_installation():
        key = IssuerKey.objects.filter(issuer__public_id=public_id, thumbprint=thumbprint).first()
    if key is None:
        raise NotFound
    return _published(public_id, key)


def get_status_list(public_id: UUID, number: int, now: Instant) -> str:
    """Which badges of one list are revoked, signed now with the issuer's key. Raises NotFound. Two statements."""
    with scope_of_installation():
        key = IssuerKey.objects.select_related("issuer").filter(issuer__public_id=public_id, retired_at=None).first()
        if key is None or not 1 <= number <= key.issuer.list_number:
            raise NotFound
        revoked = list(
            Badge.objects.filter(issuer_id=key.issuer_id, status_list=number, revoked_at__isnull=False).values_list(
                "status_index", flat=True
            )
        )
    claims = status_list_claims(
        public("get_status_list", issuer_id=public_id, number=number),
        public("get_issuer", issuer_id=public_id),
        revoked,
        now,
    )
    return sign(claims, unsealed(key), kid=kid_of(public_id, key.thumbprint), typ="vc+jwt")


def kid_of(public_id: UUID, thumbprint: str) -> str:
    """The address of a key, which names it in the header of what it signed."""
    return public("get_public_key", issuer_id=public_id, thumbprint=thumbprint)


def seal() -> Fernet:
    """Private keys are sealed with a key that is not in the database."""
    return Fernet(settings.CAIRN_BADGE_KEY)


def unsealed(key: IssuerKey) -> str:
    """The private key, for the moment of signing."""
    return seal().decrypt(key.sealed_jwk.encode()).decode()


def _keys(public_id: UUID) -> Any:
    return IssuerKey.objects.filter(issuer__public_id=public_id).order_by("-made_at", "id")


def _published(public_id: UUID, key: IssuerKey) -> dict[str, Any]:
    return {**json.loads(key.public_jwk), "kid": kid_of(public_id, key.thumbprint), "alg": "ES256", "use": "sig"}
