"""How long a record is kept: the longest of every regime that reaches it, and a legal hold over all of them."""

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
    """The days from which the regimes count. A regime that does not reach the record has no day and is not open."""

    last_service_on: date | None = None  # client record: the last date of service
    is_still_served: bool = False
    supervisor_ceased_on: date | None = (
        None  # supervision record: when the supervisor ceased, not the session's day
    )
    is_still_supervised: bool = False
    payer: str = ""  # the place of the payer whose claim the record supports
    paid_service_on: date | None = None
    dispute_ended_on: date | None = None
    is_in_dispute: bool = False
    education_completed_on: date | None = None  # proof of continuing education
    policy_last_effective_on: date | None = None  # notices, authorizations, accountings
    legal_hold: bool = False


@dataclass(frozen=True, slots=True)
class Keep:
    """One regime's answer; `until` is the last day on which the record must be there, none while it is open."""

    code: str
    title: str
    until: date | None
    by: tuple[Entry, ...]


def decide_retention(facts: RetentionFacts, rules: Rules, on: date) -> Decision:
    """May be destroyed only when every regime is past. With no regime known the record is kept."""
    regimes = tuple(_regimes(facts, rules))
    findings = (*(_finding(regime, on) for regime in regimes), _hold(facts), _known(regimes))
    is_open = any(regime.until is None for regime in regimes)
    dated = [regime for regime in regimes if regime.until]
    longest = max(dated, key=lambda regime: (regime.until or date.min, regime.code), default=None)
    allowed = all(finding.is_met for finding in findings)
    return Decision(
        subject="May be destroyed",
        outcome="yes" if allowed else "keep",
        allowed=allowed,
        findings=findings,
        figures={
            "keep_until": None if is_open or facts.legal_hold or longest is None else longest.until,
            "longest_regime": longest.code
            if longest and not is_open
            else next((r.code for r in regimes if not r.until), None),
            "is_on_hold": facts.legal_hold,
        },
    )


def _regimes(facts: RetentionFacts, rules: Rules) -> Iterator[Keep]:
    if facts.last_service_on or facts.is_still_served:
        yield _after(
            "retention.client",
            "Client record",
            facts.last_service_on,
            rules,
            "records.client",
            facts.is_still_served,
        )
    if facts.supervisor_ceased_on or facts.is_still_supervised:
        yield _after("retention.supervision", "Supervision record", facts.supervisor_ceased_on, rules,
                     "supervision.record_retention", facts.is_still_supervised)  # fmt: skip
    if facts.payer and (facts.paid_service_on or facts.is_in_dispute):
        yield _payer(facts, rules)
    if facts.education_completed_on:
        yield _after(
            "retention.education",
            "Proof of education",
            facts.education_completed_on,
            rules,
            "ce.document_retention",
        )
    if facts.policy_last_effective_on:
        yield _after(
            "retention.policy",
            "Privacy documents",
            facts.policy_last_effective_on,
            rules,
            "hipaa.document_retention",
        )


def _after(code: str, title: str, start: date | None, rules: Rules, key: str, is_open: bool = False) -> Keep:  # noqa: FBT001
    entry = rules.entry(key)
    until = None if is_open or start is None else months_after(start, entry.months)
    return Keep(code, title, until, (entry,))


def _payer(facts: RetentionFacts, rules: Rules) -> Keep:
    """From the service, or to the end of the dispute, whichever is later."""
    entry = rules.entry(f"{facts.payer}.records")
    ends = [months_after(facts.paid_service_on, entry.months)] if facts.paid_service_on else []
    ends += [facts.dispute_ended_on] if facts.dispute_ended_on else []
    return Keep("retention.payer", "Record behind a claim", None if facts.is_in_dispute else max(ends), (entry,))


def _finding(regime: Keep, on: date) -> Finding:
    until = regime.until
    return check(
        regime.code,
        regime.title,
        verdict=until is not None and until < on,
        required=f"kept until {until.isoformat()}" if until else "kept while it is open",
        found=f"asked on {on.isoformat()}",
        remedy="Wait for the longest regime." if until else "The term begins when it ends.",
        by=regime.by,
        note="A term that a guide states as a ceiling is a floor here.",
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


def _known(regimes: tuple[Keep, ...]) -> Finding:
    return check(
        "retention.known",
        "A term is known",
        verdict=bool(regimes),
        required="at least one regime with a date",
        found=f"{len(regimes)}",
        remedy="Say which day the record counts from; until then it is kept.",
    )
