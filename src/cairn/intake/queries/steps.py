"""The steps of coming in as the packs order them, and what was told in each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from cairn.identity.queries.names import names_of
from cairn.intake import policy
from cairn.intake.domain.answers import day_of, fact_of, years_old
from cairn.intake.domain.arrivals import State
from cairn.intake.domain.questions import QUESTIONS, Step
from cairn.intake.models import Intake, StepEntry
from cairn.journeys.steps import FactKind, Journey, StepFact
from cairn.journeys.walking import Walk, walk
from cairn.kernel.actors import Actor
from cairn.kernel.citations import Citation
from cairn.kernel.instants import Instant, as_instant, local_date
from cairn.platform.journeys import journeys_of
from cairn.platform.packs import rules_on
from cairn.privacy.policy import may

PACK, ANYWHERE = "intake", "us"
CHECK, ENROLL = "check", "enroll"


@dataclass(frozen=True, slots=True)
class EntryView:
    """What a step says: `number` is 0 while nobody kept anything, and `answers` are empty for a step that was skipped."""

    number: int = 0
    answers: Mapping[str, str] = field(default_factory=dict)
    saved_at: Instant | None = None
    saved_by: str = ""

    def told(self, step: Step) -> tuple[tuple[str, str], ...]:
        """The answers in words, each with its question."""
        return tuple(
            (question.label, question.told(self.answers[question.code]))
            for question in QUESTIONS[step]
            if question.code in self.answers
        )


@dataclass(frozen=True, slots=True)
class Underage:
    """Somebody who is not of age on a day, and the source that says from when one is."""

    years: int
    adult_from: int
    citation: Citation


NOTHING = EntryView()


def journey_for(place: str) -> Journey:
    """The steps of a place; where its pack says nothing, the order that holds anywhere."""
    known = journeys_of(PACK)
    return known.get(place) or known[ANYWHERE]


def newest(rows: Iterable[StepEntry]) -> dict[str, StepEntry]:
    """The entry of each step that counts."""
    return {row.step: row for row in sorted(rows, key=lambda row: row.number)}


def walk_of(actor: Actor, intake: Intake, rows: Iterable[StepEntry], on: date) -> Walk:
    """Where an intake stands."""
    facts = [fact_of(Step(row.step), row.words, local_date(as_instant(row.saved_at), actor.zone), "") for row in rows]
    is_in = intake.state in (State.ENROLLED, State.SAME)
    checked_at = (
        intake.checked_at if may(actor, policy.COMPARE) else None
    )  # when it was done would tell what came of it
    for step, at in ((CHECK, checked_at), (ENROLL, intake.closed_at if is_in else None)):
        if at is not None:
            facts.append(StepFact(step, FactKind.DONE, local_date(as_instant(at), actor.zone)))
    return walk(journey_for(actor.place), facts, on, each_counts=True)


def views_of(actor: Actor, rows: Iterable[StepEntry], on: date) -> dict[Step, EntryView]:
    """Each step's newest entry, with the name of whoever kept it. One statement."""
    kept = newest(rows)
    names = names_of(actor, _writers(kept.values()), on) if kept else {}
    return {
        Step(step): EntryView(row.number, row.words, as_instant(row.saved_at), names.get(row.saved_by_id, ""))
        for step, row in kept.items()
    }


def underage(actor: Actor, who: Mapping[str, str], on: date) -> Underage | None:
    """Whether the birth date that was told makes them a minor where the program is; None also where nothing is known."""
    born, rule = day_of(who, "birth_date"), rules_on(on, actor.place).find("intake.adult_from")
    if born is None or rule is None or not isinstance(rule.value, int):
        return None
    years = years_old(born, on)
    return Underage(years, rule.value, rule.citation) if years < rule.value else None


def _writers(rows: Iterable[StepEntry]) -> set[UUID]:
    return {row.saved_by_id for row in rows}
