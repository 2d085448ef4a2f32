"""What was added to signed summaries, in the order in which it was signed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cairn.departures import policy
from cairn.departures.models import SummaryAddition
from cairn.identity.queries.names import names_of
from cairn.kernel.actors import Actor
from cairn.kernel.instants import Instant, as_instant
from cairn.privacy.policy import visible


@dataclass(frozen=True, slots=True)
class Added:
    """One addition, signed when it was written."""

    n: int
    reason: str
    text: str
    by: str
    signed_at: Instant


def list_additions(actor: Actor, departure_ids: Iterable[UUID], on: date) -> dict[UUID, tuple[Added, ...]]:
    """The additions to the summaries of these leavings. Two statements, one when there is none."""
    rows = list(
        visible(SummaryAddition, actor, policy.SEE, on)
        .filter(summary__departure_id__in=list(departure_ids))
        .select_related("summary")
        .order_by("n")
    )
    names = names_of(actor, {row.author_id for row in rows}, on) if rows else {}
    found: dict[UUID, tuple[Added, ...]] = {}
    for row in rows:
        told = Added(row.n, row.reason, row.text, names.get(row.author_id, ""), as_instant(row.signed_at))
        found[row.summary.departure_id] = (*found.get(row.summary.departure_id, ()), told)
    return found
