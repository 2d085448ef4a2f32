"""Each time a person asked for another peer supporter, and what became of it, for the file that they take along."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from cairn.kernel.actors import Actor
from cairn.kernel.instants import Instant, as_instant
from cairn.portal import policy
from cairn.portal.models import PeerWish
from cairn.privacy.policy import visible


@dataclass(frozen=True, slots=True)
class PastWish:
    made_at: Instant
    taken_back_at: Instant | None
    settled_at: Instant | None


def list_own_wishes(actor: Actor, on: date) -> tuple[PastWish, ...]:
    """The acting person's own, newest first. One statement."""
    rows = visible(PeerWish, actor, policy.WISH, on).order_by("-made_at", "-id")
    return tuple(PastWish(as_instant(row.made_at), _moment(row.taken_back_at), _moment(row.settled_at)) for row in rows)


def _moment(at: datetime | None) -> Instant | None:
    return as_instant(at) if at else None
