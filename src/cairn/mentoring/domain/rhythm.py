"""When a pair talks next: once a month, said kindly when it slipped."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cairn.kernel.decisions import Decision, Verdict
from cairn.kernel.instants import months_after
from cairn.rulebook.checks import check
from cairn.rulebook.rules import Rules

SOON_DAYS = 7


class EndReason(StrEnum):
    """Why a pair stopped. Changing the mentor is a reason like any other."""

    ANOTHER_MENTOR = "another_mentor"
    REACHED = "reached"
    NO_TIME = "no_time"
    LEFT = "left"
    OTHER = "other"

    @property
    def label(self) -> str:
        return END_LABELS[self]


END_LABELS = {
    EndReason.ANOTHER_MENTOR: "I would like another mentor",
    EndReason.REACHED: "We reached what we set out for",
    EndReason.NO_TIME: "There is no time for it now",
    EndReason.LEFT: "One of us leaves",
    EndReason.OTHER: "Another reason",
}


@dataclass(frozen=True, slots=True)
class RhythmFacts:
    """The day on which both had signed, and the day of the last talk."""

    signed_on: date
    last_talk_on: date | None = None


def decide_rhythm(facts: RhythmFacts, rules: Rules, on: date) -> Decision:
    """Whether the monthly talk is done, near or overdue. Nothing stops because of it."""
    every = rules.months("mentoring.contact_every")
    due = months_after(max(facts.signed_on, facts.last_talk_on or facts.signed_on), every)
    late = (on - due).days
    outcome = "overdue" if late > 0 else "due soon" if -late <= SOON_DAYS else "in rhythm"
    finding = check(
        "mentoring.rhythm",
        "The monthly talk",
        verdict=Verdict.MET if late <= 0 else Verdict.WARNING,
        required=f"a talk by {due.isoformat()}",
        found=f"last on {facts.last_talk_on.isoformat()}" if facts.last_talk_on else "none yet",
        remedy="A short call is enough. Then the rhythm is back.",
        by=(rules.entry("mentoring.contact_every"),),
    )
    return Decision("The rhythm of the pair", outcome, True, (finding,), {"due_on": due, "late_days": max(0, late)})
