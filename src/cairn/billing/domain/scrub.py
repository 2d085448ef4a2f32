"""Whether a contact may be billed, and every reason why not. Run at the note, not weeks later at the denial."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from cairn.kernel.decisions import Decision, Finding, Verdict
from cairn.kernel.instants import months_after, years_after
from cairn.rulebook.checks import check
from cairn.rulebook.rules import Rules

# What a person does about a hold; the biller's page groups by it.
FIXES = {
    "scrub.note": "Sign the note",
    "scrub.kind": "Not a billable service",
    "scrub.error": "Entered in error",
    "scrub.overlap": "Correct the times",
    "scrub.units": "Too short to bill",
    "scrub.credential": "Credential on the day",
    "scrub.supervisor": "Supervisor on the day",
    "scrub.coverage": "Coverage on the day",
    "scrub.age": "Member's age",
    "scrub.diagnosis": "Diagnosis from a clinician",
    "scrub.consent": "Consent to bill",
    "scrub.deadline": "Filing deadline",
}
FROM_FACTS = frozenset({"scrub.coverage", "scrub.age", "scrub.diagnosis"})  # mended on the client's billing facts


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """One client's contact on one service date, with the decisions that were taken lower in the house."""

    service_on: date
    service: str  # the kind of contact, as the pack names it
    is_direct: bool  # time spent with the client; paperwork, travel and outreach to nobody are not
    is_in_error: bool
    signed_on: date | None
    units: Decision
    credential: Decision  # standing on the service date
    supervisor: Decision | None  # eligibility on the service date; None without any agreement
    consent: Decision  # disclosure to the payer, asked for today: consent counts when the data leaves
    has_coverage: bool
    has_diagnosis: bool
    birth_date: date | None
    overlaps: tuple[str, ...] = ()  # in words: "10:00–10:30 with another person"


def decide_claim_ready(facts: ClaimFacts, rules: Rules, on: date) -> Decision:
    """Ready to bill on the day `on` when no finding stands against it. `rules` are the payer's on the service date."""
    return Decision.all_of(
        f"Ready to bill, service of {facts.service_on.isoformat()}",
        tuple(_findings(facts, rules, on)),
        units=facts.units.figures["units"],
        amount=facts.units.figures["amount"],
    )


def _findings(facts: ClaimFacts, rules: Rules, on: date) -> Iterator[Finding]:
    yield _error(facts)
    yield _service(facts, rules)
    yield _note(facts, rules)
    yield _overlap(facts, rules)
    yield _units(facts)
    yield _taken("scrub.credential", "Credential on the service date", facts.credential)
    yield _supervisor(facts)
    yield _coverage(facts)
    yield _age(facts, rules)
    yield _diagnosis(facts)
    yield _taken("scrub.consent", "Consent to share with the payer, today", facts.consent)
    yield _deadline(facts, rules, on)


def _error(facts: ClaimFacts) -> Finding:
    return check(
        "scrub.error",
        "The contact stands",
        verdict=not facts.is_in_error,
        required="not marked as entered in error",
        found="entered in error" if facts.is_in_error else "stands",
        remedy="Record the right contact instead.",
    )


def _service(facts: ClaimFacts, rules: Rules) -> Finding:
    services = rules.find("billable.services")
    return check(
        "scrub.kind",
        "A billable service",
        verdict=facts.is_direct,
        required="direct service with the client",
        found=facts.service.replace("_", " "),
        remedy="Nothing to fix: it counts as work, not as a claim.",
        by=[services] if services else [],
    )


def _note(facts: ClaimFacts, rules: Rules) -> Finding:
    entry = rules.find("medicaid.note_complete")
    return check(
        "scrub.note",
        "Note signed and dated",
        verdict=facts.signed_on is not None,
        required="a signed note before the claim",
        found=f"signed {facts.signed_on.isoformat()}" if facts.signed_on else "not signed",
        remedy="The peer supporter signs the note.",
        by=[entry] if entry else [],
    )


def _overlap(facts: ClaimFacts, rules: Rules) -> Finding:
    entry = rules.find("billed_within_actual")
    return check(
        "scrub.overlap",
        "One service at a time",
        verdict=not facts.overlaps,
        required="no other individual contact in the same minutes",
        found="; ".join(facts.overlaps) or "none",
        remedy="Correct the times, or mark the wrong contact as entered in error.",
        by=[entry] if entry else [],
    )


def _units(facts: ClaimFacts) -> Finding:
    units = facts.units.figures["units"]
    reason = next(iter(facts.units.against), None)
    return check(
        "scrub.units",
        "At least one unit",
        verdict=units > 0 and facts.units.allowed,
        required="one unit or more",
        found=f"{units} from {facts.units.figures['minutes']} min"
        if reason is None
        else f"{reason.title}: {reason.found}",
        remedy=reason.remedy if reason else "Nothing to fix: the contact stays on record.",
    )


def _taken(code: str, title: str, decision: Decision) -> Finding:
    """A decision taken lower in the house, as one finding here."""
    reasons = decision.against
    return Finding(
        code=code,
        verdict=Verdict.MET if decision.allowed else Verdict.NOT_MET,
        title=title,
        required=reasons[0].required if reasons else "in order",
        found=reasons[0].found if reasons else decision.outcome,
        remedy=reasons[0].remedy if reasons else "",
        citations=tuple(citation for finding in (reasons or decision.findings) for citation in finding.citations),
        note=reasons[0].note if reasons else "",
    )


def _supervisor(facts: ClaimFacts) -> Finding:
    if facts.supervisor is not None:
        return _taken("scrub.supervisor", "Qualified supervisor on the service date", facts.supervisor)
    return check(
        "scrub.supervisor",
        "Qualified supervisor on the service date",
        verdict=False,
        required="a supervision agreement in force",
        found="none",
        remedy="No later agreement can mend this day.",
    )


def _coverage(facts: ClaimFacts) -> Finding:
    return check(
        "scrub.coverage",
        "Covered on the service date",
        verdict=facts.has_coverage,
        required="the payer's coverage on that day",
        found="covered" if facts.has_coverage else "no coverage known",
        remedy="Enter the coverage, or ask the payer whether it was granted for earlier days.",
    )


def _age(facts: ClaimFacts, rules: Rules) -> Finding:
    entry = rules.find("medicaid.member.age_min")
    if entry is None:
        return check("scrub.age", "Member's age", verdict=Verdict.NOT_APPLICABLE, required="–", found="–")
    years = rules.years("medicaid.member.age_min")
    born = facts.birth_date
    verdict = (
        Verdict.UNKNOWN
        if born is None
        else Verdict.MET
        if years_after(born, years) <= facts.service_on
        else Verdict.NOT_MET
    )
    found = "birth date unknown" if born is None else "old enough" if verdict is Verdict.MET else "younger"
    return check(
        "scrub.age",
        "Member's age on the service date",
        verdict=verdict,
        required=f"{years} years",
        found=found,
        remedy="Enter the birth date." if born is None else "Other rules hold for a younger member.",
        by=[entry],
    )


def _diagnosis(facts: ClaimFacts) -> Finding:
    return check(
        "scrub.diagnosis",
        "Diagnosis from a clinician's record",
        verdict=facts.has_diagnosis,
        required="one code, made by a clinician",
        found="on record" if facts.has_diagnosis else "none on record",
        remedy="Ask the clinician; peer supporters do not diagnose.",
    )


def deadline_of(service_on: date, rules: Rules) -> date | None:
    """The last safe day on which the claim may be received: the earlier of the payer's months and the days kept as a margin."""
    months, safe = rules.find("medicaid.timely"), rules.find("medicaid.timely.safe_days")
    days = [months_after(service_on, int(str(months.value)))] if months else []
    days += [service_on + timedelta(days=int(str(safe.value)))] if safe else []
    return min(days, default=None)


def _deadline(facts: ClaimFacts, rules: Rules, on: date) -> Finding:
    entry, last = rules.find("medicaid.timely"), deadline_of(facts.service_on, rules)
    return check(
        "scrub.deadline",
        "Timely filing",
        verdict=Verdict.NOT_APPLICABLE if last is None else Verdict.MET if on <= last else Verdict.NOT_MET,
        required=f"received by {last.isoformat()}" if last else "–",
        found=f"today is {on.isoformat()}",
        remedy="Only a later start of coverage or another payer's notice can move this date.",
        by=[entry] if entry else [],
    )
