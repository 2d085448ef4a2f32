"""What anybody may look up without signing in: one badge by its number, listed licenses by the whole name. Never a list of all.

Each is one statement on an index, whatever was issued; an unknown number costs what a known one costs. These are, with
`queries/own.py` and `queries/issuers.py`, the only reads of this room that look past one organization.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import inf
from typing import Any

from django.db.models import F, QuerySet

from cairn.badges.domain.badges import Kind, Reason, Standing, name_key, standing_of
from cairn.badges.domain.credentials import facts_in, is_recipient
from cairn.badges.domain.numbers import read_number, shown
from cairn.badges.domain.signing import read_signed
from cairn.badges.models import Badge
from cairn.kernel.errors import BrokenRecord
from cairn.kernel.instants import Instant
from cairn.privacy.scope import scope_of_installation

MOST_NAMESAKES = 20


@dataclass(frozen=True, slots=True)
class Published:
    """A badge as a stranger sees it. Everything but name, kind and revocation is read from what was signed; the name is
    checked against the signed hash. Until when it holds counts by the issuer's clock."""

    number: str  # with its dashes
    kind: Kind
    standing: Standing
    recipient_name: str
    title: str
    criteria: str
    facts: tuple[tuple[str, str], ...]
    issuer_name: str
    issuer_address: str
    issued_on: date
    expires_on: date | None
    revoked_on: date | None
    revoked_because: str  # in words
    replaced_by: str  # the number of the one that stands in its place, with dashes
    key_thumbprint: str
    token: str
    printed: frozenset[str]


def find_published(number: str, now: Instant) -> Published | None:
    """The badge of this number, its signature checked now; None when there is none. One statement, or none for what is no number.

    Raises BrokenRecord when what is stored is not what was signed.
    """
    wanted = read_number(number)
    if not wanted:
        return None
    with scope_of_installation():
        row = _with_key(Badge.objects.filter(number=wanted)).first()
    return _published(row, now) if row else None


def find_listed(name: str, now: Instant) -> tuple[Published, ...]:
    """Licenses of this whole name whose holders want to be found, newest first. One statement; part of a name finds nobody."""
    wanted = name_key(name)
    if " " not in wanted:
        return ()
    with scope_of_installation():
        rows = list(
            _with_key(Badge.objects.filter(is_listed=True, name_key=wanted, kind=Kind.LICENSE.value)).order_by(
                "-issued_on", "id"
            )[:MOST_NAMESAKES]
        )
    return tuple(_published(row, now) for row in rows)


def _with_key(rows: QuerySet[Badge]) -> QuerySet[Badge, Any]:
    return rows.annotate(
        public_jwk=F("key__public_jwk"), thumbprint=F("key__thumbprint"), newer=F("replaced_by__number")
    )


def _published(row: Any, now: Instant) -> Published:
    claims = read_signed(row.token, row.public_jwk)
    if claims is None or not is_recipient(claims, row.recipient_name):
        raise BrokenRecord(f"Badge {row.id} is not what was signed.")
    achievement = claims["credentialSubject"]["achievement"]
    is_revoked = row.revoked_at is not None
    return Published(
        number=shown(row.number),
        kind=Kind(row.kind),
        standing=standing_of(has_expired=now.timestamp() > claims.get("exp", inf), is_revoked=is_revoked),
        recipient_name=row.recipient_name,
        title=achievement["name"],
        criteria=achievement["criteria"]["narrative"],
        facts=facts_in(claims),
        issuer_name=claims["issuer"]["name"],
        issuer_address=claims["issuer"]["id"],
        issued_on=row.issued_on,
        expires_on=row.expires_on,
        revoked_on=row.revoked_on,
        revoked_because=Reason(row.revoked_because).label if is_revoked else "",
        replaced_by=shown(row.newer) if row.newer else "",
        key_thumbprint=row.thumbprint,
        token=row.token,
        printed=frozenset(row.printed.split()),
    )
