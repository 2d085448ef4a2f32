"""How the dues of a year stand: one's own, or everybody's who has a mentor."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cairn.kernel.actors import Actor
from cairn.kernel.decisions import Decision
from cairn.kernel.instants import as_instant, local_date
from cairn.mentoring import policy  # noqa: F401 - declares who may
from cairn.mentoring.domain import BODY
from cairn.mentoring.domain.dues import DuesFacts, decide_dues
from cairn.mentoring.models import Dues
from cairn.mentoring.queries.corrections import dues_words
from cairn.mentoring.queries.pairs import list_pairs
from cairn.platform.packs import rules_on
from cairn.privacy.policy import visible


@dataclass(frozen=True, slots=True)
class DuesEntry:
    """One payment or waiver in words; `taken_back_because` when it was wrong and counts no more."""

    id: UUID
    words: str
    on: date
    taken_back_because: str


@dataclass(frozen=True, slots=True)
class PersonDues:
    person_id: UUID
    name: str
    decision: Decision
    entries: tuple[DuesEntry, ...]


def get_own_dues(actor: Actor, on: date) -> Decision:
    """The actor's own dues for the year of a day. One statement."""
    return _decided(actor, [(actor.engagement_id, actor.name)], on)[0].decision


def list_dues(actor: Actor, on: date) -> tuple[PersonDues, ...]:
    """Everybody who has a mentor, by name. Two statements."""
    people = {pair.mentee_id: pair.mentee_name for pair in list_pairs(actor, on)}
    return _decided(actor, sorted(people.items(), key=lambda each: (each[1], str(each[0]))), on)


def _decided(actor: Actor, people: Iterable[tuple[UUID, str]], on: date) -> tuple[PersonDues, ...]:
    paid: dict[UUID, int] = defaultdict(int)
    waived: set[UUID] = set()
    entries: dict[UUID, list[DuesEntry]] = defaultdict(list)
    rows = visible(Dues, actor, "mentoring.dues.see", on).filter(for_year=on.year).order_by("recorded_at", "id")
    for row in rows:
        recorded_on, words = (
            local_date(as_instant(row.recorded_at), actor.zone),
            dues_words(row.paid_cents, row.waived_because),
        )
        entries[row.person_id].append(DuesEntry(row.id, words, recorded_on, row.taken_back_because))
        if row.taken_back_at is None:
            paid[row.person_id] += row.paid_cents
            waived |= {row.person_id} if row.waived_because else set()
    rules = rules_on(on, BODY)
    return tuple(
        PersonDues(
            person, name, decide_dues(DuesFacts(paid[person], person in waived), rules, on), tuple(entries[person])
        )
        for person, name in people
    )
