"""Where somebody stands on a journey: each step's state with its reason, what is next, and who must act.

A step that nobody recorded, while a later one that needs it is done, is not asked for any more: the later one shows it. A step that
says by which ones it is shown (`shown_by`) is asked for until one of those is done. Where each step has to be done for its own sake
(`each_counts`), no other one speaks for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cairn.journeys.steps import FactKind, Journey, Party, Step, StepFact, settled
from cairn.kernel.instants import in_words


class StepState(StrEnum):
    DONE = "done"
    READY = "ready"
    UNDER_WAY = "under_way"
    WAITS = "waits"
    NOT_POSSIBLE = "not_possible"
    NOT_NEEDED = "not_needed"


SETTLED = (StepState.DONE, StepState.NOT_NEEDED)
OPEN = (StepState.READY, StepState.UNDER_WAY, StepState.NOT_POSSIBLE)
STATE_OF = {FactKind.UNDER_WAY: StepState.UNDER_WAY, FactKind.NOT_POSSIBLE: StepState.NOT_POSSIBLE}


@dataclass(frozen=True, slots=True)
class Stand:
    """One step as it stands. `since` is the day of what is known; `waits_for` are the steps before it that are open.

    `ran_out`: it was done, and what was done does not hold any more.
    """

    step: Step
    state: StepState
    reason: str
    since: date | None = None
    source: str = ""
    waits_for: tuple[Step, ...] = ()
    ran_out: bool = False


@dataclass(frozen=True, slots=True)
class Walk:
    """The whole journey on a day."""

    journey: Journey
    on: date
    stands: tuple[Stand, ...]

    @property
    def next(self) -> tuple[Stand, ...]:
        """What can be moved on today, in the journey's order; steps that hold nobody up last."""
        open_now = [stand for stand in self.stands if stand.state in OPEN]
        return tuple(sorted(open_now, key=lambda stand: stand.step.optional))

    @property
    def who_acts(self) -> tuple[Party, ...]:
        """Everybody on whom the way waits today, whoever can do the first thing first."""
        return tuple(dict.fromkeys(stand.step.who for stand in self.next if not stand.step.optional))

    @property
    def is_finished(self) -> bool:
        return all(stand.state in SETTLED or stand.step.optional for stand in self.stands)

    def stand(self, key: str) -> Stand:
        """Raises KeyError when the journey has no such step."""
        for stand in self.stands:
            if stand.step.key == key:
                return stand
        raise KeyError(key)


def walk(journey: Journey, facts: Iterable[StepFact], on: date, *, each_counts: bool = False) -> Walk:
    """Every step's state by a day. Facts about steps that this journey does not have are left aside."""
    known = settled(facts, on)
    stands: dict[str, Stand] = {}
    for step in journey.steps:
        later = None if each_counts else _shown_by(journey, step, known)
        stands[step.key] = _stand(step, known.get(step.key), later, stands, on)
    return Walk(journey, on, tuple(stands.values()))


def _stand(step: Step, fact: StepFact | None, later: Step | None, before: dict[str, Stand], on: date) -> Stand:
    """`later` is a step that shows this one to be done."""
    if fact and fact.kind is FactKind.DONE and (later or fact.until is None or on <= fact.until):
        return Stand(step, StepState.DONE, fact.because, fact.on, fact.source)
    if fact and fact.kind is not FactKind.DONE:
        return Stand(step, STATE_OF[fact.kind], fact.because, fact.on, fact.source)
    if later:
        return Stand(step, StepState.NOT_NEEDED, f"“{later.title}” is done, so nobody waits for this.")
    waits_for = tuple(before[key].step for key in step.needs if not _is_open_behind(before[key]))
    if waits_for:
        words = ", ".join(f"“{each.title}”" for each in waits_for)
        return Stand(step, StepState.WAITS, f"Waits for {words}.", waits_for=waits_for)
    if fact and fact.until:
        reason = f"What was done on {in_words(fact.on)} held until {in_words(fact.until)}. It is needed anew."
        return Stand(step, StepState.READY, reason, ran_out=True)
    if step.optional:
        return Stand(step, StepState.READY, "Only if it applies to you.")
    return Stand(step, StepState.READY, "Everything before it is done." if step.needs else "Nothing stands before it.")


def _is_open_behind(stand: Stand) -> bool:
    """Whether one may go on past this step."""
    return stand.state in SETTLED or stand.step.optional


def _shown_by(journey: Journey, step: Step, known: dict[str, StepFact]) -> Step | None:
    """A later step that is done and could not have been without this one."""
    for later in journey.followers(step.key):
        if step.shown_by and later.key not in step.shown_by:
            continue
        fact = known.get(later.key)
        if fact and fact.kind is FactKind.DONE:
            return later
    return None
