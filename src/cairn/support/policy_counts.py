"""Who may count contacts, and sum what is held of them, without reading one."""

from __future__ import annotations

from cairn.kernel.actors import Role
from cairn.privacy.policy import Grant, Reach, declare, whole_organization
from cairn.support.models import Client, ClinicalDiagnosis, Coverage, Encounter

COUNT, SUM = "support.encounter.count", "support.billing.sum"

declare(
    [
        Grant(COUNT, Role.PROGRAM_MANAGER, Reach.ORGANIZATION, "Answers for the program's service."),
        Grant(COUNT, Role.FUNDER, Reach.AGGREGATE, "Pays for the service and may check its size."),
        Grant(SUM, Role.PROGRAM_MANAGER, Reach.AGGREGATE, "Learns which money is held and why, and of nobody whose."),
    ],
    {(model, Reach.AGGREGATE): whole_organization for model in (Encounter, Client, Coverage, ClinicalDiagnosis)},
)
