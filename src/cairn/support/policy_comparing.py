"""Who may compare somebody who comes in with everybody on record. In a small town the answer alone tells who is served here."""

from __future__ import annotations

from cairn.kernel.actors import Role
from cairn.privacy.policy import Grant, Reach, declare, whole_organization
from cairn.support.models import Client

COMPARE = "support.client.compare"

declare(
    [Grant(COMPARE, Role.PROGRAM_MANAGER, Reach.ORGANIZATION, "Decides whether two records tell of one person.")],
    {(Client, Reach.ORGANIZATION): whole_organization},
)
