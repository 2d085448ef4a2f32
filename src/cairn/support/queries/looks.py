"""Who looked: the client's own view of the ledger, with names instead of ids and sentences instead of codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from cairn.identity.queries.names import names_of
from cairn.kernel.actors import Actor
from cairn.kernel.instants import as_instant, local_date
from cairn.privacy.queries.looks import Look, list_entries_about
from cairn.support import policy  # noqa: F401 - says which clients a reach covers
from cairn.support.domain.looks import in_words, is_by_code

PAGE = 50


@dataclass(frozen=True, slots=True)
class WhoLooked:
    """One look or act, as it is shown."""

    n: int
    at: datetime
    on: date  # the day of `at` where the actor works
    who: str
    role: str
    what: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Looks:
    """One page of looks, newest first; `before` is the number to ask on from, None at the end."""

    entries: tuple[WhoLooked, ...]
    before: int | None


def list_looks(actor: Actor, client_id: UUID, on: date, *, before: int | None = None, limit: int = PAGE) -> Looks:
    """Who looked at or wrote about a client; raises NotFound. Three statements."""
    rows = list_entries_about(actor, client_id, on, before=before, limit=limit + 1)
    shown = rows[:limit]
    names = names_of(actor, (row.engagement_id for row in shown if row.engagement_id), on)
    entries = tuple(
        WhoLooked(
            row.n,
            row.at,
            local_date(as_instant(row.at), actor.zone),
            _who(row, names),
            row.role.label if row.role else "",
            tuple(in_words(action) for action in row.actions),
        )
        for row in shown
    )
    return Looks(entries, shown[-1].n if len(rows) > limit else None)


def _who(row: Look, names: Mapping[UUID, str]) -> str:
    if row.engagement_id:
        return names.get(row.engagement_id, "Someone at work here")
    return "With the code that was given" if is_by_code(row.actions) else "Cairn itself"
