"""Whether a relationship may begin or end, and whether a promise may be settled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cairn.kernel.decisions import Decision, Finding, Verdict


class Outcome(StrEnum):
    """How a promise was settled."""

    KEPT = "kept"
    LET_GO = "let_go"
    PASSED_ON = "passed_on"  # to another peer supporter, as a promise of theirs


@dataclass(frozen=True, slots=True)
class StartFacts:
    """A client and the peer supporter whom they chose."""

    client_started_on: date
    client_ended_on: date | None
    peer_works_here: bool  # a peer supporter's engagement that holds on the day
    already_together: bool


def decide_start(facts: StartFacts, on: date) -> Decision:
    """A client who is served today, a peer supporter who works here, and not these two already."""
    served = facts.client_started_on <= on and (facts.client_ended_on is None or on < facts.client_ended_on)
    return Decision.all_of(
        "May start together",
        [
            _finding(
                "relationship.served",
                served,
                ("Is served here", "Services going on today", "Services are not going on today"),
                "Enroll the person again first.",
            ),
            _finding(
                "relationship.peer",
                facts.peer_works_here,
                ("Peer supporter", "Works here as a peer supporter today", "Does not work here today"),
                "Choose another peer supporter.",
            ),
            _finding(
                "relationship.one",
                not facts.already_together,
                ("One at a time", "Not together already", "They are together already"),
                "Nothing needs to be started.",
            ),
        ],
    )


def decide_end(started_on: date, ends_on: date, today: date) -> Decision:
    """Between the day it began and today."""
    return Decision.all_of(
        "May end",
        [
            _finding(
                "relationship.end",
                started_on <= ends_on <= today,
                ("The day", f"From {started_on} to today", f"{ends_on}"),
                "Choose a day between the start and today.",
            )
        ],
    )


def _finding(code: str, is_met: bool, words: tuple[str, str, str], remedy: str) -> Finding:  # noqa: FBT001
    title, required, otherwise = words
    verdict = Verdict.MET if is_met else Verdict.NOT_MET
    return Finding(code, verdict, title, required, required if is_met else otherwise, "" if is_met else remedy)
