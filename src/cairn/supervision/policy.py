"""Who may see, record and sign supervision."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from cairn.identity.policy import supervised_by
from cairn.kernel.actors import Actor, Role
from cairn.privacy.policy import Grant, Reach, declare, whole_organization
from cairn.supervision.models import SupervisionSession


def of_those_supervised(actor: Actor, on: date) -> Q:
    """The sessions of the peer supporters supervised today, by whomever, and those that the actor gave."""
    return supervised_by(actor, on, peer_column="peer_id") | Q(supervisor_id=actor.engagement_id)


declare(
    [
        Grant("supervision.debt.see", Role.PEER_SUPPORTER, Reach.OWN, "Knows when work must stop."),
        Grant("supervision.debt.see", Role.CLINICAL_SUPERVISOR, Reach.SUPERVISED, "Owes the sessions."),
        Grant("supervision.debt.see", Role.PROGRAM_MANAGER, Reach.ORGANIZATION, "Answers for supervision being held."),
        Grant(
            "supervision.session.record", Role.CLINICAL_SUPERVISOR, Reach.SUPERVISED, "Keeps the log of the sessions."
        ),
        Grant("supervision.session.sign", Role.PEER_SUPPORTER, Reach.OWN, "Confirms the own sessions."),
        Grant("supervision.session.sign", Role.CLINICAL_SUPERVISOR, Reach.SUPERVISED, "Attests the sessions given."),
        Grant("supervision.session.cancel", Role.CLINICAL_SUPERVISOR, Reach.SUPERVISED, "Takes back a wrong record."),
    ],
    {
        (SupervisionSession, Reach.OWN): lambda actor, on: Q(peer_id=actor.engagement_id),
        (SupervisionSession, Reach.SUPERVISED): of_those_supervised,
        (SupervisionSession, Reach.ORGANIZATION): whole_organization,
    },
)
