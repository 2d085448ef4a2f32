"""Who may read and write plans. The plan is the person's; those who walk with them hold the pen while they speak.

That a person marks their own steps and says yes on their own pages is granted by the room of those pages.
"""

from __future__ import annotations

from cairn.kernel.actors import Role
from cairn.plans.models import PlanAgreement, PlanRevision
from cairn.privacy.policy import Grant, Reach, declare, whole_organization
from cairn.privacy.subjects import about_clients
from cairn.support import policy as _  # noqa: F401 - says which clients a reach covers

SEE, WRITE, AGREE = "plans.plan.see", "plans.plan.write", "plans.plan.agree"
COUNT, MARK = "plans.plan.count", "plans.step.mark"
PEER, SUPERVISOR, MANAGER = Role.PEER_SUPPORTER, Role.CLINICAL_SUPERVISOR, Role.PROGRAM_MANAGER

declare(
    [
        Grant(SEE, PEER, Reach.OWN, "Walks toward the goals of their own people."),
        Grant(SEE, SUPERVISOR, Reach.SUPERVISED, "Talks the steps over in supervision."),
        Grant(SEE, MANAGER, Reach.ORGANIZATION, "Answers for the records being whole."),
        Grant(WRITE, PEER, Reach.OWN, "Writes down what the person says."),
        Grant(MARK, PEER, Reach.OWN, "Marks what was taken while they look at it together."),
        *(
            Grant(COUNT, role, Reach.ORGANIZATION, "Checks whether a record holds a plan; no word of it is shown.")
            for role in (PEER, SUPERVISOR, MANAGER)
        ),
        Grant(AGREE, PEER, Reach.OWN, "Asks whether it is what the person meant."),
    ],
    {
        **{
            (model, reach): about_clients(reach, column="client_id")
            for model in (PlanRevision, PlanAgreement)
            for reach in (Reach.OWN, Reach.SUPERVISED)
        },
        **{(model, Reach.ORGANIZATION): whole_organization for model in (PlanRevision, PlanAgreement)},
    },
)
