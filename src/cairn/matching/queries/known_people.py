"""Whom somebody noted for themselves. Nobody else reads it, and nothing in it says who is served."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cairn.kernel.actors import Actor
from cairn.matching import policy
from cairn.matching.domain.ties import Tie
from cairn.matching.models import KnownPerson
from cairn.privacy.policy import visible

SHOWN = 200


@dataclass(frozen=True, slots=True)
class KnownPersonView:
    """One person whom the actor noted."""

    id: UUID
    name: str
    tie: Tie
    ended_on: date | None


def list_known_people(actor: Actor, on: date) -> tuple[KnownPersonView, ...]:
    """The actor's own list, by family name. One statement."""
    rows = visible(KnownPerson, actor, policy.KEEP_KNOWN, on).filter(removed_at__isnull=True)
    return tuple(
        KnownPersonView(row.id, f"{row.given} {row.family}", Tie(row.tie), row.ended_on)
        for row in rows.order_by("family", "given", "id")[:SHOWN]
    )
