"""The question how two people walk together: to the peer supporter at once, for supervision once it may go on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import FilteredRelation, Q, QuerySet

from cairn.kernel.actors import Actor, Role
from cairn.kernel.decisions import Decision, Finding
from cairn.kernel.errors import NotFound
from cairn.kernel.instants import local_date
from cairn.platform.db.prepared import prepared
from cairn.platform.packs import rules_on
from cairn.privacy import ledger
from cairn.privacy.policy import may, visible
from cairn.support import policy_peerness
from cairn.support.domain.encounters import Kind
from cairn.support.domain.peerness import PeernessFacts, Walked, decide_peerness
from cairn.support.domain.phases import ACTIVITIES, Phase
from cairn.support.models import Encounter, EncounterMark, PhaseChange, Relationship, SurveyAnswer
from cairn.support.queries.story import Told

FAMILIES = ("support", ACTIVITIES.family)
SATISFACTION = "satisfaction"  # the survey's question "How was the support you got today?"
ROW = ("id", "client_id", "started_on", "recorded_at", "zone", "kind", "phase", "told__family", "told__code")


@dataclass(frozen=True, slots=True)
class Question:
    """One relationship about which something is asked. `for_supervision`: it may come up there today."""

    client_id: UUID
    client_name: str
    decision: Decision
    since: date
    own_until: date
    for_supervision: bool

    @property
    def asked(self) -> tuple[Finding, ...]:
        return self.decision.warnings


def list_questions(
    actor: Actor, on: date, *, peer_id: UUID | None = None, client_id: UUID | None = None
) -> tuple[Question, ...]:
    """What is asked about the relationships going on, by name: of one's own all, of the supervised only what may come up there.

    Nothing for a role that is not asked. At most three statements, whatever the caseload; for a supervisor four.
    """
    if not may(actor, policy_peerness.ASK):
        return ()
    people = _people(actor, on, peer_id, client_id)
    facts = _facts(actor, on, people) if people else {}
    rules, questions = rules_on(on, actor.place), []
    for key, each in facts.items():
        decision = decide_peerness(each, rules, on)
        if decision.figures["since"] is not None:
            questions.append(_question(people[key], decision))
    if actor.role is not Role.PEER_SUPPORTER:
        questions = _weighed(actor, on, [one for one in questions if one.for_supervision], facts, peer_id)
    if people:
        ledger.looked("support.encounter.listed", clients=sorted(key for key, _ in people))
    return tuple(sorted(questions, key=lambda one: (one.client_name, one.client_id)))


def find_question(actor: Actor, client_id: UUID, on: date) -> tuple[str, Question | None]:
    """The name of the person and what is asked, if anything; raises NotFound for a person one does not walk with or supervise."""
    if not may(actor, policy_peerness.ASK):
        raise NotFound
    people = _people(actor, on, None, client_id)
    if not people:
        raise NotFound
    return next(iter(people.values())).client.name, next(iter(list_questions(actor, on, client_id=client_id)), None)


def question_of_story(actor: Actor, client_id: UUID, contacts: Iterable[Told], on: date) -> Decision | None:
    """What a page that has the latest contacts already may ask its peer supporter. One statement. Phases are not known there."""
    if actor.role is not Role.PEER_SUPPORTER:
        return None
    told = [one for one in contacts if one.peer_id == actor.engagement_id and not one.is_in_error]
    if not told:
        return None
    support, activities = defaultdict[UUID, set[str]](set), defaultdict[UUID, set[str]](set)
    for encounter_id, family, code in _marks_of(actor, [one.id for one in told], on):
        (support if family == FAMILIES[0] else activities)[encounter_id].add(code)
    walked = tuple(
        Walked(
            one.started_on,
            one.started_on,
            one.kind,
            one.phase,
            frozenset(support.get(one.id, ())),
            frozenset(activities.get(one.id, ())),
        )
        for one in told
    )
    decision = decide_peerness(PeernessFacts(walked), rules_on(on, actor.place), on)
    return decision if decision.warnings else None


@prepared
def _marks_of(actor: Actor, encounter_ids: list[UUID], on: date) -> QuerySet[EncounterMark, Any]:
    rows = visible(EncounterMark, actor, "support.encounter.see", on)
    rows = rows.filter(encounter_id__in=encounter_ids, family__in=FAMILIES)
    return rows.values_list("encounter_id", "family", "code")


def _people(
    actor: Actor, on: date, peer_id: UUID | None, client_id: UUID | None
) -> dict[tuple[UUID, UUID], Relationship]:
    """The relationships going on within reach, by client and peer supporter."""
    rows = visible(Relationship, actor, policy_peerness.ASK, on).select_related("client")
    wanted = {"peer_id": peer_id, "client_id": client_id}
    rows = rows.filter(**{name: value for name, value in wanted.items() if value is not None})
    return {(row.client_id, row.peer_id): row for row in rows.order_by("started_on", "id")}


def _facts(
    actor: Actor, on: date, people: dict[tuple[UUID, UUID], Relationship]
) -> dict[tuple[UUID, UUID], PeernessFacts]:
    relationships = list(people.values())
    begin = on - timedelta(days=rules_on(on, actor.place).days("peerness.window"))
    rows = (
        visible(Encounter, actor, policy_peerness.ASK, on)
        .annotate(told=FilteredRelation("marks", condition=Q(marks__family__in=FAMILIES)))
        .filter(
            relationship__in=[row.id for row in relationships],
            started_on__gte=begin,
            started_on__lte=on,
            in_error_at__isnull=True,
        )
        .values("relationship_id", *ROW)
    )
    contacts: dict[UUID, dict[UUID, Walked]] = defaultdict(dict)
    for row in rows:
        of_one = contacts[row["relationship_id"]]
        of_one[row["id"]] = _walked(of_one.get(row["id"]), row)
    changes: dict[UUID, list[tuple[date, Phase]]] = defaultdict(list)
    steps = visible(PhaseChange, actor, policy_peerness.ASK, on).filter(relationship__in=list(contacts))
    for relationship_id, day, phase in steps.order_by("on", "recorded_at").values_list(
        "relationship_id", "on", "phase"
    ):
        changes[relationship_id].append((day, Phase(phase)))
    return {
        key: PeernessFacts(tuple(contacts[row.id].values()), _phases(row, changes[row.id]))
        for key, row in people.items()
        if row.id in contacts
    }


def _walked(known: Walked | None, row: dict[str, Any]) -> Walked:
    """A contact with one more of its marks."""
    one = known or Walked(
        row["started_on"], local_date(row["recorded_at"], row["zone"]), Kind(row["kind"]), row["phase"]
    )
    code = frozenset({row["told__code"]})
    if row["told__family"] == FAMILIES[0]:
        return replace(one, support=one.support | code)
    return replace(one, activities=one.activities | code) if row["told__family"] == FAMILIES[1] else one


def _phases(row: Relationship, changes: list[tuple[date, Phase]]) -> tuple[tuple[date, Phase], ...]:
    """Every relationship begins with engaging, unless something else was written down that day."""
    if changes and changes[0][0] <= row.started_on:
        return tuple(changes)
    first = Phase.ENGAGING if changes or row.phase == Phase.ENGAGING else Phase(row.phase)
    return ((row.started_on, first), *changes)


def _question(row: Relationship, decision: Decision) -> Question:
    figures = decision.figures
    return Question(
        row.client_id, row.client.name, decision, figures["since"], figures["own_until"], figures["goes_on"]
    )


def _weighed(
    actor: Actor,
    on: date,
    questions: list[Question],
    facts: dict[tuple[UUID, UUID], PeernessFacts],
    peer_id: UUID | None,
) -> list[Question]:
    """Without those about whom the client's own answers say that it is good as it is. The answers go no further than this."""
    if not questions:
        return []
    rules = rules_on(on, actor.place)
    begin = on - timedelta(days=rules.days("peerness.window"))
    ids = {one.client_id for one in questions}
    rows = visible(SurveyAnswer, actor, policy_peerness.WEIGH, on).filter(
        survey__client_id__in=ids, survey__encounter__started_on__gte=begin, link_id=SATISFACTION, number__isnull=False
    )
    if peer_id is not None:
        rows = rows.filter(survey__encounter__peer_id=peer_id)
    views: dict[tuple[UUID, UUID], list[int]] = defaultdict(list)
    for client_id, walked_with, number in rows.values_list("survey__client_id", "survey__encounter__peer_id", "number"):
        views[client_id, walked_with].append(number or 0)
    weighed = {
        key: decide_peerness(replace(each, client_view=tuple(views[key])), rules, on)
        for key, each in facts.items()
        if key[0] in ids
    }
    goes_on = {key[0] for key, decision in weighed.items() if decision.figures["goes_on"]}
    return [one for one in questions if one.client_id in goes_on]
