"""The topics of the rulebook in words, and a rule's key as a short title."""

from __future__ import annotations

SETTINGS_PLACE = "us-federal"  # for a reader without a hat: what holds everywhere

_MONEY, _WAY, _STAND, _PAPERS = "Billing", "The way to a certificate", "Keeping a certificate", "Privacy and records"
TOPICS = {
    "ce": "Continuing education",
    "training": "Training and exam",
    "exam": "Training and exam",
    "ps101": "Training and exam",
    "employer_training": "Training and exam",
    "part2": _PAPERS,
    "hipaa": _PAPERS,
    "records": _PAPERS,
    "advance_directive": _PAPERS,
    "minor": _PAPERS,
    "diversion": "What an event costs",
    "supervision": "Supervision",
    "supervisor": "Supervision",
    "supervision_course": "Supervision",
    "medicaid": _MONEY,
    "units": _MONEY,
    "rate": _MONEY,
    "billable": _MONEY,
    "billed_within_actual": _MONEY,
    "modifiers": _MONEY,
    "place_of_service": _MONEY,
    "services": _MONEY,
    "license": _STAND,
    "renewal": _STAND,
    "cert": _STAND,
    "title": _STAND,
    "trail": _WAY,
    "trail1": _WAY,
    "trail4": _WAY,
    "applicant": _WAY,
    "app": _WAY,
    "experience": _WAY,
    "education": _WAY,
    "residence": _WAY,
    "reciprocity": _WAY,
    "grandparenting": _WAY,
    "fee": "Fees",
    "recovery": "Recovery",
    "recovery_program_essentials": "Recovery",
    "hiring": "Hiring and the first weeks",
    "plan": "Hiring and the first weeks",
    "readiness": "Hiring and the first weeks",
    "mentoring": "Hiring and the first weeks",
    "caseload": "Hiring and the first weeks",
    "ethics": "Ethics and reporting",
    "reporting": "Ethics and reporting",
    "duty_to_warn": "Ethics and reporting",
    "crisis": "When someone is in danger",
    "model_standards": "Model standards",
    "procedure": "Decisions of the board",
    "decision": "Decisions of the board",
    "rules": "The rules themselves",
    "fiscal_year": "The rules themselves",
}
_SPELLED = {"ce": "CE", "max": "most", "min": "least", "cpr": "CPR", "mpn": "MPN", "ed": "emergency department"}

_CONTEXTS = {
    "hiv_bloodborne": "HIV and other bloodborne infections",
    "tpo": "treatment, payment and operations",
    "youth_tcm": "targeted case management for young people",
    "supervisors_client": "a client of the supervisor",
    "names_nobody": "nobody is named",
    "parent_needed": "a parent has to sign",
    "minor_alone": "a minor signs alone",
    "yellowstone": "Yellowstone County",
    "missoula": "Missoula County",
}


def context_of(context: str) -> str:
    """To what a rule is narrowed, in words; "" for a rule that is not."""
    return _CONTEXTS.get(context, context.replace("_", " "))


def title_of(key: str) -> str:
    """ "consent.expiry_required" as "Consent: expiry required"; "carry_max" as "Carry most"."""
    parts = [" ".join(_SPELLED.get(word, word) for word in part.split("_")) for part in key.split(".")]
    words = ": ".join(parts)
    return words[:1].upper() + words[1:]
