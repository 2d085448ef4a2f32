"""Who may see and record worked time."""

from __future__ import annotations

from django.db.models import Q

from cairn.identity.policy import supervised_by
from cairn.kernel.actors import Role
from cairn.privacy.policy import Grant, Reach, declare, whole_organization
from cairn.work.models import WorkEntry

declare(
    [
        Grant("work.entry.record", Role.PEER_SUPPORTER, Reach.OWN, "Writes down the own day."),
        Grant("work.worked.see", Role.PEER_SUPPORTER, Reach.OWN, "Checks the own hours."),
        Grant("work.worked.see", Role.CLINICAL_SUPERVISOR, Reach.SUPERVISED, "Hours worked owe supervision."),
        Grant("work.worked.see", Role.PROGRAM_MANAGER, Reach.ORGANIZATION, "Answers for supervision and pay."),
    ],
    {
        (WorkEntry, Reach.OWN): lambda actor, on: Q(peer_id=actor.engagement_id),
        (WorkEntry, Reach.SUPERVISED): lambda actor, on: supervised_by(actor, on, peer_column="peer_id"),
        (WorkEntry, Reach.ORGANIZATION): whole_organization,
    },
)
