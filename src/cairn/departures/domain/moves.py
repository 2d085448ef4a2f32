"""Passing somebody's way on to another peer supporter, and what becomes of each promise when two part."""

from __future__ import annotations

from dataclasses import dataclass

from cairn.kernel.decisions import Decision, Finding, Verdict
from cairn.kernel.errors import BadInput
from cairn.support.domain.relationships import Outcome

REASON_LENGTH = 200


@dataclass(frozen=True, slots=True)
class PromiseChoice:
    """What becomes of one open promise. Letting go needs a reason."""

    outcome: Outcome
    because: str = ""


def check_choice(key: str, choice: PromiseChoice, *, may_pass_on: bool) -> None:
    """Raises BadInput at the field of this promise."""
    if choice.outcome is Outcome.PASSED_ON and not may_pass_on:
        raise BadInput({f"promise-{key}": "Nobody walks on with them. Say that it was kept, or let it go."})
    if choice.outcome is Outcome.LET_GO and not choice.because.strip():
        raise BadInput({f"because-{key}": "Say in a few words why it is let go."})
    if len(choice.because.strip()) > REASON_LENGTH:
        raise BadInput({f"because-{key}": f"Use at most {REASON_LENGTH} characters; now it is {len(choice.because)}."})


def decide_transfer(*, goes_on: bool, works_here: bool, is_other: bool) -> Decision:
    """From a relationship that goes on to another peer supporter who works here; also to one who walks with them already."""
    return Decision.all_of(
        "May be handed over",
        (
            _finding("goes_on", goes_on, "The two still walk together", "Look at the person’s page again."),
            _finding("works_here", works_here, "The other works here as a peer supporter", "Choose somebody else."),
            _finding("other", is_other, "It is somebody else", "Choose another peer supporter."),
        ),
    )


def _finding(code: str, is_met: bool, required: str, remedy: str) -> Finding:  # noqa: FBT001
    verdict = Verdict.MET if is_met else Verdict.NOT_MET
    found = required if is_met else f"Not so: {required[:1].lower()}{required[1:]}"
    return Finding(f"transfer.{code}", verdict, required, required, found, "" if is_met else remedy)
