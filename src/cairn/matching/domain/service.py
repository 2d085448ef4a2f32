"""Whether service may begin once a person has chosen: after the answer, and, where a tie is possible, after the supervisor. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from cairn.kernel.decisions import Decision, Finding, Verdict
from cairn.matching.domain.conflicts import ASK, NEVER, NONE
from cairn.matching.domain.practice import Barred, find_practice

SUBJECT = "May begin together"


class Word(StrEnum):
    """What a supervisor answers to what was disclosed."""

    GO_ON = "go_on"
    ANOTHER = "another"
    STOP = "stop"

    @property
    def label(self) -> str:
        return {"go_on": "Go on, with care", "another": "Another peer supporter", "stop": "Stop until we have talked"}[
            self.value
        ]

    @property
    def told(self) -> str:
        return {
            "go_on": "Say with which conditions. They are kept",
            "another": "The person chooses again; they are not told why",
            "stop": "Nothing begins. You can answer again afterwards",
        }[self.value]


class State(StrEnum):
    """Where a choice stands, as the person and the manager may know it: never which tie there is."""

    ASKED = "asked"
    TALKED_OVER = "talked_over"
    READY = "ready"
    CHOOSE_ANOTHER = "choose_another"
    STARTED = "started"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        return {
            "asked": "Waits for the peer supporter’s answer",
            "talked_over": "Waits for the supervisor’s answer",
            "ready": "Ready to begin",
            "choose_another": "Please choose somebody else",
            "started": "They walk together",
            "withdrawn": "Taken back",
        }[self.value]


@dataclass(frozen=True, slots=True)
class ServiceFacts:
    """The outcome of the conflict check, what the supervisor answered (None: nothing yet), and whether somebody may be in danger.

    `barred`: the peer supporter may not practice today; nobody asks that in an emergency.
    """

    conflict: str
    word: Word | None = None
    is_emergency: bool = False
    barred: Barred | None = None


def decide_service(facts: ServiceFacts) -> Decision:
    """Yes, or what is waited for. A contact in an emergency is never held up: the questions stay owed."""
    findings = [_asked(facts), _allowed(facts), find_practice(facts.barred)]
    if facts.is_emergency:
        late = tuple(one for one in findings if not one.is_met)
        return Decision(SUBJECT, "emergency", True, late, {"state": State.STARTED})
    decision = Decision.all_of(SUBJECT, findings)
    return Decision(SUBJECT, decision.outcome, decision.allowed, decision.findings, {"state": state_of(facts)})


def state_of(facts: ServiceFacts) -> State:
    """The state of a choice that is open."""
    if facts.conflict == ASK:
        return State.ASKED
    if facts.conflict == NEVER or facts.word is Word.ANOTHER:
        return State.CHOOSE_ANOTHER
    if facts.conflict == NONE or facts.word is Word.GO_ON:
        return State.READY
    return State.TALKED_OVER


def _asked(facts: ServiceFacts) -> Finding:
    is_met = facts.conflict != ASK
    found = "Answered" if is_met else "The peer supporter has not answered yet"
    verdict = Verdict.MET if is_met else Verdict.UNKNOWN
    remedy = "" if is_met else "Wait for their answer. In an emergency nothing has to wait."
    return Finding("service.asked", verdict, "The question before service", "An answer", found, remedy)


def _allowed(facts: ServiceFacts) -> Finding:
    state = state_of(facts)
    verdict, remedy = {
        State.READY: (Verdict.MET, ""),
        State.ASKED: (Verdict.UNKNOWN, ""),
        State.TALKED_OVER: (Verdict.UNKNOWN, "Wait until the supervisor has answered."),
    }.get(state, (Verdict.NOT_MET, "Choose another peer supporter together."))
    return Finding("service.conflict", verdict, "Conflicts", "None that stands in the way", state.label, remedy)
