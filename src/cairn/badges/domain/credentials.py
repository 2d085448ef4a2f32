"""A badge as an Open Badges 3.0 credential: W3C Verifiable Credentials 2.0, secured as VC-JWT.

Followed: 1EdTech Open Badges 3.0 (data model; chapter on the JSON Web Token proof: the payload is the credential with `iss`, `jti`,
`nbf`, `sub` and, when it ends, `exp`; the header has `alg`, `kid`, `typ` "JWT" and nothing else), W3C VC-JOSE-COSE (`kid` is an
address that ends in the key's thumbprint), W3C Bitstring Status List 1.0 (`credentialStatus`).

The recipient is a salted hash of the name: whoever has the name beside the badge can check it, the badge alone tells nobody's name.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from cairn.badges.domain.badges import BadgeDraft, Kind
from cairn.kernel.instants import Instant, as_instant

VC_CONTEXT = "https://www.w3.org/ns/credentials/v2"
CONTEXTS = [
    VC_CONTEXT,
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json",
]
SCHEMA = {
    "id": "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json",
    "type": "1EdTechJsonSchemaValidator2019",
}
ACHIEVEMENT_TYPES = {Kind.COURSE: "CertificateOfCompletion", Kind.LICENSE: "License"}


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who issues, as the world sees it: `address` gives the profile; `name` is printed."""

    public_id: UUID
    address: str
    name: str
    zone: str


@dataclass(frozen=True, slots=True)
class Made:
    """What was drawn or assigned for one badge: its page, its stand-in for the recipient, salt, and place in a status list."""

    page: str
    subject_id: UUID
    salt: str
    status_list: str
    status_index: int


def claims_of(draft: BadgeDraft, issuer: Issuer, made: Made) -> dict[str, Any]:
    """The payload to be signed."""
    starts, ends = valid_between(draft, issuer.zone)
    subject = f"urn:uuid:{made.subject_id}"
    claims: dict[str, Any] = {
        "@context": CONTEXTS,
        "id": made.page,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": draft.title,
        "issuer": {"id": issuer.address, "type": ["Profile"], "name": issuer.name},
        "validFrom": stamp(starts),
        "credentialSubject": {
            "id": subject,
            "type": ["AchievementSubject"],
            "identifier": [_identity(draft.recipient_name, made.salt)],
            "achievement": _achievement(draft, issuer.public_id),
            **_results(draft, issuer.public_id),
        },
        "credentialStatus": {
            "id": f"{made.status_list}#{made.status_index}",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": str(made.status_index),
            "statusListCredential": made.status_list,
        },
        "credentialSchema": [SCHEMA],
        "iss": issuer.address,
        "jti": made.page,
        "nbf": int(starts.timestamp()),
        "sub": subject,
    }
    if ends is not None:
        claims |= {"validUntil": stamp(ends), "exp": int(ends.timestamp())}
    return claims


def valid_between(draft: BadgeDraft, zone: str) -> tuple[Instant, Instant | None]:
    """From the first second of the day of issue to the last second of the last valid day, by the issuer's clock."""
    end = draft.expires_on
    ends = _midnight(end + timedelta(days=1), zone) - timedelta(seconds=1) if end else None
    return _midnight(draft.issued_on, zone), Instant(ends) if ends else None


def stamp(at: datetime) -> str:
    """2026-11-20T07:00:00Z"""
    return f"{as_instant(at):%Y-%m-%dT%H:%M:%SZ}"


def identity_hash(name: str, salt: str) -> str:
    """The hash of Open Badges: SHA-256 of the identifier followed by the salt."""
    return "sha256$" + hashlib.sha256((name + salt).encode()).hexdigest()


def is_recipient(claims: dict[str, Any], name: str) -> bool:
    """Whether the signed credential is for this name."""
    return any(
        one["identityHash"] == identity_hash(name, one["salt"]) for one in claims["credentialSubject"]["identifier"]
    )


def facts_in(claims: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """The printed facts, read back from what was signed."""
    subject = claims["credentialSubject"]
    labels = {one["id"]: one["name"] for one in subject["achievement"].get("resultDescription", ())}
    return tuple((labels[one["resultDescription"]], one["value"]) for one in subject.get("result", ()))


def _identity(name: str, salt: str) -> dict[str, Any]:
    return {
        "type": "IdentityObject",
        "hashed": True,
        "identityHash": identity_hash(name, salt),
        "identityType": "name",
        "salt": salt,
    }


def _achievement(draft: BadgeDraft, issuer_id: UUID) -> dict[str, Any]:
    kind = Kind(draft.kind)
    made: dict[str, Any] = {
        "id": f"urn:uuid:{uuid5(issuer_id, f'{kind}/{draft.title}')}",
        "type": ["Achievement"],
        "achievementType": ACHIEVEMENT_TYPES[kind],
        "name": draft.title,
        "description": f"{kind.label}: {draft.title}",
        "criteria": {"narrative": draft.criteria},
    }
    if draft.facts:
        made["resultDescription"] = [
            {"id": _fact_id(issuer_id, label), "type": ["ResultDescription"], "name": label, "resultType": "Result"}
            for label, _ in draft.facts
        ]
    return made


def _results(draft: BadgeDraft, issuer_id: UUID) -> dict[str, Any]:
    """The printed facts. Open Badges has results for them: each described by the achievement, each with a value."""
    facts = [
        {"type": ["Result"], "resultDescription": _fact_id(issuer_id, label), "value": value}
        for label, value in draft.facts
    ]
    return {"result": facts} if facts else {}


def _fact_id(issuer_id: UUID, label: str) -> str:
    return f"urn:uuid:{uuid5(issuer_id, f'fact/{label}')}"


def _midnight(day: date, zone: str) -> Instant:
    return as_instant(datetime.combine(day, time(0), tzinfo=ZoneInfo(zone)))
