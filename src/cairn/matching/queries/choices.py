"""Where choices stand, as the person and the manager may know it: never which tie there is, nor whose.

Among those that wait is who began in an emergency and, by the word of a supervisor, did not go on: the person chooses again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When

from cairn.kernel.actors import Actor
from cairn.matching import policy
from cairn.matching.domain.conflicts import ASK, NONE, POSSIBLE
from cairn.matching.domain.practice import Barred, Practice
from cairn.matching.domain.service import ServiceFacts, State, Word, state_of
from cairn.matching.models import Choice, ConflictAnswer, SupervisorWord
from cairn.matching.queries.practice import ask_practice
from cairn.privacy import ledger
from cairn.privacy.policy import visible
from cairn.support.models import Client, Relationship
from cairn.support.policy import going_on

SHOWN = 100
OPEN = Q(started_at__isnull=True, withdrawn_at__isnull=True)


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """One open choice. `instead_of_id`: the relationship that goes on until this one begins.

    `barred`: whom they chose may not begin with anybody new today; None where they choose another anyhow.
    """

    id: UUID
    client_id: UUID
    client_name: str
    peer_id: UUID
    peer_name: str
    made_at: datetime
    by_client: bool
    state: State
    barred: Barred | None
    instead_of_id: UUID | None = None

    @property
    def may_begin(self) -> bool:
        return self.state is State.READY and self.barred is None

    @property
    def hands_over(self) -> bool:
        """Nothing stands in the way, and somebody walks with them until then."""
        return self.may_begin and self.instead_of_id is not None


@dataclass(frozen=True, slots=True)
class ChoiceCount:
    """How many choices wait, and how many of them only for a handing over; with how many people nobody walks who chose nobody."""

    waiting: int
    hands_over: int
    alone: int = 0


@dataclass(frozen=True, slots=True)
class AloneRow:
    """Somebody who was taken in, and with whom nobody walks: no choice of theirs waits, so no other list would bring them back."""

    client_id: UUID
    name: str
    since: date


def list_choices(actor: Actor, on: date) -> tuple[ChoiceRow, ...]:
    """The choices within the actor's reach that wait, what can be done first, then the oldest; at most `SHOWN`. Six statements."""
    practice = ask_practice(actor, on)
    rows = _read(_waiting(actor, on)).order_by("made_at", "id")[:SHOWN]
    found = sorted(
        (_row(row, practice) for row in rows),
        key=lambda row: (not (row.may_begin or row.state is State.CHOOSE_ANOTHER), row.made_at),
    )
    ledger.looked("matching.choices.seen", clients=[row.client_id for row in found])
    return tuple(found)


def list_alone(actor: Actor, on: date) -> tuple[AloneRow, ...]:
    """People with whom nobody walks and who chose nobody, who came first first; at most `SHOWN`. One statement."""
    rows = _alone(actor, on).order_by("started_on", "name", "id").values_list("id", "name", "started_on")[:SHOWN]
    found = tuple(AloneRow(*row) for row in rows)
    ledger.looked("matching.choices.seen", clients=[row.client_id for row in found])
    return found


def get_open_choice(actor: Actor, client_id: UUID, on: date, practice: Practice | None = None) -> ChoiceRow | None:
    """The open choice of one person; None without one, and for a person out of reach.

    One statement; with a choice five more, unless the page has asked who may practice already.
    """
    rows = visible(Choice, actor, policy.SEE_CHOICES, on).filter(OPEN, client_id=client_id)
    for row in _read(rows):
        return _row(row, practice or ask_practice(actor, on))
    return None


def count_choices(actor: Actor, on: date) -> ChoiceCount:
    """How many choices wait, how many people are alone. One statement, for a home; five more while a handing over was answered."""
    is_answered = Q(outcome=NONE) | Q(
        outcome=POSSIBLE, word=Word.GO_ON.value
    )  # as `state_of`; a test holds them together
    goes_on = Q(instead_of__isnull=False, instead_of__ended_on=None)
    rows = with_answers(_waiting(actor, on)).annotate(
        hands_over=Case(When(is_answered & goes_on & OPEN, then=F("peer_id")))
    )
    alone = _alone(actor, on).order_by().values("organization_id").annotate(alone=Count("id"))
    found = list(
        rows.annotate(alone=Value(0))
        .values_list("hands_over", "alone")
        .union(alone.values_list("organization_id", "alone"), all=True)
    )
    peers = [peer_id for peer_id, people in found if not people]
    practice = ask_practice(actor, on) if any(peers) else None
    ready = sum(one is not None and practice.of(one) is None for one in peers) if practice else 0
    return ChoiceCount(len(peers), ready, sum(people for _, people in found))


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


def _waiting(actor: Actor, on: date) -> QuerySet[Choice]:
    """What is open, and what ended after an emergency by the word of a supervisor while nobody was chosen since.

    A later choice that was taken back leaves the person where they were: still to be helped.
    """
    later = Choice.objects.filter(client_id=OuterRef("client_id"), made_at__gt=OuterRef("made_at"), withdrawn_at=None)
    ended = Relationship.objects.filter(id=OuterRef("relationship_id"), ended_on__isnull=False)
    said = SupervisorWord.objects.filter(
        answer__client_id=OuterRef("client_id"),
        answer__peer_id=OuterRef("peer_id"),
        said_at__gte=OuterRef("emergency_at"),
        verdict__in=[Word.ANOTHER.value, Word.STOP.value],
    )
    ended_by_word = Q(emergency_at__isnull=False, client__ended_on=None) & Exists(ended) & Exists(said) & ~Exists(later)
    return visible(Choice, actor, policy.SEE_CHOICES, on).filter(OPEN | ended_by_word)


def _alone(actor: Actor, on: date) -> QuerySet[Client]:
    walks = Relationship.objects.filter(going_on(on), client_id=OuterRef("id"))
    waits = _waiting(actor, on).filter(client_id=OuterRef("id"))
    served = visible(Client, actor, policy.CHOOSE, on).filter(Q(ended_on=None) | Q(ended_on__gt=on))
    return served.filter(~Exists(walks), ~Exists(waits))


def _read(rows: QuerySet[Choice]) -> Any:
    return with_answers(rows).select_related("client", "peer", "instead_of")


def _row(row: Any, practice: Practice) -> ChoiceRow:
    left, is_past = row.instead_of, row.emergency_at is not None
    state = State.CHOOSE_ANOTHER if is_past else state_of(service_facts(row))
    return ChoiceRow(
        row.id,
        row.client_id,
        row.client.name,
        row.peer_id,
        row.peer.name,
        row.made_at,
        row.by_client,
        state,
        None if state is State.CHOOSE_ANOTHER else practice.of(row.peer_id),
        left.id if left and left.ended_on is None else None,
    )


def chosen_and_waiting(actor: Actor, client_id: UUID) -> frozenset[UUID]:
    """Whom the person chose and who does not walk with them yet: for who sees a record that is kept apart. One statement."""
    rows = Choice.objects.filter(organization_id=actor.organization_id, client_id=client_id)
    return frozenset(rows.filter(started_at__isnull=True, withdrawn_at__isnull=True).values_list("peer_id", flat=True))
