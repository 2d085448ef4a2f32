"""Who may read the ledger beyond one client's part of it: everybody their own looks; two roles who did what here."""

from __future__ import annotations

from django.db.models import Q

from cairn.kernel.actors import Role
from cairn.privacy.models import LedgerEntry
from cairn.privacy.policy import Grant, Reach, declare, whole_organization

OWN, EVERYBODY = "privacy.own_look.see", "privacy.staff_look.see"

declare(
    [
        *(
            Grant(OWN, role, Reach.OWN, "May check what is written down about the own looks.")
            for role in Role
            if role is not Role.CLIENT
        ),
        Grant(EVERYBODY, Role.PROGRAM_MANAGER, Reach.ORGANIZATION, "Answers for who looked, and why."),
        Grant(EVERYBODY, Role.SYSTEM_OWNER, Reach.ORGANIZATION, "Watches over the installation; sees no client."),
    ],
    {
        (LedgerEntry, Reach.OWN): lambda actor, on: Q(actor_engagement_id=actor.engagement_id),
        (LedgerEntry, Reach.ORGANIZATION): whole_organization,
    },
)
