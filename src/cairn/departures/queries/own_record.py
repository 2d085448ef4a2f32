"""How one person moved on from one peer supporter to another, for the file that they take along."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cairn.departures import policy
from cairn.departures.models import Transfer
from cairn.kernel.actors import Actor
from cairn.privacy import ledger
from cairn.privacy.policy import visible
from cairn.privacy.subjects import require_client


@dataclass(frozen=True, slots=True)
class OwnMove:
    """When, from whom to whom, why as it was written, and what the person wanted the new one to know."""

    on: date
    from_name: str
    to_name: str
    because: str
    known: str


def list_own_moves(actor: Actor, client_id: UUID, on: date) -> tuple[OwnMove, ...]:
    """Every one of them, newest first; raises NotFound. Two statements."""
    require_client(actor, policy.OWN_MOVES, client_id, on)
    rows = visible(Transfer, actor, policy.OWN_MOVES, on).filter(client_id=client_id)
    ledger.looked("departures.own_moves.taken", clients=[client_id])
    return tuple(
        OwnMove(row.on, row.ended.peer.name, row.began.peer.name, row.because, row.known)
        for row in rows.select_related("ended__peer", "began__peer").order_by("-recorded_at", "id")
    )
