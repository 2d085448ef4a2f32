"""The yearly renewal as a checklist: which year comes next, what is sent, what is not asked for, and what being late costs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from cairn.credentials.domain.standing import Renewal, StandingFacts, decide_standing
from cairn.kernel.decisions import Decision, Finding, Verdict
from cairn.rulebook.checks import check
from cairn.rulebook.rules import Rules

OUTCOMES = {
    "active": "to renew",
    "lapsed": "late",
    "expired": "to reactivate",
    "terminated": "to apply anew",
    "candidate": "nothing to renew",
}


@dataclass(frozen=True, slots=True)
class RenewalFacts:
    """One certificate: issued on a day, renewed on others. `ce_short_minutes` is told, and never stands in the way."""

    issued_on: date | None
    renewals: tuple[Renewal, ...] = ()
    ce_short_minutes: int = 0


def decide_renewal(facts: RenewalFacts, rules: Rules, on: date) -> Decision:
    """What the next renewal needs on a day. Allowed while a renewal or a reactivation is still open."""
    standing = decide_standing(StandingFacts(facts.issued_on, facts.renewals), rules, on)
    covered: date | None = standing.figures["expires_on"]
    if covered is None:
        return Decision("Renewal", OUTCOMES["candidate"], False, (), {"for_year": None})
    is_early = covered.year > on.year
    outcome = f"renewed for {covered.year}" if is_early else OUTCOMES.get(standing.outcome, standing.outcome)
    late_until = standing.figures["expired_from"] - timedelta(days=1)
    terminated_from: date = standing.figures["terminated_from"]
    findings = (
        _window(covered, standing.outcome, on, rules),
        _fee(rules, on),
        _word(facts, rules),
        _proof(rules),
        _late(covered, late_until, terminated_from, standing.outcome, rules),
    )
    return Decision(
        subject=f"Renewal for {covered.year + 1}",
        outcome=outcome,
        allowed=standing.outcome not in ("terminated", "revoked", "candidate"),
        findings=findings,
        figures={
            "for_year": covered.year + 1,
            "renew_by": covered,
            "late_from": covered + timedelta(days=1),
            "late_until": late_until,
            "expired_from": standing.figures["expired_from"],
            "terminated_from": terminated_from,
            "fee_cents": rules.money("fee.renewal").cents,
            "waits_for_proof": bool(rules.value("ce.proof_at_renewal")),
            "is_early": is_early,
        },
    )


def _window(covered: date, standing: str, on: date, rules: Rules) -> Finding:
    return check(
        "renewal.window",
        "The day",
        verdict=Verdict.WARNING if standing == "lapsed" else standing == "active",
        required=f"renewed by {covered.isoformat()} for {covered.year + 1}",
        found=f"covered until {covered.isoformat()}"
        + (", nothing to do this year" if covered.year > on.year else f"; {standing}"),
        remedy="Renew now; the late days below are counted from the day on which it ran out.",
        by=(rules.entry("license.expiry"),),
    )


def _fee(rules: Rules, on: date) -> Finding:
    fee = rules.entry("fee.renewal")
    return check(
        "renewal.fee",
        "The fee",
        verdict=Verdict.MET,
        required=f"{fee.money} for a renewal made on {on.isoformat()}",
        found=fee.dates,
        by=(fee,),
    )


def _word(facts: RenewalFacts, rules: Rules) -> Finding:
    """The holder gives their word; hours that are missing are worth a look and never a bar."""
    short = facts.ce_short_minutes
    return check(
        "renewal.attestation",
        "Your word",
        verdict=Verdict.WARNING if short else Verdict.MET,
        required=", ".join(rules.items("renewal.parts")),
        found=f"{short / 60:g} h of continuing education are missing today" if short else "the hours are whole today",
        remedy="Take the hours before you give your word on them, or ask the board how to make them up.",
        by=(rules.entry("renewal.parts"), rules.entry("ce.annual")),
    )


def _proof(rules: Rules) -> Finding:
    entry = rules.entry("ce.proof_at_renewal")
    return check(
        "renewal.proof",
        "What is not asked for: proof of the hours",
        verdict=Verdict.MET if not entry.value else Verdict.WARNING,
        required="no certificates with a renewal; some who renewed are drawn afterwards and then asked",
        found="nothing has to be sent",
        remedy="Send the certificates along.",
        by=(entry, rules.entry("ce.audit_max_share"), rules.entry("ce.document_retention")),
    )


def _late(covered: date, late_until: date, terminated_from: date, standing: str, rules: Rules) -> Finding:
    start = covered + timedelta(days=1)
    return check(
        "renewal.late",
        "If it is late",
        verdict=Verdict.MET if standing == "active" else Verdict.WARNING,
        required=(
            f"{start.isoformat()} to {late_until.isoformat()}: a late penalty besides the fee, and work goes on; from "
            f"{(late_until + timedelta(days=1)).isoformat()}: no work, and a reactivation with all hours owed; from "
            f"{terminated_from.isoformat()}: a new application"
        ),
        found=standing,
        remedy="One late penalty for each renewal that was missed.",
        by=(
            rules.entry("license.lapsed"),
            rules.entry("license.expired"),
            rules.entry("license.terminated_after"),
            rules.entry("license.reactivation"),
        ),
        note="How much the late penalty is could not be verified: ask the board before you pay.",
    )
