"""The yearly dues of a mentee: paid, waived, or open. Nobody loses a mentor over them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cairn.kernel.decisions import Decision, Verdict
from cairn.rulebook.checks import check
from cairn.rulebook.rules import Rules


class Waiver(StrEnum):
    """Why the dues are waived. Codes: nobody writes about anybody's purse."""

    NOT_WORKING = "not_working"
    HARDSHIP = "hardship"
    GIVES_BACK = "gives_back"
    OTHER = "other"

    @property
    def label(self) -> str:
        return WAIVER_LABELS[self]


WAIVER_LABELS = {
    Waiver.NOT_WORKING: "Not working yet",
    Waiver.HARDSHIP: "It would be a hardship",
    Waiver.GIVES_BACK: "Gives time to the program",
    Waiver.OTHER: "Another reason",
}


@dataclass(frozen=True, slots=True)
class DuesFacts:
    """What is on record for one calendar year."""

    paid_cents: int = 0
    is_waived: bool = False


def decide_dues(facts: DuesFacts, rules: Rules, on: date) -> Decision:
    """How the dues of a year stand. Mentoring goes on whatever the answer."""
    fee = rules.entry("mentoring.fee")
    open_cents = 0 if facts.is_waived else max(0, fee.money.cents - facts.paid_cents)
    outcome = "waived" if facts.is_waived else "open" if open_cents else "paid"
    finding = check(
        "mentoring.dues",
        f"Dues for {on.year}",
        verdict=Verdict.MET if not open_cents else Verdict.WARNING,
        required=f"{fee.money} a year, or a waiver",
        found="waived" if facts.is_waived else f"{facts.paid_cents / 100:.2f} dollars paid",
        remedy="Pay, or ask for a waiver. Mentoring goes on either way.",
        by=(fee,),
    )
    return Decision("Mentoring dues", outcome, True, (finding,), {"open_cents": open_cents, "fee": fee.money})
