"""What a clerk can decide on a file as it stands, and in one sentence why not where it cannot be.

The desk offers by this and the command decides by it, so that nothing is offered and then refused.
"""

from __future__ import annotations

from dataclasses import dataclass

from cairn.board.domain.decided import Outcome
from cairn.kernel.errors import BadInput

LONGEST = 4000  # letters


@dataclass(frozen=True, slots=True)
class Case:
    """A file as the choice sees it. `weighs`: convictions were stated; `was_reviewed`: a review was opened at some time."""

    not_met: int
    weighs: bool
    was_reviewed: bool
    is_in_review: bool
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that the board can do. `why_not` is empty where it can be done."""

    outcome: Outcome
    why_not: str

    @property
    def is_open(self) -> bool:
        return not self.why_not


def list_choices(case: Case) -> tuple[Choice, ...]:
    """Every outcome, open or with the reason against it."""
    return tuple(Choice(outcome, _why_not(outcome, case)) for outcome in Outcome)


def require_choice(outcome: str, reasons: str, case: Case) -> tuple[Outcome, str]:
    """The outcome and its reasons as they are kept; raises BadInput by field."""
    words = reasons.strip()
    if outcome not in list(Outcome):
        raise BadInput({"outcome": "Choose what the board decides."})
    decided = Outcome(outcome)
    if why_not := _why_not(decided, case):
        raise BadInput({"outcome": why_not})
    if len(words) > LONGEST:
        raise BadInput({"reasons": f"Keep the reasons under {LONGEST:,} letters; they have {len(words):,}."})
    if decided is not Outcome.APPROVED and not words:
        raise BadInput({"reasons": "Give the reasons. The candidate reads them, and the decision rests on them."})
    if decided is Outcome.APPROVED and case.weighs and not words:
        raise BadInput({"reasons": "Say what showed rehabilitation."})
    return decided, words


def _why_not(outcome: Outcome, case: Case) -> str:
    if case.is_own:
        return "This file is your own. Another clerk decides it."
    if outcome is Outcome.APPROVED and case.not_met:
        rules = "One rule is" if case.not_met == 1 else f"{case.not_met} rules are"
        return f"{rules} not met yet. A letter tells the candidate what is missing."
    if outcome is Outcome.APPROVED and case.weighs and not case.was_reviewed:
        return "There are convictions to weigh. Open a rehabilitation review first."
    if outcome is Outcome.REHABILITATION and case.is_in_review:
        return "A review is open already. Approve or refuse."
    return ""
