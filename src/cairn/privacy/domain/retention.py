"""How long a record is kept: the longest of every regime that reaches it, and a legal hold over all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cairn.kernel.decisions import Decision, Finding
from cairn.kernel.instants import months_after
from cairn.rulebook.checks import check
from cairn.rulebook.entries import Entry
from cairn.rulebook.rules import Rules


@dataclass(frozen=True, slots=True)
class RetentionFacts:
    """The days from which the regimes count. One that does not reach the record has no day."""

    last_service_on: date | None = None  # client record: the last date of service
    is_still_served: bool = False
    supervisor_ceased_on: date | None = None  # supervision record: not the session's own day
    is_still_supervised: bool = False
    medicaid_service_on: date | None = None
    dispute_ended_on: date | None = None
    is_in_dispute: bool = False
    education_completed_on: date | None = None  # proof of continuing education
    policy_last_effective_on: date | None = None  # notices, authorizations, accountings
    legal_hold: bool = False


@dataclass(frozen=True, slots=True)
class Regime:
    """One regime's answer: the last day on which the record must be there, none before its term began."""

    code: str
    title: str
    until: date | None
    by: Entry


def decide_retention(facts: RetentionFacts, rules: Rules, on: date) -> Decision:
    """May be destroyed only when every regime is past. With no regime known the record is kept."""
    regimes = tuple(_regimes(facts, rules))
    findings = (*(_finding(regime, on) for regime in regimes), _hold(facts), _known(regimes))
    longest = max(regimes, key=lambda regime: (regime.until or date.max, regime.code), default=None)
    allowed = all(finding.is_met for finding in findings)
    return Decision(
        subject="May be destroyed",
        outcome="yes" if allowed else "keep",
        allowed=allowed,
        findings=findings,
        figures={
            "keep_until": longest.until if longest and not facts.legal_hold else None,
            "longest_regime": longest.code if longest else None,
            "is_on_hold": facts.legal_hold,
        },
    )


def _regimes(facts: RetentionFacts, rules: Rules) -> Iterator[Regime]:
    counted = (
        ("client", "Client record", "records.client", facts.last_service_on, facts.is_still_served),
        (
            "supervision",
            "Supervision record",
            "supervision.record_retention",
            facts.supervisor_ceased_on,
            facts.is_still_supervised,
        ),
        ("education", "Proof of education", "ce.document_retention", facts.education_completed_on, False),
        ("policy", "Privacy documents", "hipaa.document_retention", facts.policy_last_effective_on, False),
    )
    for code, title, key, start, is_open in counted:
        if start or is_open:
            entry = rules.entry(key)
            until = months_after(start, entry.months) if start and not is_open else None
            yield Regime(f"retention.{code}", title, until, entry)
    if facts.medicaid_service_on or facts.is_in_dispute:
        yield _medicaid(facts, rules.entry("medicaid.records"))


def _medicaid(facts: RetentionFacts, term: Entry) -> Regime:
    """From the service, or to the end of the dispute, whichever is later."""
    ends = [months_after(facts.medicaid_service_on, term.months)] if facts.medicaid_service_on else []
    ends += [facts.dispute_ended_on] if facts.dispute_ended_on else []
    until = None if facts.is_in_dispute else max(ends)
    return Regime("retention.medicaid", "Record behind a Medicaid claim", until, term)


def _finding(regime: Regime, on: date) -> Finding:
    until = regime.until
    return check(
        regime.code,
        regime.title,
        verdict=until is not None and until < on,
        required=f"kept until {until.isoformat()}" if until else "kept while it is open",
        found=f"asked on {on.isoformat()}",
        remedy="Wait for the longest regime." if until else "The term begins when it ends.",
        by=(regime.by,),
    )


def _hold(facts: RetentionFacts) -> Finding:
    return check(
        "retention.legal_hold",
        "Legal hold",
        verdict=not facts.legal_hold,
        required="none",
        found="in force" if facts.legal_hold else "none",
        remedy="Whoever set the hold lifts it.",
    )


def _known(regimes: tuple[Regime, ...]) -> Finding:
    return check(
        "retention.known",
        "A term is known",
        verdict=bool(regimes),
        required="at least one regime with a date",
        found=str(len(regimes)),
        remedy="Say which day the record counts from; until then it is kept.",
    )
