"""Who keeps the list of approved platforms, who says what a contact was held by, and who is told of one that is not approved."""

from __future__ import annotations

from django.db.models import Q

from cairn.identity.policy import supervised_by
from cairn.kernel.actors import Role
from cairn.privacy.policy import Grant, Reach, declare, whole_organization
from cairn.support import policy_contacts as _  # noqa: F401 - says which contacts a reach covers
from cairn.support.models import Platform, PlatformUse

SEE, APPROVE = "support.platform.see", "support.platform.approve"
SAY, LOOK, SETTLE = "support.platform_use.say", "support.platform_use.see", "support.platform_use.settle"
PEER, SUPERVISOR, MANAGER = Role.PEER_SUPPORTER, Role.CLINICAL_SUPERVISOR, Role.PROGRAM_MANAGER

declare(
    [
        Grant(SEE, PEER, Reach.ORGANIZATION, "Knows by what they may meet people at a distance."),
        Grant(SEE, SUPERVISOR, Reach.ORGANIZATION, "Knows by what people may be met at a distance."),
        Grant(SEE, MANAGER, Reach.ORGANIZATION, "Answers for the agreements behind the list."),
        Grant(APPROVE, MANAGER, Reach.ORGANIZATION, "Answers for the agreements behind the list."),
        Grant(SAY, PEER, Reach.OWN, "Says by what they met."),
        Grant(LOOK, PEER, Reach.OWN, "Sees what they said of their own contacts."),
        Grant(LOOK, SUPERVISOR, Reach.SUPERVISED, "Talks over what was not approved."),
        Grant(SETTLE, SUPERVISOR, Reach.SUPERVISED, "Talks over what was not approved."),
    ],
    {
        (Platform, Reach.ORGANIZATION): whole_organization,
        (PlatformUse, Reach.OWN): lambda actor, on: Q(encounter__peer_id=actor.engagement_id),
        (PlatformUse, Reach.SUPERVISED): lambda actor, on: supervised_by(actor, on, peer_column="encounter__peer_id"),
    },
)
