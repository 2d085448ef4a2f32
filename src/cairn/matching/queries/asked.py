"""What a peer supporter is asked about people who chose them, or with whom they walk already; and what the records themselves tell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from cairn.identity.models import SupervisionAgreement
from cairn.identity.policy import in_force
from cairn.kernel.actors import Actor
from cairn.kernel.decisions import Decision
from cairn.kernel.errors import NotFound
from cairn.matching import policy
from cairn.matching.domain.conflicts import ASK, ConflictFacts, Known, decide_conflict
from cairn.matching.domain.names import Noted, PersonNames, ties_by_name
from cairn.matching.domain.service import Word
from cairn.matching.domain.ties import Tie
from cairn.matching.models import Choice, ConflictAnswer, Farewell, KnownPerson
from cairn.matching.queries.choices import with_answers
from cairn.platform.packs import rules_on
from cairn.privacy import ledger
from cairn.privacy.policy import may, visible
from cairn.support.models import Client, Relationship

SHOWN = 50
NEW_DAYS = 30  # how long the home asks about somebody with whom the actor began without an answer


@dataclass(frozen=True, slots=True)
class AskedRow:
    """Somebody about whom the peer supporter is asked. `is_waiting`: they chose, and service waits for the answer."""

    client_id: UUID
    name: str
    is_waiting: bool
    outcome: str = ASK
    word: Word | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """The question about one person, with what is known: the decision on the last answer, or "ask"."""

    client_id: UUID
    name: str
    is_waiting: bool
    decision: Decision
    records: tuple[Known, ...]
    answered_at: datetime | None = None
    word: Word | None = None
    conditions: str = ""


@dataclass(frozen=True, slots=True)
class FarewellRow:
    """Somebody walks on with another peer supporter. `was_emergency`: the actor was there when it could not wait."""

    id: UUID
    name: str
    told_at: datetime
    was_emergency: bool
    client_id: UUID


def list_asked(actor: Actor, on: date) -> tuple[AskedRow, ...]:
    """People who chose the actor and wait, then people with whom the actor walks and never answered about. Two statements."""
    waiting = [
        AskedRow(row.client_id, row.client.name, True, row.outcome or ASK, Word(row.word) if row.word else None)
        for row in with_answers(_open_choices(actor, on)).select_related("client").order_by("made_at", "id")[:SHOWN]
    ]
    unasked = _unasked(actor, on).order_by("-started_on", "id").values_list("client_id", "client__name")[:SHOWN]
    walked = [AskedRow(client_id, name, False) for client_id, name in unasked]
    ledger.looked("matching.asked.seen", clients=[row.client_id for row in (*waiting, *walked)])
    return (*waiting, *walked)


def count_waiting(actor: Actor, on: date) -> int:
    """How many people wait for the actor's answer, chose them or began not long ago, and how many farewells were not read yet, together.

    One statement, for a home.
    """
    waiting = with_answers(_open_choices(actor, on)).filter(answer_id__isnull=True).values("id")
    unread = visible(Farewell, actor, policy.SEE_FAREWELL, on).filter(seen_at__isnull=True).values("id")
    begun = _unasked(actor, on).filter(started_on__gt=on - timedelta(days=NEW_DAYS)).values("id")
    return waiting.union(unread, begun, all=True).count()


def list_farewells(actor: Actor, on: date) -> tuple[FarewellRow, ...]:
    """Those not read yet. One statement."""
    rows = visible(Farewell, actor, policy.SEE_FAREWELL, on).filter(seen_at__isnull=True).order_by("told_at", "id")
    begun = Choice.objects.filter(relationship_id=OuterRef("relationship_id"), emergency_at__isnull=False)
    told = ("id", "relationship__client__name", "told_at", Exists(begun), "relationship__client_id")
    found = list(rows.values_list(*told)[:SHOWN])
    ledger.looked("matching.farewell.seen", clients=[row[-1] for row in found])
    return tuple(FarewellRow(*row) for row in found)


def get_asked(actor: Actor, client_id: UUID, on: date) -> Asked:
    """The question about one person; raises NotFound for anybody who neither chose the actor nor walks with them."""
    choice = with_answers(_open_choices(actor, on)).filter(client_id=client_id).first()
    person = person_asked_about(actor, client_id, on)
    answers = visible(ConflictAnswer, actor, policy.ANSWER, on).filter(client_id=client_id)
    if choice is not None:
        answers = answers.filter(answered_at__gte=choice.made_at)
    answer = answers.order_by("-answered_at", "-id").first()
    records = record_ties(actor, person, on)
    ties = (*ties_of(answer.ties), *ties_of(answer.records)) if answer else records
    decision = decide_conflict(ConflictFacts(answer is not None, ties), rules_on(on, actor.place), on)
    word = answer.said.order_by("-said_at", "-id").first() if answer else None
    ledger.looked("matching.asked.seen", clients=[client_id])
    return Asked(
        client_id,
        person.name,
        choice is not None,
        decision,
        records,
        answer.answered_at if answer else None,
        Word(word.verdict) if word else None,
        word.conditions if word else "",
    )


def person_asked_about(actor: Actor, client_id: UUID, on: date) -> Client:
    """The person, when they chose the actor or walk with them; raises NotFound."""
    for rows in (_open_choices(actor, on), visible(Relationship, actor, policy.ANSWER, on)):
        for row in rows.filter(client_id=client_id).select_related("client")[:1]:
            person: Client = row.client
            return person
    raise NotFound


def record_ties(actor: Actor, person: Client, on: date) -> tuple[Known, ...]:
    """What the records tell of the actor and a person, without saying whose record it was. Two statements, no look at anybody else."""
    before = (
        visible(Relationship, actor, policy.COMPARE, on)
        .filter(client_id=person.id, peer__person_id=actor.person_id, ended_on__lte=on)
        .order_by("-ended_on")
        .values_list("ended_on", flat=True)[:1]
    )
    served = tuple(
        Known(Tie.FORMER_CLIENT, max(day, person.ended_on or day), from_records=True) for day in before if day
    )
    names = PersonNames(person.name, person.legal_given_name, person.legal_family_name)
    return (*served, *ties_by_name(names, _noted(actor, on)))


def is_tie_possible(actor: Actor, names: Iterable[str], on: date) -> bool:
    """Whether one of these names may be somebody whom the actor, or who supervises them, noted. One statement; nobody is looked at."""
    if not may(actor, policy.COMPARE):
        return False
    noted = list(_noted(actor, on))
    return any(ties_by_name(PersonNames(name), noted) for name in names)


def _noted(actor: Actor, on: date) -> Iterable[Noted]:
    """Whom the actor, and those who supervise them today, noted for themselves."""
    supervisors = SupervisionAgreement.objects.filter(
        in_force(on), organization_id=actor.organization_id, peer_id=actor.engagement_id
    )
    rows = visible(KnownPerson, actor, policy.COMPARE, on).filter(removed_at__isnull=True)
    either = rows.filter(staff_id=actor.engagement_id) | rows.filter(staff_id__in=supervisors.values("supervisor_id"))
    return [
        Noted(row.given, row.family, Tie(row.tie), row.ended_on, is_own=row.staff_id == actor.engagement_id)
        for row in either
    ]


def _unasked(actor: Actor, on: date) -> QuerySet[Relationship]:
    """The actor's relationships that go on and about which they never answered."""
    answers = ConflictAnswer.objects.filter(client_id=OuterRef("client_id"), peer_id=OuterRef("peer_id"))
    return visible(Relationship, actor, policy.ANSWER, on).filter(~Exists(answers))


def _open_choices(actor: Actor, on: date) -> Any:
    return visible(Choice, actor, policy.ANSWER, on).filter(started_at__isnull=True, withdrawn_at__isnull=True)


def ties_as_kept(ties: Iterable[Known]) -> list[dict[str, str | bool]]:
    return [
        {"tie": one.tie.value, "ended_on": one.ended_on.isoformat() if one.ended_on else "", "from_records": one.from_records}
        for one in ties
    ]  # fmt: skip


def ties_of(kept: Iterable[dict[str, Any]]) -> tuple[Known, ...]:
    return tuple(
        Known(Tie(one["tie"]), date.fromisoformat(one["ended_on"]) if one["ended_on"] else None, one["from_records"])
        for one in kept
    )
