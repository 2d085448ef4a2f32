"""Who may see and do what about incidents. They tell of people on their worst day: as few eyes as can help."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q

from cairn.identity.policy import supervised_by
from cairn.incidents.models import FollowUp, Incident, OutsideReport
from cairn.kernel.actors import Actor, Role
from cairn.privacy.policy import Grant, Predicate, Reach, by_reach, declare
from cairn.support import policy as _  # noqa: F401 - says which clients a reach covers

SEE, RECORD, REPORT = "incidents.incident.see", "incidents.incident.record", "incidents.report.make"
ACKNOWLEDGE, FOLLOW, CLOSE = "incidents.incident.acknowledge", "incidents.follow_up.add", "incidents.incident.close"
STAFF_CRISIS = "incidents.staff_crisis.see"
PEER, SUPERVISOR, MANAGER = Role.PEER_SUPPORTER, Role.CLINICAL_SUPERVISOR, Role.PROGRAM_MANAGER


def _own(prefix: str = "") -> Predicate:
    return lambda actor, on: Q(**{f"{prefix}peer_id": actor.engagement_id})


def _supervised(prefix: str = "") -> Predicate:
    def within(actor: Actor, on: date) -> Q:
        return supervised_by(actor, on, peer_column=f"{prefix}peer_id")

    return within


def _reaches(model: Any, prefix: str = "") -> dict[tuple[Any, Reach], Predicate]:
    return by_reach(model, own=_own(prefix), supervised=_supervised(prefix))


declare(
    [
        Grant(SEE, PEER, Reach.OWN, "Reads what they wrote down."),
        Grant(SEE, SUPERVISOR, Reach.SUPERVISED, "Stands beside those they supervise, and decides with them."),
        Grant(SEE, MANAGER, Reach.ORGANIZATION, "Answers for safety, and for every report outside."),
        Grant(RECORD, PEER, Reach.OWN, "Was there."),
        Grant(REPORT, PEER, Reach.OWN, "Is asked by the code of ethics to report."),
        Grant(REPORT, SUPERVISOR, Reach.SUPERVISED, "Reports where the peer supporter cannot."),
        *(
            Grant(STAFF_CRISIS, role, Reach.OWN, "Knows what happens when it is about oneself or a colleague.")
            for role in (PEER, SUPERVISOR, MANAGER)
        ),
        Grant(ACKNOWLEDGE, SUPERVISOR, Reach.SUPERVISED, "Lets the peer supporter know that somebody knows."),
        Grant(FOLLOW, PEER, Reach.OWN, "Says what came of it."),
        Grant(FOLLOW, SUPERVISOR, Reach.SUPERVISED, "Says what came of it."),
        Grant(FOLLOW, MANAGER, Reach.ORGANIZATION, "Says what came of it."),
        Grant(CLOSE, SUPERVISOR, Reach.SUPERVISED, "Decides that nothing more is to be done."),
        Grant(CLOSE, MANAGER, Reach.ORGANIZATION, "Decides that nothing more is to be done."),
    ],
    {**_reaches(Incident), **_reaches(OutsideReport, "incident__"), **_reaches(FollowUp, "incident__")},
)
