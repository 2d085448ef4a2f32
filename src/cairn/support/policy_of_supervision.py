"""What those who answer for a peer supporter may know of the contacts: time worked, how many people, never what was said.

These reads start at the peer supporter, so the reach is the one of `Engagement`.
"""

from __future__ import annotations

from cairn.identity import policy  # noqa: F401 - says what each reach means for peer supporters
from cairn.kernel.actors import Role
from cairn.privacy.policy import Grant, Reach, declare, whole_organization
from cairn.support.models import Relationship

declare(
    [
        Grant("support.contact_time.see", Role.PEER_SUPPORTER, Reach.OWN, "Confirms the own day sheet."),
        Grant("support.contact_time.see", Role.CLINICAL_SUPERVISOR, Reach.SUPERVISED, "Hours worked owe supervision."),
        Grant("support.contact_time.see", Role.PROGRAM_MANAGER, Reach.ORGANIZATION, "Hours worked owe supervision."),
        Grant("support.caseload.count", Role.PEER_SUPPORTER, Reach.OWN, "Prepares the own supervision."),
        Grant("support.caseload.count", Role.CLINICAL_SUPERVISOR, Reach.SUPERVISED, "Prepares a session."),
        Grant("support.caseload.count", Role.PROGRAM_MANAGER, Reach.ORGANIZATION, "Keeps caseloads bearable."),
        Grant("support.caseload.name", Role.PEER_SUPPORTER, Reach.OWN, "Knows the people they walk with."),
        Grant("support.caseload.name", Role.CLINICAL_SUPERVISOR, Reach.SUPERVISED, "Talks each relationship through."),
        Grant(
            "support.caseload.compare",
            Role.CLINICAL_SUPERVISOR,
            Reach.ORGANIZATION,
            "Names are compared with what is typed into a log, and never shown.",
        ),
        Grant(
            "support.caseload.compare",
            Role.PEER_SUPPORTER,
            Reach.ORGANIZATION,  # a peer supporter may hold peer supervision of another
            "Names are compared with what leaves in a log, and never shown.",
        ),
        Grant(
            "support.caseload.compare",
            Role.PROGRAM_MANAGER,
            Reach.ORGANIZATION,
            "Names are compared with what leaves in a log, and never shown.",
        ),
        Grant(
            "support.caseload.weigh",
            Role.PROGRAM_MANAGER,
            Reach.AGGREGATE,
            "Suggests those who walk with fewer people before others.",
        ),
        Grant(
            "support.caseload.weigh",
            Role.CLIENT,
            Reach.AGGREGATE,
            "Is shown those who walk with fewer people before others, never the figures.",
        ),
    ],
    {(Relationship, Reach.AGGREGATE): whole_organization},
)
