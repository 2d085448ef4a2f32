"""The peer supporters that somebody answers for: themselves, those they supervise, or the organization's."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from cairn.identity import policy  # noqa: F401 - declares who may
from cairn.identity.domain.agreements import COUNTS
from cairn.identity.models import Engagement
from cairn.kernel.actors import Actor, Role
from cairn.kernel.errors import NotFound
from cairn.privacy.policy import visible


@dataclass(frozen=True, slots=True)
class License:
    """A license of a supervisor as recorded; whether it qualified on a day is decided, not stored."""

    license_type: str
    licensed_on: date
    expires_on: date | None
    training_minutes: int
    training_completed_on: date | None
    recorded_at: datetime
    number: str = ""


@dataclass(frozen=True, slots=True)
class Agreement:
    """One supervision agreement of a peer supporter, with the licenses of the supervisor."""

    id: UUID
    supervisor_id: UUID
    supervisor_name: str
    kind: str
    starts_on: date
    ends_on: date | None
    peer_signed_at: datetime | None
    supervisor_signed_at: datetime | None
    is_relative: bool
    is_own_therapist: bool
    supervision: str = COUNTS
    cosigns_notes: bool = False
    supervisor_until: date | None = None  # the last day of the supervisor's own role here
    licenses: tuple[License, ...] = ()

    @property
    def last_day(self) -> date | None:
        """The last day on which it can hold: its own, or that of the supervisor's role, whichever comes first."""
        days = [day for day in (self.ends_on, self.supervisor_until) if day]
        return min(days, default=None)

    @property
    def signed_at(self) -> datetime | None:
        """When the second of the two signed; None while one signature is missing."""
        if self.peer_signed_at is None or self.supervisor_signed_at is None:
            return None
        return max(self.peer_signed_at, self.supervisor_signed_at)

    def is_in_force(self, on: date) -> bool:
        return self.signed_at is not None and self.starts_on <= on and (self.last_day is None or on <= self.last_day)


@dataclass(frozen=True, slots=True)
class Peer:
    """A peer supporter and every agreement they ever had here."""

    id: UUID
    name: str
    starts_on: date
    ends_on: date | None = None
    agreements: tuple[Agreement, ...] = ()

    def is_at_work(self, on: date) -> bool:
        return self.starts_on <= on and (self.ends_on is None or on <= self.ends_on)


_A, _Q = "supervised_under__", "supervised_under__supervisor__qualifications__"
_PEER = ("id", "name", "starts_on", "ends_on")
_AGREEMENT = tuple(
    _A + name
    for name in (
        "id", "supervisor_id", "supervisor__name", "kind", "starts_on", "ends_on", "peer_signed_at",
        "supervisor_signed_at", "is_relative", "is_own_therapist", "supervision", "cosigns_notes", "supervisor__ends_on",
    )
)  # fmt: skip
_LICENSE = tuple(
    _Q + name
    for name in (
        "license_type", "licensed_on", "expires_on", "supervision_training_minutes",
        "supervision_training_completed_on", "recorded_at", "license_number", "taken_back_at",
    )
)  # fmt: skip


def list_peers(
    actor: Actor, on: date, *, since: date | None = None, permission: str = "identity.peer.see"
) -> tuple[Peer, ...]:
    """The peer supporters at work on a day (or on any day since another), by name, with their agreements and the supervisors' licenses.

    One statement.
    """
    at_work = Q(starts_on__lte=on) & (Q(ends_on__isnull=True) | Q(ends_on__gte=since or on))
    return _gather(_peers(actor, on, permission).filter(at_work))


def get_peer(actor: Actor, peer_id: UUID, on: date) -> Peer:
    """One of them, also when they no longer work here; raises NotFound."""
    found = _gather(_peers(actor, on, "identity.peer.see").filter(id=peer_id))
    if not found:
        raise NotFound
    return found[0]


def _peers(actor: Actor, on: date, permission: str) -> QuerySet[Engagement]:
    return visible(Engagement, actor, permission, on).filter(role=Role.PEER_SUPPORTER.value)


def _gather(rows: QuerySet[Engagement]) -> tuple[Peer, ...]:
    """Rows of peer × agreement × license, put together again."""
    peers: dict[UUID, Peer] = {}
    agreements: dict[UUID, dict[UUID, Agreement]] = {}
    for row in rows.order_by("name", "id", _A + "starts_on", _A + "id").values_list(*_PEER, *_AGREEMENT, *_LICENSE):
        peer, agreement, license_ = _cut(row)
        peers.setdefault(peer.id, peer)
        own = agreements.setdefault(peer.id, {})
        if agreement is None:
            continue
        known = own.setdefault(agreement.id, agreement)
        if license_ is not None:
            own[agreement.id] = replace(known, licenses=(*known.licenses, license_))
    return tuple(replace(peer, agreements=tuple(agreements[peer.id].values())) for peer in peers.values())


def read_license(columns: tuple[Any, ...]) -> License | None:
    """A license from its columns, `taken_back_at` the last; None where there is none that still counts."""
    *known, taken_back_at = columns
    return License(*known) if known[0] is not None and taken_back_at is None else None


def _cut(row: tuple[Any, ...]) -> tuple[Peer, Agreement | None, License | None]:
    first, second = len(_PEER), len(_PEER) + len(_AGREEMENT)
    agreement, license_ = row[first:second], row[second:]
    return (
        Peer(*row[:first]),
        Agreement(*agreement) if agreement[0] is not None else None,
        read_license(license_),
    )
