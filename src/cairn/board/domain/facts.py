"""From the answers as they were sent, and from what the desk verified, to the facts that the rule asks for.

What the candidate says about class, exam, supervisor or offer is a claim; the fact is what the desk saw.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from cairn.board.domain.steps import CONVICTIONS, STAYS
from cairn.credentials.domain.applications import ApplicationFacts, Certificate, Trail
from cairn.credentials.domain.recovery import Stay, StayKind
from cairn.kernel.decisions import Decision, Finding
from cairn.kernel.errors import BadInput
from cairn.kernel.instants import Instant, from_local

SEALED_CODES = frozenset(
    {
        "apply.recovery",
        "apply.inpatient",
        "apply.incarceration",
        "apply.attestations",
        "apply.caregiver",
        "apply.driving_and_drugs",
    }
)


@dataclass(frozen=True, slots=True)
class Verified:
    """What the desk saw with its own eyes; nothing of it is taken from the candidate's word."""

    training_minutes: int = 0
    certificate_from_provider: bool = False
    exam_passed: bool = False
    fingerprint_results_on: date | None = None
    supervisor_is_eligible: bool = False
    offer_is_complete: bool = False
    other_state_verified: bool = False
    volunteer_minutes: int = 0
    extra_training_minutes: int = 0


def application_facts(
    answers: Mapping[str, str], sealed: Mapping[str, str], verified: Verified, fees_paid: tuple[str, ...], zone: str
) -> ApplicationFacts:
    """The facts of one application as sent. Raises BadInput for a stay at an hour that never was."""
    return ApplicationFacts(
        zone=zone,
        trail=Trail(answers.get("trail") or Trail.SELF_PAY),
        certificate=Certificate(answers.get("kind") or Certificate.BEHAVIORAL_HEALTH_PEER),
        recovery_since=_day(sealed.get("recovery_since")),
        stays=_stays(sealed, zone),
        attests_diagnosis=sealed.get("attests_diagnosis") == "yes",
        attests_treatment=sealed.get("attests_treatment") == "yes",
        attests_recovery=sealed.get("attests_recovery") == "yes",
        attests_no_symptoms=sealed.get("attests_no_symptoms") == "yes",
        cares_for_child=sealed.get("cares_for_child") == "yes",
        documented_training_minutes=verified.training_minutes,
        certificate_from_provider=verified.certificate_from_provider,
        exam_passed=verified.exam_passed,
        fingerprint_results_on=verified.fingerprint_results_on,
        agreement_signed_by_candidate_on=_day(answers.get("signed_by_candidate_on")),
        agreement_signed_by_supervisor_on=_day(answers.get("signed_by_supervisor_on")),
        supervisor_is_eligible=verified.supervisor_is_eligible,
        offer_is_complete=verified.offer_is_complete,
        other_state_license_verified=verified.other_state_verified,
        volunteer_minutes=verified.volunteer_minutes,
        extra_training_minutes=verified.extra_training_minutes,
        has_convictions=answers.get("has_convictions") == "yes",
        impaired_driving_or_drug_convictions=tuple(
            date.fromisoformat(sealed[name]) for n in range(1, CONVICTIONS + 1) if (name := f"driving_{n}_on") in sealed
        ),
        fees_paid=fees_paid,
    )


def minutes_of(hours: str) -> int:
    """Hours as they were typed ("37.5"), in minutes."""
    return int(Decimal(hours or "0") * 60)


def without_sealed(decision: Decision) -> Decision:
    """The same decision with the sealed findings saying only whether the rule is met: no date, no length, no number."""
    return replace(
        decision,
        findings=tuple(_closed(each) if each.code in SEALED_CODES else each for each in decision.findings),
    )


def only_sealed(decision: Decision) -> Decision:
    """The sealed findings alone and whole: for the person who wrote them."""
    return replace(decision, findings=tuple(each for each in decision.findings if each.code in SEALED_CODES))


def _closed(finding: Finding) -> Finding:
    found = "meets the rule" if finding.is_met else "does not meet the rule"
    remedy = "" if finding.is_met else "Only the applicant sees what would change this."
    return replace(finding, found=f"sealed: {found}", remedy=remedy)


def _stays(sealed: Mapping[str, str], zone: str) -> tuple[Stay, ...]:
    stays = []
    for n in range(1, STAYS + 1):
        kind, started = sealed.get(f"stay_{n}_kind"), sealed.get(f"stay_{n}_started")
        if kind and started:
            ended = sealed.get(f"stay_{n}_ended")
            stays.append(
                Stay(
                    StayKind(kind),
                    _instant(f"stay_{n}_started", started, zone),
                    _instant(f"stay_{n}_ended", ended, zone) if ended else None,
                    for_behavioral_health=sealed.get(f"stay_{n}_other") != "yes",
                )
            )
    return tuple(stays)


def _instant(name: str, text: str, zone: str) -> Instant:
    local = datetime.fromisoformat(text)
    try:
        return from_local(local.date(), local.time(), zone)
    except ValueError as error:
        raise BadInput({name: str(error)}) from None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
