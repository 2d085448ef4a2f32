"""How the dues of a year stand: one's own, or everybody's who has a mentor."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cairn.kernel.actors import Actor
from cairn.kernel.decisions import Decision
from cairn.mentoring import policy  # noqa: F401 - declares who may
from cairn.mentoring.domain import BODY
from cairn.mentoring.domain.dues import DuesFacts, decide_dues
from cairn.mentoring.models import Dues
from cairn.mentoring.queries.pairs import list_pairs
from cairn.platform.packs import rules_on
from cairn.privacy.policy import visible


@dataclass(frozen=True, slots=True)
class PersonDues:
    person_id: UUID
    name: str
    decision: Decision


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
    rows = visible(Dues, actor, "mentoring.dues.see", on).filter(for_year=on.year)
    for person, cents, because in rows.values_list("person_id", "paid_cents", "waived_because"):
        paid[person] += cents
        if because:
            waived.add(person)
    rules = rules_on(on, BODY)
    return tuple(
        PersonDues(person, name, decide_dues(DuesFacts(paid[person], person in waived), rules, on))
        for person, name in people
    )
