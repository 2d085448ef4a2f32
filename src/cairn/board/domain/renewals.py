"""Renewing and reactivating: for which year, at what cost, and what stands in the way. Proof of hours never does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cairn.credentials.domain.standing import Standing
from cairn.kernel.decisions import Decision, Finding, Verdict
from cairn.kernel.money import Money
from cairn.rulebook.checks import check
from cairn.rulebook.rules import Rules

RENEWABLE = (Standing.ACTIVE.value, Standing.LAPSED.value, Standing.EXPIRED.value)


@dataclass(frozen=True, slots=True)
class RenewalFacts:
    """The standing today, the last day that is paid for, and what the holder says. `attests_ce` is a word, not proof."""

    standing: Decision
    attests_ce: bool = False


@dataclass(frozen=True, slots=True)
class Charge:
    """One line of what a renewal costs: the rule that says so, to whom it is owed, how much, and whether that was verified."""

    key: str
    what: str
    payee: str
    amount: Money
    citation: str
    is_verified: bool = True


def decide_may_renew(facts: RenewalFacts, rules: Rules, on: date) -> Decision:
    """Whether a certificate may be renewed (or reactivated) on a day, for which year, and what it costs."""
    outcome = facts.standing.outcome
    covered_until = facts.standing.figures.get("expires_on")
    for_year = max(covered_until.year + 1, on.year) if covered_until else on.year
    missed = max(0, on.year - covered_until.year) if covered_until else 0
    charges, priced = _charges(rules, missed)
    findings = (
        _standing(outcome),
        _year(for_year, on),
        _attested(facts, rules, is_expired=outcome == Standing.EXPIRED.value),
        priced,
    )
    return Decision.all_of(
        "May be renewed",
        findings,
        for_year=for_year,
        missed=missed,
        charges=charges,
        cost_cents=sum(charge.amount.cents for charge in charges),
        is_reactivation=missed > 0,
        audit_is_certain=outcome == Standing.EXPIRED.value and bool(rules.value("ce.audit_on_reactivation")),
    )


def _standing(outcome: str) -> Finding:
    return check(
        "renew.standing",
        "A certificate that can be renewed",
        verdict=outcome in RENEWABLE,
        required="active, lapsed or expired",
        found=outcome,
        remedy="The board lifts its order first." if outcome == Standing.SUSPENDED.value else "A new application.",
    )


def _year(for_year: int, on: date) -> Finding:
    return check(
        "renew.year",
        "The year that it is renewed for",
        verdict=for_year <= on.year + 1,
        required=f"this year or the next, {on.year + 1}",
        found=str(for_year),
        remedy=f"It is covered to the end of {for_year - 1}. Come back in {for_year - 1}.",
    )


def _attested(facts: RenewalFacts, rules: Rules, *, is_expired: bool) -> Finding:
    """The holder's word. An expired certificate that returns owes every hour that has come due, and is audited."""
    whole = "all hours that came due while it was expired" if is_expired else "the hours of the year"
    return check(
        "renew.attested",
        "Word on continuing education",
        verdict=facts.attests_ce,
        required=f"the holder's word on {whole}; no proof",
        found="given" if facts.attests_ce else "not given",
        remedy="The holder signs the line on continuing education. Papers are asked for in an audit only.",
        by=(rules.entry("ce.proof_at_renewal"),),
    )


def _charges(rules: Rules, missed: int) -> tuple[tuple[Charge, ...], Finding]:
    """The fee of the day, and one late penalty for each renewal that was missed."""
    fee, payee = rules.entry("fee.renewal"), str(rules.value("fee.application.payee"))
    charges = [Charge("fee.renewal", "Renewal fee", payee, fee.money, fee.citation.text, fee.citation.status.is_sure)]
    share = rules.find("fee.late_penalty_share")
    if missed and share is not None:
        penalty = Money(int(fee.money.cents * share.ratio * missed))
        what = "Late penalty" if missed == 1 else f"Late penalty for {missed} missed renewals"
        sure = share.citation.status.is_sure
        charges.append(Charge("fee.late_penalty_share", what, payee, penalty, share.citation.text, sure))
    total = sum((charge.amount for charge in charges), Money(0))
    priced = check(
        "renew.cost",
        "What it costs today",
        verdict=Verdict.MET if not missed or share is not None else Verdict.UNKNOWN,
        required=f"{total}, paid with the form",
        found="; ".join(f"{charge.what} {charge.amount}" for charge in charges),
        remedy="" if share is not None else "The amount of the late penalty is not on record: add it to the pack.",
        by=(fee, share) if share is not None and missed else (fee,),
    )
    return tuple(charges), priced
