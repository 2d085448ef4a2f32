"""What is learned after the asking: what the place said, whether the person got there, whether it helped. In any order of truth."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from cairn.kernel.errors import BadInput

WORDS_LENGTH = 500


class Heard(StrEnum):
    """One thing that was learned."""

    ACCEPTED = "accepted"
    WAITING_LIST = "waiting_list"
    REFUSED = "refused"
    GOT_THERE = "got_there"
    NOT_THERE = "not_there"
    NOT_KNOWN = "not_known"
    HELPED = "helped"
    HELPED_PARTLY = "helped_partly"
    NOT_HELPED = "not_helped"
    STOPPED = "stopped"
    NOT_SO = "not_so"  # only as a correction: what was written down never happened

    @property
    def label(self) -> str:
        return HEARD_WORDS[self]

    @property
    def stage(self) -> int:
        """Of two things learned on one day the later stage stands: who was helped had got there."""
        return STAGES.get(self, 0)


HEARD_WORDS = {
    Heard.ACCEPTED: "The place said yes",
    Heard.WAITING_LIST: "The place put them on a waiting list",
    Heard.REFUSED: "The place said no",
    Heard.GOT_THERE: "They got there",
    Heard.NOT_THERE: "They did not get there",
    Heard.NOT_KNOWN: "We asked; nobody knows yet",
    Heard.HELPED: "It helped",
    Heard.HELPED_PARTLY: "It helped in part",
    Heard.NOT_HELPED: "It did not help",
    Heard.STOPPED: "They do not want it any more",
    Heard.NOT_SO: "This was not so",
}
STAGES = {
    Heard.GOT_THERE: 1,
    Heard.NOT_THERE: 1,
    Heard.HELPED: 2,
    Heard.HELPED_PARTLY: 2,
    Heard.NOT_HELPED: 2,
    Heard.STOPPED: 3,
}
CLOSING = frozenset(
    {Heard.REFUSED, Heard.NOT_THERE, Heard.HELPED, Heard.HELPED_PARTLY, Heard.NOT_HELPED, Heard.STOPPED}
)
NEEDS_REASON = frozenset({Heard.REFUSED, Heard.NOT_HELPED})
MAY_HAVE_REASON = NEEDS_REASON | {Heard.NOT_THERE, Heard.HELPED_PARTLY, Heard.STOPPED}


class Reason(StrEnum):
    """Why not. The place's reasons and the person's are one list: both may be why."""

    FULL = "full"
    NOT_FOR_THEM = "not_for_them"
    COST = "cost"
    CLOSED = "closed"
    NO_ANSWER = "no_answer"
    TOO_LONG = "too_long"
    NO_RIDE = "no_ride"
    TREATED_BADLY = "treated_badly"
    OTHER_WAY = "other_way"
    CHANGED_MIND = "changed_mind"
    MISTAKE = "mistake"
    OTHER = "other"

    @property
    def label(self) -> str:
        return REASON_WORDS[self]


REASON_WORDS = {
    Reason.FULL: "No room",
    Reason.NOT_FOR_THEM: "Not for people in their situation",
    Reason.COST: "Cost or insurance",
    Reason.CLOSED: "Closed, moved or not at that time",
    Reason.NO_ANSWER: "Nobody answered",
    Reason.TOO_LONG: "The wait was too long",
    Reason.NO_RIDE: "No way to get there",
    Reason.TREATED_BADLY: "They were not treated well",
    Reason.OTHER_WAY: "They found another way",
    Reason.CHANGED_MIND: "They changed their mind",
    Reason.MISTAKE: "This referral was written down by mistake",
    Reason.OTHER: "Something else",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One thing learned, on the day on which it was so. `corrects`: the step that it puts right."""

    id: UUID
    heard: Heard
    on: date
    reason: Reason | None = None
    words: str = ""
    corrects: UUID | None = None


def standing(steps: Iterable[Step]) -> tuple[Step, ...]:
    """What still holds: without what was put right later, and without "this was not so" itself."""
    known = list(steps)
    corrected = {step.corrects for step in known}
    return tuple(step for step in known if step.id not in corrected and step.heard is not Heard.NOT_SO)


def check_step(step: Step, *, asked_on: date, today: date) -> None:
    """Raises BadInput naming what cannot be taken."""
    problems: dict[str, str] = {}
    if step.on < asked_on:
        problems["on"] = (
            f"The asking was on {asked_on:%B} {asked_on.day}, {asked_on.year}. Nothing can have come of it before."
        )
    elif step.on > today:
        problems["on"] = "This day is still to come. Write it down once it has happened."
    if step.heard is Heard.NOT_SO and step.corrects is None:
        problems["heard"] = "Choose what you learned."
    if step.heard in NEEDS_REASON and step.reason is None:
        problems["reason"] = "Choose why, as they told you."
    elif step.reason is not None and step.heard not in MAY_HAVE_REASON:
        problems["reason"] = f"“{step.heard.label}” needs no reason. Leave it empty, or choose what you learned anew."
    if len(step.words) > WORDS_LENGTH:
        problems["words"] = f"Use at most {WORDS_LENGTH} characters; now it is {len(step.words)}."
    if problems:
        raise BadInput(problems)
