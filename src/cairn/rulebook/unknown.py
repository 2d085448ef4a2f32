"""What is said where the packs hold no rule for a place: that, and what to do. What needs no rule goes on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cairn.kernel.decisions import Decision, Finding, Verdict
from cairn.rulebook.rules import NoRule

NO_RULE = "no rule"  # the outcome of a decision that no rule on record could make
FOUND = "no rule on record for this place"
REMEDY = "Ask whoever keeps the packs to add the rule of this place. Until then somebody who knows its law decides."


def unless_unknown(subject: str, codes: tuple[str, ...], decide: Callable[[], Decision], **figures: Any) -> Decision:
    """The decision; where a rule is missing one that bars from nothing and says so, with a finding for each code that pages ask for."""
    try:
        return decide()
    except NoRule:
        findings = (Finding(code, Verdict.WARNING, subject, "a rule of this place", FOUND, REMEDY) for code in codes)
        return Decision(subject, NO_RULE, True, tuple(findings), figures)
