"""Whether a person may apply for certification on a day, and what is still missing when not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from enum import StrEnum

from cairn.credentials.domain.backgrounds import (
    check_convictions,
    check_driving_and_drugs,
    check_fingerprints,
)
from cairn.credentials.domain.families import check_caregiver, doubted
from cairn.credentials.domain.fees import FeeDue, application_fees
from cairn.credentials.domain.recovery import Stay, check_recovery, check_stays
from cairn.kernel.decisions import Decision, Finding
from cairn.kernel.durations import in_hours
from cairn.kernel.instants import from_local, years_after
from cairn.rulebook.checks import check
from cairn.rulebook.rules import Rules


class Trail(StrEnum):
    """The four routes to certification. All of them pass through the same class and exam."""

    EMPLOYMENT = "employment"
    SELF_PAY = "self_pay"
    OTHER_STATE = "other_state"
    VOLUNTEER = "volunteer"


class Certificate(StrEnum):
    """What is applied for. One rests on the applicant's own recovery, the other on raising a child with needs."""

    BEHAVIORAL_HEALTH_PEER = "behavioral_health_peer"
    FAMILY_PEER = "family_peer"


@dataclass(frozen=True, slots=True)
class ApplicationFacts:
    """What is known of one candidate on the day of the application. What is not known is not assumed."""

    zone: str
    trail: Trail
    recovery_since: date | None = None
    stays: tuple[Stay, ...] = ()
    attests_diagnosis: bool = False
    attests_treatment: bool = False
    attests_recovery: bool = False
    attests_no_symptoms: bool = False  # of chemical dependency, craving left aside
    documented_training_minutes: int = 0
    certificate_from_provider: bool = False
    exam_passed: bool = False
    fingerprint_results_on: date | None = None
    agreement_signed_by_candidate_on: date | None = None
    agreement_signed_by_supervisor_on: date | None = None
    supervisor_is_eligible: bool = False
    offer_is_complete: bool = False  # start, hourly wage, duties within scope and ethics
    other_state_license_verified: bool = False
    volunteer_minutes: int = 0
    extra_training_minutes: int = 0
    has_convictions: bool = False
    impaired_driving_or_drug_convictions: tuple[date, ...] = ()
    certificate: Certificate = Certificate.BEHAVIORAL_HEALTH_PEER
    cares_for_child: bool = False  # parent, guardian or caregiver, as the rule for family peer supporters says
    fees_paid: tuple[str, ...] = ()  # the keys of the fees: "fee.application", "fee.fingerprint"


def decide_may_apply(facts: ApplicationFacts, rules: Rules, on: date) -> Decision:
    """Every gate of the board, each with what would open it, and what the trail asks for before the class."""
    fees = application_fees(rules)
    is_family = facts.certificate is Certificate.FAMILY_PEER
    same_for_both = (
        *_training(facts, rules),
        check_fingerprints(facts.fingerprint_results_on, rules, on),
        *_supervision(facts, rules, on),
        *_trail(facts, rules),
        check_driving_and_drugs(facts.impaired_driving_or_drug_convictions, rules, on),
        check_convictions(rules, has_convictions=facts.has_convictions),
        *(_fee(fee, facts, rules) for fee in fees),
    )
    if is_family:
        findings = (
            check_caregiver(rules, cares_for_child=facts.cares_for_child),
            *(replace(each, note=doubted(each.note)) for each in same_for_both),
        )
    else:
        findings = (*_own_road(facts, rules, on), *same_for_both)
    return Decision.all_of(
        "May apply for certification",
        findings,
        window_start=years_after(on, -rules.years("recovery.window")),
        fees=fees,
        fee_cents=sum(fee.amount.cents for fee in fees),
    )


def _own_road(facts: ApplicationFacts, rules: Rules, on: date) -> tuple[Finding, ...]:
    """Recovery, stays and the own word: what the certificate of a behavioral health peer supporter rests on."""
    now = from_local(on + timedelta(days=1), time(0), facts.zone)
    return (
        check_recovery(facts.recovery_since, rules, on),
        *check_stays(facts.stays, facts.zone, on, now, rules),
        _attestations(facts, rules),
    )


def _attestations(facts: ApplicationFacts, rules: Rules) -> Finding:
    """What only the person can say; the line on symptoms is asked for from the day on which it entered the rule."""
    said = {
        "a diagnosis by a professional": facts.attests_diagnosis,
        "treatment received": facts.attests_treatment,
        "being in recovery": facts.attests_recovery,
    }
    entries = [rules.entry("app.attestations")]
    symptoms = rules.find("recovery.no_symptoms_but_craving")
    if symptoms is not None:
        said["no symptoms of dependency but craving"] = facts.attests_no_symptoms
        entries.append(symptoms)
    missing = [name for name, is_said in said.items() if not is_said]
    return check(
        "apply.attestations",
        "Own word on lived experience",
        verdict=not missing,
        required=", ".join(said),
        found=f"missing: {', '.join(missing)}" if missing else "all given",
        remedy="Only the person can say this, and only to the board.",
        by=entries,
    )


def _training(facts: ApplicationFacts, rules: Rules) -> tuple[Finding, Finding, Finding]:
    hours = rules.entry("training.hours")
    done = facts.documented_training_minutes
    return (
        check(
            "apply.training",
            "Training documented",
            verdict=done >= hours.minutes,
            required=in_hours(hours.minutes),
            found=in_hours(done),
            remedy=f"{in_hours(hours.minutes - done)} more; passing the class with less is not enough.",
            by=(hours,),
        ),
        check(
            "apply.certificate",
            "Certificate sent by the training provider",
            verdict=facts.certificate_from_provider,
            required="sent directly by the provider",
            found="received" if facts.certificate_from_provider else "not received",
            remedy="The provider sends it.",
            by=(rules.entry("app.certificate_from_provider"),),
        ),
        check(
            "apply.exam",
            "Exam of the class",
            verdict=facts.exam_passed,
            required="passed, whatever the trail; a license of another state does not replace it",
            found="passed" if facts.exam_passed else "not passed",
            remedy="Pass a class and its exam.",
            by=(rules.entry("trail.class"),),
        ),
    )


def _supervision(facts: ApplicationFacts, rules: Rules, on: date) -> tuple[Finding, Finding]:
    dates = (facts.agreement_signed_by_candidate_on, facts.agreement_signed_by_supervisor_on)
    signed = all(day is not None and day <= on for day in dates)
    entry = rules.entry("supervision.agreement")
    return (
        check(
            "apply.agreement",
            "Supervision agreement",
            verdict=signed,
            required="written, signed by both",
            found="signed by both" if signed else "a signature is missing",
            remedy="Both sign the agreement and plan.",
            by=(entry,),
        ),
        check(
            "apply.supervisor",
            "Supervisor qualified",
            verdict=facts.supervisor_is_eligible,
            required="qualified on the day of the application",
            found="qualified" if facts.supervisor_is_eligible else "not shown",
            remedy="Name a supervisor who is qualified today.",
            by=(rules.entry("supervisor.license_types"),),
        ),
    )


def _trail(facts: ApplicationFacts, rules: Rules) -> Iterator[Finding]:
    """What this trail asks for before the class. A license of another state never replaces the class."""
    if facts.trail in (Trail.EMPLOYMENT, Trail.OTHER_STATE):
        yield check(
            "apply.offer",
            "Offer or employment",
            verdict=facts.offer_is_complete,
            required="an offer that shows start, hourly wage, and duties within scope and ethics",
            found="shown" if facts.offer_is_complete else "not shown",
            remedy="A complete letter from the employer, or the self-pay trail.",
            by=(rules.entry("trail.offer_letter"),),
        )
    if facts.trail is Trail.OTHER_STATE:
        yield check(
            "apply.other_state",
            "License of another state",
            verdict=facts.other_state_license_verified,
            required="verified online or by an official copy from that state",
            found="verified" if facts.other_state_license_verified else "not verified",
            remedy="Ask the other state for an official copy.",
            by=(rules.entry("trail.other_state_proof"), rules.entry("reciprocity")),
        )
    if facts.trail is Trail.VOLUNTEER:
        yield _hours_done(
            "apply.volunteering", "Volunteering", facts.volunteer_minutes, rules, "trail4.volunteer_hours"
        )
        yield _hours_done("apply.extra_training", "Further training", facts.extra_training_minutes, rules,
                          "trail4.extra_training")  # fmt: skip


def _hours_done(code: str, title: str, done: int, rules: Rules, key: str) -> Finding:
    entry = rules.entry(key)
    return check(
        code,
        title,
        verdict=done >= entry.minutes,
        required=f"at least {in_hours(entry.minutes)}",
        found=in_hours(done),
        remedy=f"{in_hours(entry.minutes - done)} more.",
        by=(entry,),
    )


def _fee(fee: FeeDue, facts: ApplicationFacts, rules: Rules) -> Finding:
    return check(
        f"apply.{fee.key}",
        f"Paid: {fee.what[0].lower()}{fee.what[1:]}",
        verdict=fee.key in facts.fees_paid,
        required=f"{fee.amount} to {fee.payee}",
        found="paid" if fee.key in facts.fees_paid else "not paid",
        remedy=f"Pay {fee.amount} to {fee.payee}.",
        by=(rules.entry(fee.key),),
    )
