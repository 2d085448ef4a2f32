"""Who may count contacts without reading one."""

from __future__ import annotations

from cairn.kernel.actors import Role
from cairn.privacy.policy import Grant, Reach, declare, whole_organization
from cairn.support.models import Encounter

COUNT = "support.encounter.count"

declare(
    [
        Grant(COUNT, Role.PROGRAM_MANAGER, Reach.ORGANIZATION, "Answers for the program's service."),
        Grant(COUNT, Role.FUNDER, Reach.AGGREGATE, "Pays for the service and may check its size."),
    ],
    {(Encounter, Reach.AGGREGATE): whole_organization},
)
