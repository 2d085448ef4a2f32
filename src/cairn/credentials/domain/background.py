"""A background check on record: whether there is one, whether it was clear, and how old it is. Never what it said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cairn.kernel.decisions import Decision, Verdict
from cairn.rulebook.checks import check
from cairn.rulebook.rules import Rules


@dataclass(frozen=True, slots=True)
class BackgroundFacts:
    """The newest check, if any."""

    completed_on: date | None
    is_clear: bool | None


def decide_background(facts: BackgroundFacts, rules: Rules, on: date) -> Decision:
    """A clear check on record. Its age is shown; the pack asks for a fresh one at application only."""
    age = (on - facts.completed_on).days if facts.completed_on else None
    if age is None:
        verdict, found, outcome = Verdict.UNKNOWN, "none on record", "not known"
    else:
        verdict = Verdict.MET if facts.is_clear else Verdict.NOT_MET
        outcome = "clear" if facts.is_clear else "look"
        found = f"{'clear' if facts.is_clear else 'not clear'} on {facts.completed_on}, {age} days ago"
    validity = rules.find("app.fingerprint_validity")
    finding = check(
        "background.on_record",
        "Background check",
        verdict=verdict,
        required="a clear fingerprint check on record",
        found=found,
        remedy="Ask for a check and put its date on record.",
        by=(validity,) if validity else (),
        note=f"At application the result may be at most {validity.value} days old; no later age limit is known."
        if validity
        else "",
    )
    return Decision("Background check", outcome, finding.is_met, (finding,), {"age_days": age})
