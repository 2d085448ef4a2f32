"""Who may see and do what at the warmline. Calls are for whoever has a shift that day; the manager sees shifts and counts; nobody else."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Exists, Q, QuerySet

from cairn.kernel.actors import Actor, Role
from cairn.privacy.policy import Grant, Predicate, Reach, declare, whole_organization
from cairn.warmline.domain.calls import GRACE
from cairn.warmline.models import Call, HandOff, HandOffStep, HandOver, Shift

SHIFTS, PLAN = "warmline.shift.see", "warmline.shift.plan"
DESK, LOG, TAKE_BACK = "warmline.call.see", "warmline.call.log", "warmline.call.take_back"
HAND_OVER, HAND_OFF, COUNT = "warmline.hand_over.write", "warmline.hand_off.hold", "warmline.figures.see"
PEER, MANAGER = Role.PEER_SUPPORTER, Role.PROGRAM_MANAGER


def shifts_of_day(actor: Actor, on: date) -> QuerySet[Any]:
    """The actor's shifts that touch a day where the program is; the hours after a shift belong to it, also past midnight."""
    midnight = datetime.combine(on, time.min, ZoneInfo(actor.zone))
    return Shift.objects.filter(
        organization_id=actor.organization_id,
        peer_id=actor.engagement_id,
        taken_back_at__isnull=True,
        starts_at__lt=datetime.combine(on + timedelta(days=1), time.min, ZoneInfo(actor.zone)),
        ends_at__gt=midnight - GRACE,
    )


def _on_the_desk(actor: Actor, on: date) -> Q:
    return Q(Exists(shifts_of_day(actor, on)))


def _held(prefix: str) -> Predicate:
    """A crisis stays open to whoever held it, until it is written to its end."""
    return lambda actor, on: _on_the_desk(actor, on) | Q(**{f"{prefix}opened_by_id": actor.engagement_id})


declare(
    [
        Grant(SHIFTS, PEER, Reach.ORGANIZATION, "Knows who answers when."),
        Grant(SHIFTS, MANAGER, Reach.ORGANIZATION, "Sees that somebody answers."),
        Grant(PLAN, MANAGER, Reach.ORGANIZATION, "Plans who answers when."),
        Grant(DESK, PEER, Reach.OWN, "Is on the desk that day."),
        Grant(LOG, PEER, Reach.OWN, "Took the call."),
        Grant(TAKE_BACK, PEER, Reach.OWN, "Puts right what was written down wrongly."),
        Grant(HAND_OVER, PEER, Reach.OWN, "Leaves a word for who comes next."),
        Grant(HAND_OFF, PEER, Reach.OWN, "Is on the line when it becomes a crisis."),
        Grant(COUNT, MANAGER, Reach.AGGREGATE, "Tells how many call, never who."),
    ],
    {
        (Shift, Reach.OWN): lambda actor, on: Q(peer_id=actor.engagement_id),
        (Shift, Reach.ORGANIZATION): whole_organization,
        **{(model, Reach.OWN): _on_the_desk for model in (Call, HandOver)},
        (HandOff, Reach.OWN): _held(""),
        (HandOffStep, Reach.OWN): _held("hand_off__"),
        (Call, Reach.AGGREGATE): whole_organization,
    },
)
