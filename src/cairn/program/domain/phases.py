"""The three phases of a program, each a journey of its own, and when one may go on to the next.

Phases are gates, not clocks: a later one begins when nobody has an open step in the one before and somebody says "we go on". Each step has
to be done for its own sake, so a later one never speaks for an earlier one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from cairn.journeys.steps import FactKind, Journey, Party, Step, StepFact
from cairn.journeys.walking import SETTLED, Stand, StepState, Walk, walk
from cairn.kernel.decisions import Decision, Verdict
from cairn.program.domain.pages import Place
from cairn.rulebook.checks import check
from cairn.rulebook.rules import Rules


class Phase(StrEnum):
    """In the order in which a program goes through them."""

    PLANNING = "planning"
    IMPLEMENTATION = "implementation"
    OPERATIONAL = "operational"

    @property
    def n(self) -> int:
        return list(Phase).index(self) + 1

    @property
    def label(self) -> str:
        return f"Phase {self.n}, {self.value}"


# The step with which a phase begins: it says that nothing of the phase before is open.
GATES = {Phase.IMPLEMENTATION: "planning_addressed", Phase.OPERATIONAL: "implementation_addressed"}
WORDS = {
    StepState.DONE: "Done",
    StepState.READY: "Next",
    StepState.UNDER_WAY: "Under way",
    StepState.WAITS: "Later",
    StepState.NOT_POSSIBLE: "Not possible yet",
    StepState.NOT_NEEDED: "Not needed",
}
NAMED = 3  # open steps named in a sentence; the others are counted


@dataclass(frozen=True, slots=True)
class PhaseStand:
    """One phase on a day. Steps that may be left out are not counted."""

    phase: Phase
    walk: Walk

    @property
    def journey(self) -> Journey:
        return self.walk.journey

    @property
    def total(self) -> int:
        return sum(not stand.step.optional for stand in self.walk.stands)

    @property
    def done(self) -> int:
        return self.total - len(self.open)

    @property
    def open(self) -> tuple[Stand, ...]:
        """What is still to be done before the next phase may begin."""
        return tuple(each for each in self.walk.stands if each.state not in SETTLED and not each.step.optional)

    @property
    def next(self) -> tuple[Stand, ...]:
        return tuple(stand for stand in self.walk.next if not stand.step.optional)


@dataclass(frozen=True, slots=True)
class Standing:
    """All three phases on a day."""

    phases: tuple[PhaseStand, ...]

    @property
    def current(self) -> PhaseStand:
        """The last phase whose gate was passed."""
        return next((each for each in reversed(self.phases) if self._is_begun(each)), self.phases[0])

    @property
    def is_in_its_start(self) -> bool:
        return self.current.phase is not Phase.OPERATIONAL

    @property
    def next(self) -> tuple[Stand, ...]:
        """What can be moved on today: steps of the current phase or, with none left, the gate of the one that follows."""
        following = next((each for each in self.phases if each.phase.n == self.current.phase.n + 1), None)
        gate = following.walk.stand(GATES[following.phase]) if following and not self.current.next else None
        return (gate,) if gate is not None and gate.state is StepState.READY else self.current.next

    def find(self, step: str) -> Stand | None:
        return next((one for each in self.phases for one in each.walk.stands if one.step.key == step), None)

    def before(self, phase: Phase) -> PhaseStand | None:
        return next((each for each in self.phases if each.phase.n == phase.n - 1), None)

    def _is_begun(self, each: PhaseStand) -> bool:
        gate = GATES.get(each.phase)
        return gate is None or each.walk.stand(gate).state is StepState.DONE


def stand(journeys: Mapping[str, Journey], facts: Iterable[StepFact], on: date) -> Standing:
    """Where a program stands, by everything that is known of its steps."""
    known = tuple(facts)
    phases: list[PhaseStand] = []
    for phase in Phase:
        walked = walk(journeys[phase.value], known, on, each_counts=True)
        phases.append(PhaseStand(phase, _with_gate(walked, phase, phases[-1] if phases else None)))
    return Standing(tuple(phases))


def _with_gate(walked: Walk, phase: Phase, before: PhaseStand | None) -> Walk:
    """The gate waits for the phase before it, which is a journey of its own."""
    if before is None or walked.stand(GATES[phase]).state is not StepState.READY:
        return walked
    still = tuple(each.step for each in before.open)
    if still:
        gate = replace(
            walked.stand(GATES[phase]), state=StepState.WAITS, reason=f"Waits for {_named(still)}.", waits_for=still
        )
    else:
        gate = replace(
            walked.stand(GATES[phase]), reason=f"No step of {before.phase.value} is open. Say that you go on."
        )
    return replace(walked, stands=tuple(gate if one.step == gate.step else one for one in walked.stands))


def who_words(party: Party) -> str:
    """Who acts, said to the program manager."""
    return "the peer supporter" if party is Party.PERSON else party.label


def decide_mark(standing: Standing, step: str, rules: Rules) -> Decision:
    """Whether a step can be called done now. Raises KeyError for a step that no phase has."""
    found = standing.find(step)
    if found is None:
        raise KeyError(step)
    phase = next(phase for phase, gate in GATES.items() if gate == step) if step in GATES.values() else None
    before = standing.before(phase) if phase else None
    still = [each.step for each in (before.open if before else _open_needs(standing, found.step))]
    finding = check(
        f"program.{step}",
        found.step.title,
        verdict=not still,
        required="No step of the phase before is open." if before else _needed(found.step, standing),
        found=f"Still open: {_named(still)}." if still else f"{WORDS[found.state]}. {found.reason}".strip(),
        remedy="Do these first, or note that they are done." if still else "",
        by=(entry for key in found.step.rules if (entry := rules.find(key)) is not None),
    )
    finding = replace(finding, citations=(*finding.citations, found.step.citation))
    return Decision(found.step.title, "not yet" if still else "may be marked", not still, (finding,))


def _open_needs(standing: Standing, step: Step) -> list[Stand]:
    needs = [one for key in step.needs if (one := standing.find(key)) is not None]
    return [one for one in needs if one.state not in SETTLED and not one.step.optional]


def explain(standing: Standing, found: Stand, rules: Rules) -> Decision:
    """How a step stands and why, for reading."""
    finding = decide_mark(standing, found.step.key, rules).findings[0]
    if found.state in SETTLED:
        finding = replace(finding, verdict=Verdict.MET, remedy="", found=_found(found))
    elif finding.is_met:
        finding = replace(
            finding,
            verdict=Verdict.WARNING if found.step.optional else Verdict.NOT_MET,
            remedy=f"Now it is on {who_words(found.step.who)}.",
        )
    return Decision(found.step.title, WORDS[found.state].lower(), finding.is_met, (finding,))


def _found(found: Stand) -> str:
    return " ".join(part for part in (f"{WORDS[found.state]}.", found.reason, _from(found)) if part)


def _from(found: Stand) -> str:
    return f"From {found.source}." if found.source else ""


def _needed(step: Step, standing: Standing) -> str:
    titles = [one.step.title for key in step.needs if (one := standing.find(key)) is not None]
    return "Done before: " + "; ".join(titles) + "." if titles else step.text or step.title


def _named(steps: Iterable[Step]) -> str:
    titles = [f"“{step.title}”" for step in steps]
    more = len(titles) - NAMED
    return ", ".join(titles[:NAMED]) + (f" and {more} more" if more > 0 else "")


@dataclass(frozen=True, slots=True)
class MarkDraft:
    """What somebody writes down about a step: done on a day, or in somebody's hands with a day to have it done by."""

    step: str
    is_done: bool
    on: date | None
    due_on: date | None = None
    whose: str = ""
    paper: str = ""
    page: str = ""
    note: str = ""


LONGEST = {"whose": 80, "paper": 120, "note": 400}


def check_mark(draft: MarkDraft, today: date) -> dict[str, str]:
    """What is wrong with a draft, by field; nothing when it can be kept."""
    problems: dict[str, str] = {}
    if draft.is_done and (draft.on is None or draft.on > today):
        problems["on"] = "Give the day on which it was done. A day to come is noted once it is here."
    if not draft.is_done and not draft.whose:
        problems["whose"] = "Say who has it in hand."
    if not draft.is_done and draft.due_on is not None and draft.due_on < today:
        problems["due_on"] = "Give a day to come, or leave it empty."
    if draft.page and draft.page not in list(Place):
        problems["page"] = "Choose one of the pages shown."
    for name, most in LONGEST.items():
        if len(getattr(draft, name)) > most:
            problems[name] = f"Say it in at most {most} characters."
    return problems


def to_fact(draft: MarkDraft, *, day: date, until: date | None, source: str) -> StepFact:
    """What was written down, as the engine reads it."""
    kind = FactKind.DONE if draft.is_done else FactKind.UNDER_WAY
    parts = []
    if draft.whose:
        parts.append(f"By {draft.whose}." if draft.is_done else f"{draft.whose} has it in hand.")
    return StepFact(draft.step, kind, day, " ".join(parts), source, until if draft.is_done else None)
