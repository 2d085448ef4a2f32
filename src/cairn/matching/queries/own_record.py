"""What one person said matters to them in a peer supporter, each time they said it, for the file that they take along."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cairn.kernel.actors import Actor
from cairn.kernel.instants import Instant, as_instant
from cairn.matching import policy
from cairn.matching.domain.suggestions import Wish, wishes_of
from cairn.matching.models import Wishes
from cairn.privacy import ledger
from cairn.privacy.policy import visible
from cairn.privacy.subjects import require_client


@dataclass(frozen=True, slots=True)
class SaidWishes:
    """`by_client`: by themselves, not taken down by somebody."""

    number: int
    wishes: tuple[Wish, ...]
    words: str
    by_client: bool
    written_at: Instant


def list_said_wishes(actor: Actor, client_id: UUID, on: date) -> tuple[SaidWishes, ...]:
    """Every one of them, newest first; raises NotFound. Two statements."""
    require_client(actor, policy.SEE_WISHES, client_id, on)
    rows = visible(Wishes, actor, policy.SEE_WISHES, on).filter(client_id=client_id).order_by("-number")
    ledger.looked("matching.wishes.seen", clients=[client_id])
    return tuple(
        SaidWishes(row.number, wishes_of(row.wishes), row.words, row.by_client, as_instant(row.written_at))
        for row in rows
    )
