"""The pages of Cairn on which a step of a program gets done. Where they are, the front knows."""

from __future__ import annotations

from enum import StrEnum


class Place(StrEnum):
    """A page that somebody can name as the place where a step was done."""

    READINESS = "readiness"
    POLICIES = "policies"
    JOBS = "jobs"
    PEOPLE = "people"
    AGREEMENTS = "agreements"
    LICENSES = "licenses"
    SITES = "sites"
    COMPLIANCE = "compliance"
    CASELOAD = "caseload"
    SUPERVISION = "supervision"
    OUTCOMES = "outcomes"

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS = {
    Place.READINESS: "Readiness self-assessment",
    Place.POLICIES: "Policies register",
    Place.JOBS: "Jobs, descriptions and interviews",
    Place.PEOPLE: "People at work",
    Place.AGREEMENTS: "Supervision agreements",
    Place.LICENSES: "Supervisors’ licenses",
    Place.SITES: "Programs and sites",
    Place.COMPLIANCE: "Compliance",
    Place.CASELOAD: "People served",
    Place.SUPERVISION: "Supervision",
    Place.OUTCOMES: "Outcomes",
}

# Where a step is best done. What is not here is done away from the screen.
HELPS = {
    "self_assessment": Place.READINESS,
    "data_methods": Place.OUTCOMES,
    "policies": Place.POLICIES,
    "crisis_policy": Place.POLICIES,
    "job_ad": Place.JOBS,
    "interview_questions": Place.JOBS,
    "qualifications": Place.JOBS,
    "first_hired": Place.PEOPLE,
    "certified": Place.COMPLIANCE,
    "supervisor_found": Place.PEOPLE,
    "supervisor_qualified": Place.LICENSES,
    "supervision_agreed": Place.AGREEMENTS,
    "notes": Place.COMPLIANCE,
    "one_to_one": Place.CASELOAD,
    "supervision_begins": Place.AGREEMENTS,
    "serving": Place.CASELOAD,
    "data_goes_on": Place.OUTCOMES,
    "analysis": Place.OUTCOMES,
    "learning_goes_on": Place.COMPLIANCE,
}
