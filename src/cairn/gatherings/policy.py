"""Who may see and hold gatherings. In a small town, who sat in the room is for the leaders, their supervisor and the manager only."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from cairn.gatherings.models import Attendance, Correction, Gathering, Leader, Meeting, RosterPlace
from cairn.identity.policy import supervised_by
from cairn.kernel.actors import Actor, Role
from cairn.privacy.policy import Grant, Predicate, Reach, declare, whole_organization
from cairn.privacy.subjects import client_ids
from cairn.support import policy as _  # noqa: F401 - says which clients a reach covers

SEE, MAKE, INVITE = "gatherings.gathering.see", "gatherings.gathering.make", "gatherings.place.invite"
CAME, PASS_ON = "gatherings.own_attendance.see", "gatherings.correction.pass_on"
LEAD = "gatherings.leader.change"
HOLD, CORRECT, COUNT = "gatherings.meeting.hold", "gatherings.meeting.correct", "gatherings.figures.see"
PEER, SUPERVISOR, MANAGER, CLIENT = (
    Role.PEER_SUPPORTER,
    Role.CLINICAL_SUPERVISOR,
    Role.PROGRAM_MANAGER,
    Role.CLIENT,
)
OWN, SUPERVISED, ORGANIZATION = Reach.OWN, Reach.SUPERVISED, Reach.ORGANIZATION


def _led(actor: Actor, reach: Reach, on: date) -> QuerySet[Any]:
    """The ids of the gatherings that a reach covers, as one column."""
    whose = Q(peer_id=actor.engagement_id) if reach is OWN else supervised_by(actor, on, peer_column="peer_id")
    return Leader.objects.filter(whose, organization_id=actor.organization_id).values("gathering_id")


def _within(reach: Reach, column: str) -> Predicate:
    return lambda actor, on: Q(**{f"{column}__in": _led(actor, reach, on)})


def _own_or_led(column: str) -> Predicate:
    """A peer supporter's: of the groups they lead. A person served: what is about themselves, and never who else was there."""

    def within(actor: Actor, on: date) -> Q:
        if actor.role is CLIENT:
            return Q(client_id__in=client_ids(actor, OWN, on))
        return Q(**{f"{column}__in": _led(actor, OWN, on)})

    return within


def _led_or_about_own(actor: Actor, on: date) -> Q:
    """What was put right: in the groups they lead, and about the people they walk with, whoever led the group."""
    return _own_or_led(COLUMNS[Correction])(actor, on) | Q(client_id__in=client_ids(actor, OWN, on))


COLUMNS = {
    Gathering: "id",
    Leader: "gathering_id",
    RosterPlace: "gathering_id",
    Meeting: "gathering_id",
    Attendance: "meeting__gathering_id",
    Correction: "meeting__gathering_id",
}

declare(
    [
        Grant(SEE, PEER, OWN, "Leads the group."),
        Grant(SEE, SUPERVISOR, SUPERVISED, "Talks the group over with those they supervise."),
        Grant(SEE, MANAGER, ORGANIZATION, "Answers for what the program offers."),
        Grant(MAKE, PEER, OWN, "Begins groups, and ends them."),
        Grant(LEAD, PEER, OWN, "Hands the group on, or leads it with somebody."),
        Grant(LEAD, MANAGER, ORGANIZATION, "Sees to it that a group goes on when its leader leaves."),
        Grant(INVITE, PEER, OWN, "Asks the people they walk with."),
        Grant(HOLD, PEER, OWN, "Was in the room."),
        Grant(CORRECT, PEER, OWN, "Puts right what they wrote down."),
        Grant(CAME, CLIENT, OWN, "Knows which groups they were asked to and came to."),
        Grant(PASS_ON, PEER, OWN, "Hands on a whole record of the people they walk with."),
        Grant(PASS_ON, MANAGER, ORGANIZATION, "Answers for a record going along whole."),
        Grant(COUNT, MANAGER, ORGANIZATION, "Tells how many come, never who."),
    ],
    {
        **{(model, reach): _within(reach, column) for model, column in COLUMNS.items() for reach in (OWN, SUPERVISED)},
        **{(model, OWN): _own_or_led(COLUMNS[model]) for model in (RosterPlace, Attendance)},
        (Correction, OWN): _led_or_about_own,
        **{(model, ORGANIZATION): whole_organization for model in COLUMNS},
    },
)
