"""Who may see and record worked time.

Times of day and evening work are for the peer supporter alone. Those who answer for them reach `work.worked.see`, which feeds the
decision about supervision, and the supervisor a word (`work.load.see`); no page or query hands them a time.
"""

from __future__ import annotations

from django.db.models import Q

from cairn.identity.policy import supervised_by
from cairn.kernel.actors import Actor, Role
from cairn.privacy.policy import Grant, Reach, declare, whole_organization
from cairn.work.models import DayConfirmation, Trip, WorkEntry

declare(
    [
        Grant("work.entry.record", Role.PEER_SUPPORTER, Reach.OWN, "Writes down the own day."),
        Grant("work.trip.record", Role.PEER_SUPPORTER, Reach.OWN, "Writes down the own miles."),
        Grant("work.day.see", Role.PEER_SUPPORTER, Reach.OWN, "Reads the own day, with its times."),
        Grant("work.day.confirm", Role.PEER_SUPPORTER, Reach.OWN, "Stands by the own day, and may open it again."),
        Grant("work.load.see", Role.CLINICAL_SUPERVISOR, Reach.SUPERVISED, "Asks how somebody is, in time."),
        Grant("work.miles.see", Role.PROGRAM_MANAGER, Reach.ORGANIZATION, "Pays back the miles of a month."),
        Grant("work.worked.see", Role.PEER_SUPPORTER, Reach.OWN, "Checks the own hours."),
        Grant("work.worked.see", Role.CLINICAL_SUPERVISOR, Reach.SUPERVISED, "Hours worked owe supervision."),
        Grant("work.worked.see", Role.PROGRAM_MANAGER, Reach.ORGANIZATION, "Answers for supervision and pay."),
    ],
    {
        (WorkEntry, Reach.SUPERVISED): lambda actor, on: supervised_by(actor, on, peer_column="peer_id"),
        (WorkEntry, Reach.ORGANIZATION): whole_organization,
        (Trip, Reach.ORGANIZATION): whole_organization,
        **{(model, Reach.OWN): lambda actor, on: _is_own(actor) for model in (WorkEntry, DayConfirmation, Trip)},
    },
)


def _is_own(actor: Actor) -> Q:
    return Q(peer_id=actor.engagement_id)
