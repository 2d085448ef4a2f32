"""Who looked, told to the person: when, who, in which role, and the acts by their codes; the page finds the words of the language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cairn.identity.queries.names import names_of
from cairn.kernel.actors import Actor, Role
from cairn.kernel.instants import Instant, as_instant
from cairn.privacy.queries.looks import list_entries_about

PAGE = 30


@dataclass(frozen=True, slots=True)
class OwnLook:
    """One entry. `name` is empty for Cairn itself (no role) and for the person themselves."""

    n: int
    at: Instant
    name: str
    role: Role | None
    is_own: bool
    actions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OwnLooks:
    """One page, newest first; `before` is the number to ask on from, None at the end."""

    entries: tuple[OwnLook, ...]
    before: int | None


def list_own_looks(
    actor: Actor, client_id: UUID, on: date, *, before: int | None = None, with_own: bool = False, limit: int = PAGE
) -> OwnLooks:
    """Who looked at or wrote about the acting person; their own visits only on wish. Three statements."""
    rows = list_entries_about(actor, client_id, on, before=before, limit=limit + 1, but_own=not with_own)
    shown = rows[:limit]
    names = names_of(actor, (row.engagement_id for row in shown if row.engagement_id), on)
    entries = tuple(
        OwnLook(
            row.n,
            as_instant(row.at),
            names.get(row.engagement_id, "") if row.engagement_id else "",
            row.role,
            row.engagement_id == actor.engagement_id,
            row.actions,
        )
        for row in shown
    )
    return OwnLooks(entries, shown[-1].n if len(rows) > limit else None)
