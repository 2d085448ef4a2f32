"""Who sees to promises that stayed behind when two parted."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from cairn.identity.policy import supervised_by
from cairn.kernel.actors import Actor, Role
from cairn.privacy.policy import Grant, Reach, declare, grant_for
from cairn.support import policy as _  # noqa: F401 - says what reaches mean for promises

SEE, SETTLE = "support.left_promise.see", "support.left_promise.settle"
SUPERVISOR, MANAGER = Role.CLINICAL_SUPERVISOR, Role.PROGRAM_MANAGER

declare(
    [
        Grant(SEE, SUPERVISOR, Reach.SUPERVISED, "Answers for what those they supervise promised."),
        Grant(SEE, MANAGER, Reach.ORGANIZATION, "Sees that nobody is left with a promise and nobody."),
        Grant(SETTLE, SUPERVISOR, Reach.SUPERVISED, "Hands it on, or lets it go with a reason."),
        Grant(SETTLE, MANAGER, Reach.ORGANIZATION, "Hands it on, or lets it go with a reason."),
    ],
    {},
)


def left_by_those(actor: Actor, permission: str, on: date) -> Q:
    """Promises made by those for whom the actor answers; elsewhere a supervisor's reach ends with the relationship, here it begins."""
    if grant_for(actor, permission).reach is Reach.ORGANIZATION:
        return Q()
    return supervised_by(actor, on, peer_column="relationship__peer_id")
