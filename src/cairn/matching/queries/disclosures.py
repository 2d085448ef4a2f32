"""What peer supporters disclosed to the one who supervises them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Case, Exists, OuterRef, Q, Subquery, Value, When

from cairn.kernel.actors import Actor
from cairn.kernel.errors import NotFound
from cairn.matching import policy
from cairn.matching.domain.conflicts import NEVER, NONE, Known
from cairn.matching.domain.service import Word
from cairn.matching.models import ConflictAnswer, SupervisorWord
from cairn.matching.queries.asked import ties_of
from cairn.matching.queries.emergencies import begun_against, begun_in_emergency
from cairn.privacy import ledger
from cairn.privacy.policy import visible
from cairn.support.models import Relationship

SHOWN = 50


@dataclass(frozen=True, slots=True)
class Disclosure:
    """One disclosed tie. `word` None: nothing was answered yet. `walk_already`: service began before the answer.

    `in_emergency`: it began so, and goes on only if the supervisor says so; `is_against`: against their word, or a rule.
    """

    id: UUID
    client_id: UUID
    client_name: str
    peer_name: str
    ties: tuple[Known, ...]
    words: str
    cited: str
    answered_at: datetime
    word: Word | None
    conditions: str
    said_at: datetime | None
    is_never: bool
    walk_already: bool
    in_emergency: bool = False
    is_against: bool = False

    @property
    def waits(self) -> bool:
        return self.is_against or self.word in (None, Word.STOP)


def list_disclosures(actor: Actor, on: date) -> tuple[Disclosure, ...]:
    """The newest of each pair, those that wait first, at most `SHOWN`. One statement."""
    waits = Case(When(Q(word__isnull=True) | Q(word=Word.STOP.value), then=Value(1)), default=Value(0))
    rows = _newest(actor, on).order_by("-is_against", waits.desc(), "-answered_at", "-id")
    found = [_disclosure(row) for row in rows[:SHOWN]]
    ledger.looked("matching.disclosures.seen", clients=[one.client_id for one in found])
    return tuple(found)


def get_disclosure(actor: Actor, conflict_answer_id: UUID, on: date) -> Disclosure:
    """One of them; raises NotFound."""
    for row in _newest(actor, on).filter(id=conflict_answer_id):
        ledger.looked("matching.disclosures.seen", clients=[row.client_id])
        return _disclosure(row)
    raise NotFound


def count_disclosures(actor: Actor, on: date) -> int:
    """How many wait for an answer. One statement, for a home."""
    return _newest(actor, on).filter(word__isnull=True, is_against=False).count()


def count_begun_against(actor: Actor, on: date) -> int:
    """How many began in an emergency against the supervisor's word or a rule, and wait for a new word. One statement, for a home."""
    return _newest(actor, on).filter(is_against=True).count()


def _newest(actor: Actor, on: date) -> Any:  # a queryset with six more columns
    later = ConflictAnswer.objects.filter(
        client_id=OuterRef("client_id"), peer_id=OuterRef("peer_id"), answered_at__gt=OuterRef("answered_at")
    )
    words = SupervisorWord.objects.filter(answer_id=OuterRef("id")).order_by("-said_at", "-id")
    pair = {"client_id": OuterRef("client_id"), "peer_id": OuterRef("peer_id")}
    together = Relationship.objects.filter(client_id=OuterRef("client_id"), peer_id=OuterRef("peer_id"), ended_on=None)
    return (
        visible(ConflictAnswer, actor, policy.SAY, on)
        .filter(~Exists(later))
        .annotate(is_against=Exists(begun_against().filter(**pair)))
        .exclude(outcome=NONE, is_against=False)
        .annotate(
            word=Subquery(words.values("verdict")[:1]),
            conditions=Subquery(words.values("conditions")[:1]),
            said_at=Subquery(words.values("said_at")[:1]),
            walk_already=Exists(together),
            in_emergency=Exists(begun_in_emergency().filter(**pair)),
        )
        .select_related("client", "peer")
    )


def _disclosure(row: Any) -> Disclosure:
    return Disclosure(
        row.id,
        row.client_id,
        row.client.name,
        row.peer.name,
        (*ties_of(row.ties), *ties_of(row.records)),
        row.words,
        row.cited,
        row.answered_at,
        Word(row.word) if row.word else None,
        row.conditions or "",
        row.said_at,
        row.outcome == NEVER,
        row.walk_already,
        row.in_emergency,
        row.is_against,
    )
