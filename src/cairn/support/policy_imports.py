"""Who may take in records that another system kept."""

from __future__ import annotations

from cairn.kernel.actors import Role
from cairn.privacy.policy import Grant, Reach, declare, whole_organization
from cairn.support.models import Client, Encounter

TAKE_IN = "support.record.take_in"

declare(
    [Grant(TAKE_IN, Role.PROGRAM_MANAGER, Reach.ORGANIZATION, "Brings the program's own history along.")],
    {(Client, Reach.ORGANIZATION): whole_organization, (Encounter, Reach.ORGANIZATION): whole_organization},
)
