from cairn.identity.models.agreements import SupervisionAgreement, SupervisorQualification
from cairn.identity.models.organizations import Organization, Program, Site
from cairn.identity.models.people import Account, Engagement, Invitation, Person

__all__ = [
    "Account",
    "Engagement",
    "Invitation",
    "Organization",
    "Person",
    "Program",
    "Site",
    "SupervisionAgreement",
    "SupervisorQualification",
]
