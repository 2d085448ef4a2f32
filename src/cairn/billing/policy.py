"""Who may see what can be billed and what holds it, and who may know how much that is."""

from __future__ import annotations

from cairn.kernel.actors import Role
from cairn.privacy.policy import Grant, Reach, declare

SEE, SUM = "billing.claim.see", "billing.claim.sum"

declare(
    [
        Grant(SEE, Role.BILLER, Reach.ORGANIZATION, "Bills what was really done, and has the holds mended."),
        Grant(
            SUM,
            Role.PROGRAM_MANAGER,
            Reach.AGGREGATE,
            "Answers for the money; learns how much is held and why, not whose.",
        ),
    ],
    {},
)
