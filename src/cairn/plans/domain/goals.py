"""A goal in the person's words and its small steps. Setting one aside is as good as reaching it; nothing is a percentage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from cairn.kernel.errors import BadInput, BrokenRecord


class State(StrEnum):
    """Where a goal stands."""

    WALKING = "walking"
    REACHED = "reached"
    SET_ASIDE = "set_aside"

    @property
    def label(self) -> str:
        return {"walking": "On the way", "reached": "Reached", "set_aside": "Set aside for now"}[self.value]


class Who(StrEnum):
    """Who takes a step."""

    SELF = "self"
    PEER = "peer"
    TOGETHER = "together"
    OTHER = "other"

    @property
    def label(self) -> str:
        return {
            "self": "I do it",
            "peer": "My peer supporter does it",
            "together": "We do it together",
            "other": "Somebody else does it",
        }[self.value]


GOAL_LENGTH, WHY_LENGTH, STEP_LENGTH, MOST_STEPS = 300, 600, 200, 12


@dataclass(frozen=True, slots=True)
class Step:
    """One small step."""

    words: str
    who: Who = Who.SELF
    by: date | None = None
    done_on: date | None = None

    def is_overdue(self, on: date) -> bool:
        return self.done_on is None and self.by is not None and self.by < on


@dataclass(frozen=True, slots=True)
class Goal:
    """What the person wants, why it matters to them, and the steps."""

    words: str
    why: str = ""
    state: State = State.WALKING
    steps: tuple[Step, ...] = ()

    @property
    def next_step(self) -> tuple[int, Step] | None:
        """The first step that is not taken yet, with its place; None when all are, or the goal is not walked now."""
        if self.state is not State.WALKING:
            return None
        return next(((at, step) for at, step in enumerate(self.steps) if step.done_on is None), None)

    def with_step_done(self, at: int, on: date | None) -> Goal:
        """The goal with the step at place `at` taken on a day, or not taken after all (None). Raises BadInput where there is none."""
        if not 0 <= at < len(self.steps):
            raise BadInput({"step": "This step is not in the plan any more. Look at the plan again."})
        steps = list(self.steps)
        steps[at] = replace(steps[at], done_on=on)
        return replace(self, steps=tuple(steps))


def check_goal(goal: Goal, today: date) -> None:
    """Raises BadInput naming what cannot be taken."""
    problems: dict[str, str] = {}
    if not goal.words:
        problems["words"] = "Write the goal in the person’s own words."
    for field, text, most in (("words", goal.words, GOAL_LENGTH), ("why", goal.why, WHY_LENGTH)):
        if len(text) > most:
            problems[field] = f"Use at most {most} characters; now it is {len(text)}."
    if len(goal.steps) > MOST_STEPS:
        problems["steps"] = f"Keep to {MOST_STEPS} steps; begin another goal for more."
    for at, step in enumerate(goal.steps):
        if not step.words:
            problems[f"step-{at}"] = "Write the step in a few words, or leave its row empty."
        elif len(step.words) > STEP_LENGTH:
            problems[f"step-{at}"] = f"Use at most {STEP_LENGTH} characters; now it is {len(step.words)}."
        elif step.done_on is not None and step.done_on > today:
            problems[f"step-{at}"] = "This day is still to come. Mark the step once it is taken."
    if problems:
        raise BadInput(problems)


def goal_as_kept(goal: Goal) -> dict[str, Any]:
    """The goal as a revision keeps it."""
    return {
        "words": goal.words,
        "why": goal.why,
        "state": goal.state.value,
        "steps": [
            {
                "words": step.words,
                "who": step.who.value,
                "by": step.by.isoformat() if step.by else None,
                "done_on": step.done_on.isoformat() if step.done_on else None,
            }
            for step in goal.steps
        ],
    }


def goal_of(kept: Mapping[str, Any]) -> Goal:
    """The goal of a revision; raises BrokenRecord for what no goal ever was."""
    try:
        steps = tuple(
            Step(step["words"], Who(step["who"]), _day(step["by"]), _day(step["done_on"])) for step in kept["steps"]
        )
        return Goal(kept["words"], kept["why"], State(kept["state"]), steps)
    except (KeyError, TypeError, ValueError) as error:
        raise BrokenRecord("A revision of a plan holds no goal that can be read.") from error


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
