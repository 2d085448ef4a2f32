"""What one person said matters to them in a peer supporter, and whom they chose, for the file that they take along."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from cairn.kernel.actors import Actor
from cairn.kernel.instants import Instant, as_instant
from cairn.matching import policy
from cairn.matching.domain.practice import Barred
from cairn.matching.domain.service import State, state_of
from cairn.matching.domain.suggestions import Wish, wishes_of
from cairn.matching.models import Choice, Wishes
from cairn.matching.queries.choices import service_facts, with_answers
from cairn.matching.queries.practice import ask_practice
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


class Stands(StrEnum):
    """Where a choice stands, as the person may know it. That a tie is talked over, or why somebody may not begin, is not among it."""

    ASKED = "asked"
    READY = "ready"
    NOT_NOW = "not_now"
    CHOOSE_ANOTHER = "choose_another"
    BEGAN = "began"
    TAKEN_BACK = "taken_back"


@dataclass(frozen=True, slots=True)
class OwnChoice:
    """`by_client`: by themselves, not carried out for them. `since`: when it began or was taken back."""

    peer_name: str
    made_at: Instant
    by_client: bool
    stands: Stands
    since: Instant | None


def list_own_choices(actor: Actor, client_id: UUID, on: date) -> tuple[OwnChoice, ...]:
    """Everybody they ever chose, newest first; raises NotFound. Two statements; with an open choice five more."""
    require_client(actor, policy.SEE_CHOICES, client_id, on)
    rows = visible(Choice, actor, policy.SEE_CHOICES, on).filter(client_id=client_id)
    found = list(with_answers(rows).select_related("peer").order_by("-made_at", "id"))
    ledger.looked("matching.own_choices.taken", clients=[client_id])
    is_open = any(row.started_at is None and row.withdrawn_at is None for row in found)
    practice = ask_practice(actor, on) if is_open else None
    return tuple(_own_choice(row, practice.of(row.peer_id) if practice else None) for row in found)


def _own_choice(row: Any, barred: Barred | None) -> OwnChoice:
    since = row.started_at or row.withdrawn_at
    return OwnChoice(
        row.peer.name,
        as_instant(row.made_at),
        row.by_client,
        stands_of(row, barred),
        as_instant(since) if since else None,
    )


def stands_of(row: Any, barred: Barred | None) -> Stands:
    """Of a choice read by `with_answers`."""
    if row.started_at or row.withdrawn_at:
        return Stands.BEGAN if row.started_at else Stands.TAKEN_BACK
    state = state_of(service_facts(row))
    if state is State.CHOOSE_ANOTHER:
        return Stands.CHOOSE_ANOTHER
    if barred:
        return Stands.NOT_NOW
    return Stands.READY if state is State.READY else Stands.ASKED


def list_said_wishes(actor: Actor, client_id: UUID, on: date) -> tuple[SaidWishes, ...]:
    """Every one of them, newest first; raises NotFound. Two statements."""
    require_client(actor, policy.SEE_WISHES, client_id, on)
    rows = visible(Wishes, actor, policy.SEE_WISHES, on).filter(client_id=client_id).order_by("-number")
    ledger.looked("matching.wishes.seen", clients=[client_id])
    return tuple(
        SaidWishes(row.number, wishes_of(row.wishes), row.words, row.by_client, as_instant(row.written_at))
        for row in rows
    )
