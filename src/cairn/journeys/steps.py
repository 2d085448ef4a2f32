"""A journey: steps in order, each with whoever must act and the earlier steps that it needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cairn.kernel.citations import Citation


class Party(StrEnum):
    """Who can move a step on."""

    PERSON = "person"
    TRAINING_BODY = "training_body"
    EMPLOYER = "employer"
    SUPERVISOR = "supervisor"
    BOARD = "board"
    STATE_AGENCY = "state_agency"
    PROGRAM_MANAGER = "program_manager"
    LEADERSHIP = "leadership"
    STAFF = "staff"
    FUNDER = "funder"

    @property
    def label(self) -> str:
        return f"the {self.value.replace('_', ' ')}"


@dataclass(frozen=True, slots=True)
class Step:
    """One gate. `needs` are keys of earlier steps; an optional step holds nobody up.

    `item` is the name that the source's own table has for it. `own_part` is what the person can note themselves; empty where only a record
    can say it. `rules` are keys of the rules behind it (`key` or `key/context`); `fee`, `lasts` and `effort` are those of what it costs,
    for how long it holds once done, and how much time it takes. `shown_by` are the later steps that show this one to be done where not
    every one does: a seat in the class can be had without an offer, a license on that trail cannot.
    """

    key: str
    title: str
    who: Party
    citation: Citation
    needs: tuple[str, ...] = ()
    shown_by: tuple[str, ...] = ()
    optional: bool = False
    stage: str = ""
    text: str = ""
    item: str = ""
    own_part: str = ""
    documents: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    fee: str = ""
    lasts: str = ""
    effort: str = ""


@dataclass(frozen=True, slots=True)
class Journey:
    """Steps of one way, as its source orders them. Whoever reads one from a file has checked it (`reading.py`)."""

    key: str
    place: str
    title: str
    about: str
    steps: tuple[Step, ...]

    def step(self, key: str) -> Step | None:
        return next((step for step in self.steps if step.key == key), None)

    def stages(self) -> tuple[str, ...]:
        """Each stage once, in order."""
        return tuple(dict.fromkeys(step.stage for step in self.steps))

    def followers(self, key: str) -> Iterator[Step]:
        """Every later step that could not be done without this one, directly or through others that hold one up."""
        reached = {key}
        for step in self.steps:
            if reached & set(step.needs):
                yield step
                if not step.optional:
                    reached.add(step.key)


class FactKind(StrEnum):
    DONE = "done"
    NOT_POSSIBLE = "not_possible"
    UNDER_WAY = "under_way"


STRENGTH = (FactKind.UNDER_WAY, FactKind.NOT_POSSIBLE, FactKind.DONE)


@dataclass(frozen=True, slots=True)
class StepFact:
    """What is known of one step from one source: done on a day, under way since then, or not possible because.

    `until` is the last day on which what was done still holds. `source` says in words where it is known from.
    """

    step: str
    kind: FactKind
    on: date
    because: str = ""
    source: str = ""
    until: date | None = None


def settled(facts: Iterable[StepFact], on: date) -> dict[str, StepFact]:
    """One fact for each step by a day: the strongest kind, of those the newest. The order of the facts changes nothing."""
    best: dict[str, StepFact] = {}
    for fact in facts:
        if fact.on <= on and (fact.step not in best or _weight(fact) > _weight(best[fact.step])):
            best[fact.step] = fact
    return best


def _weight(fact: StepFact) -> tuple[int, date, date, str, str]:
    return STRENGTH.index(fact.kind), fact.on, fact.until or date.max, fact.source, fact.because
