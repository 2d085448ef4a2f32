"""What is to be paid, to whom, on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cairn.kernel.decisions import Decision, Verdict
from cairn.kernel.money import Money
from cairn.rulebook.checks import check
from cairn.rulebook.rules import Rules

APPLICATION_FEES = (
    ("fee.application", "Application fee"),
    ("fee.fingerprint", "Fingerprint background check"),
)


@dataclass(frozen=True, slots=True)
class FeeDue:
    """One fee: `key` is its rule, `payee` who receives it. Not all of it goes to the board."""

    key: str
    what: str
    payee: str
    amount: Money


@dataclass(frozen=True, slots=True)
class RenewalFeeFacts:
    """Nothing about the person changes the yearly fee; only the day does."""


def application_fees(rules: Rules) -> tuple[FeeDue, ...]:
    """What an application costs once, payee by payee."""
    return tuple(
        FeeDue(key, what, str(rules.value(f"{key}.payee")), rules.money(key)) for key, what in APPLICATION_FEES
    )


def decide_renewal_fee(facts: RenewalFeeFacts, rules: Rules, on: date) -> Decision:
    """The yearly fee for a renewal made on `on`, as the sources of that day have it."""
    fee = rules.entry("fee.renewal")
    finding = check(
        "fee.renewal",
        "Renewal fee",
        verdict=Verdict.MET,
        required=f"{fee.money} for a renewal on {on.isoformat()}",
        found=fee.dates,
        by=(fee,),
    )
    return Decision("Renewal fee", str(fee.money), True, (finding,), {"fee": fee.money, "fee_cents": fee.money.cents})
