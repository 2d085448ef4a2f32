"""What a payer pays for peer support on a service date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cairn.kernel.decisions import Decision, Verdict
from cairn.kernel.money import Money
from cairn.rulebook.checks import check
from cairn.rulebook.entries import Entry
from cairn.rulebook.rules import NoRule, Rules

UNIT_RATE, HOUR_RATE = "rate.h0038", "rate.peer_hour"
PER_HOUR = "USD/hour"


@dataclass(frozen=True, slots=True)
class RateFacts:
    """`is_group`: the payer's own group rate; an individual rate is never divided by heads."""

    is_group: bool = False


def rate_on(rules: Rules, *, is_group: bool = False) -> Entry | None:
    """The rate in force: by unit, or by the hour on older days; None where the payer has published none."""
    context = "group" if is_group else None
    return rules.find(UNIT_RATE, context=context) or rules.find(HOUR_RATE, context=context)


def decide_rate(facts: RateFacts, rules: Rules, on: date) -> Decision:
    """The rate by service date. Raises NoRule where none is known: no rate is ever guessed."""
    rate = rate_on(rules, is_group=facts.is_group)
    if rate is None:
        raise NoRule(UNIT_RATE, rules.place, on, (), " (group)" if facts.is_group else "")
    finding = check(
        "rate",
        "Rate by service date",
        verdict=Verdict.MET,
        required=f"{rate.shown} for services of {on.isoformat()}",
        found=rate.dates,
        by=(rate,),
    )
    figures: dict[str, Money | int | str] = {
        "rate": rate.money,
        "rate_cents": rate.money.cents,
        "per": rate.unit,
    }
    return Decision("Rate", rate.shown, True, (finding,), figures)
