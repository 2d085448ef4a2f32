"""Who may see what can be billed and what holds it."""

from __future__ import annotations

from cairn.kernel.actors import Role
from cairn.privacy.policy import Grant, Reach, declare

SEE = "billing.claim.see"

declare(
    [
        Grant(SEE, Role.BILLER, Reach.ORGANIZATION, "Bills what was really done, and has the holds mended."),
    ],
    {},
)
