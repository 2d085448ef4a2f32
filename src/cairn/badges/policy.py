"""Who may issue, revoke and see badges. What is published is open to anybody who has its number (`queries/published.py`)."""

from __future__ import annotations

from cairn.badges.models import Badge, Issuer, IssuerKey
from cairn.kernel.actors import Role
from cairn.privacy.policy import Grant, Reach, declare, whole_organization

ISSUE, REVOKE, SEE = "badges.badge.issue", "badges.badge.revoke", "badges.badge.see"
PRINT, CHANGE_KEY = "badges.badge.print", "badges.key.change"
SEE_OWN, LIST_OWN, PRINT_OWN = "badges.own_badge.see", "badges.own_badge.list", "badges.own_badge.print"

ISSUERS = (
    (Role.TRAINING_COORDINATOR, "Answers for the courses of the training body."),
    (Role.BOARD_CLERK, "Keeps the board's register."),
)
HOLDERS = (
    (Role.CANDIDATE, "Holds what the own training earned."),
    (Role.PEER_SUPPORTER, "Holds the own certificates."),
)

declare(
    [
        *(
            Grant(permission, role, Reach.ORGANIZATION, why)
            for permission in (ISSUE, REVOKE, SEE, PRINT, CHANGE_KEY)
            for role, why in ISSUERS
        ),
        *(
            Grant(permission, role, Reach.OWN, why)
            for permission in (SEE_OWN, LIST_OWN, PRINT_OWN)
            for role, why in HOLDERS
        ),
    ],
    {
        (Badge, Reach.ORGANIZATION): whole_organization,
        (Issuer, Reach.ORGANIZATION): whole_organization,
        (IssuerKey, Reach.ORGANIZATION): whole_organization,
    },
)
