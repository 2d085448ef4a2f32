"""Where choices stand, as the person and the manager may know it: never which tie there is, nor whose."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from cairn.kernel.actors import Actor
from cairn.matching import policy
from cairn.matching.domain.conflicts import ASK
from cairn.matching.domain.practice import Barred, Practice
from cairn.matching.domain.service import ServiceFacts, State, Word, state_of
from cairn.matching.models import Choice, ConflictAnswer, SupervisorWord
from cairn.matching.queries.practice import ask_practice
from cairn.privacy import ledger
from cairn.privacy.policy import visible

SHOWN = 100


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """One open choice. `barred`: whom they chose may not begin with anybody new today."""

    id: UUID
    client_id: UUID
    client_name: str
    peer_id: UUID
    peer_name: str
    made_at: datetime
    by_client: bool
    state: State
    barred: Barred | None

    @property
    def may_begin(self) -> bool:
        return self.state is State.READY and self.barred is None


def list_choices(actor: Actor, on: date) -> tuple[ChoiceRow, ...]:
    """The open choices within the actor's reach, what can be done first, then the oldest; at most `SHOWN`. Six statements."""
    practice = ask_practice(actor, on)
    rows = _open(actor, on).order_by("made_at", "id")[:SHOWN]
    found = sorted(
        (_row(row, practice) for row in rows),
        key=lambda row: (not (row.may_begin or row.state is State.CHOOSE_ANOTHER), row.made_at),
    )
    ledger.looked("matching.choices.seen", clients=[row.client_id for row in found])
    return tuple(found)


def get_open_choice(actor: Actor, client_id: UUID, on: date, practice: Practice | None = None) -> ChoiceRow | None:
    """The open choice of one person; None without one, and for a person out of reach.

    One statement; with a choice five more, unless the page has asked who may practice already.
    """
    for row in _open(actor, on).filter(client_id=client_id):
        return _row(row, practice or ask_practice(actor, on))
    return None


def count_choices(actor: Actor, on: date) -> int:
    """How many choices are open. One statement, for a home."""
    rows = visible(Choice, actor, policy.SEE_CHOICES, on)
    return rows.filter(started_at__isnull=True, withdrawn_at__isnull=True).count()


def with_answers(rows: QuerySet[Choice]) -> Any:  # a queryset with three more columns
    """Choices with the newest answer given since they were made (`answer_id`, `outcome`) and the newest word to it (`word`)."""
    answers = ConflictAnswer.objects.filter(
        client_id=OuterRef("client_id"), peer_id=OuterRef("peer_id"), answered_at__gte=OuterRef("made_at")
    ).order_by("-answered_at", "-id")
    words = SupervisorWord.objects.filter(answer_id=OuterRef("answer_id")).order_by("-said_at", "-id")
    return rows.annotate(
        answer_id=Subquery(answers.values("id")[:1]), outcome=Subquery(answers.values("outcome")[:1])
    ).annotate(word=Subquery(words.values("verdict")[:1]))


def service_facts(row: Any, practice: Practice | None = None) -> ServiceFacts:
    """What decides about service, of a choice read by `with_answers`. `practice` is left out in an emergency, which waits for nobody."""
    barred = practice.of(row.peer_id) if practice else None
    return ServiceFacts(row.outcome or ASK, Word(row.word) if row.word else None, barred=barred)


def _open(actor: Actor, on: date) -> Any:
    rows = visible(Choice, actor, policy.SEE_CHOICES, on).filter(started_at__isnull=True, withdrawn_at__isnull=True)
    return with_answers(rows).select_related("client", "peer")


def _row(row: Any, practice: Practice) -> ChoiceRow:
    return ChoiceRow(
        row.id,
        row.client_id,
        row.client.name,
        row.peer_id,
        row.peer.name,
        row.made_at,
        row.by_client,
        state_of(service_facts(row)),
        practice.of(row.peer_id),
    )
