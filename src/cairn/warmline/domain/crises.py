"""The steps when a call is a crisis. Pure. The program's own policy comes first; without one, plain steps stand in and say so."""

from __future__ import annotations

from dataclasses import dataclass

STEP_LENGTH, MOST_STEPS = 200, 20
STAND_IN = (
    "Stay on the line. Say that you are with them.",
    "Ask straight: are you thinking of ending your life? Are you safe where you are?",
    "Offer to bring in the crisis line together, and say why.",
    "If there is danger right now, call emergency help. The caller decides how much they say about themselves.",
    "Call the supervisor on call.",
    "Stay until somebody else is with them, or until the caller ends the call.",
)


@dataclass(frozen=True, slots=True)
class Steps:
    """`is_own`: from the program's own policy; `source` names it."""

    steps: tuple[str, ...]
    is_own: bool
    source: str


def steps_of(text: str, source: str) -> Steps:
    """Each line of the policy is a step; without a policy, Cairn's own."""
    lines = tuple(line.strip(" -*•\t")[:STEP_LENGTH] for line in text.splitlines() if line.strip(" -*•\t"))
    if not lines:
        return Steps(STAND_IN, False, "")
    return Steps(lines[:MOST_STEPS], True, source)
