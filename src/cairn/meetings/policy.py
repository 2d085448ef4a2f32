"""Who may see and do what with appointments, check-ins, messages, reminders and feeds.

A client acts on themself: `support` says whom a sign-in belongs to. A supervisor and a manager see when somebody
is busy and how it went, not with whom; `NAMES` is what gives the names.
"""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from cairn.kernel.actors import Actor, Role
from cairn.meetings.models import (
    AnsweringHours,
    Appointment,
    CalendarFeed,
    CheckInAgreement,
    Message,
    Occurrence,
    Reminder,
    ReminderChoice,
)
from cairn.privacy.policy import Grant, Predicate, Reach, declare, whole_organization
from cairn.privacy.subjects import about_clients, client_ids
from cairn.support.models import Relationship
from cairn.support.policy import going_on, relationships_within

PEER, SUPERVISOR, MANAGER, CLIENT = (
    Role.PEER_SUPPORTER,
    Role.CLINICAL_SUPERVISOR,
    Role.PROGRAM_MANAGER,
    Role.CLIENT,
)
OWN, SUPERVISED, ORGANIZATION = Reach.OWN, Reach.SUPERVISED, Reach.ORGANIZATION

SEE, NAMES = "meetings.appointment.see", "meetings.names.see"
MAKE, MOVE = "meetings.appointment.make", "meetings.appointment.move"
CALL_OFF, SETTLE, ASK = "meetings.appointment.call_off", "meetings.appointment.settle", "meetings.move.ask"
AGREE, SEE_CHECK_INS = "meetings.check_in.agree", "meetings.check_in.see"
WRITE, READ, HOURS = "meetings.message.send", "meetings.message.see", "meetings.hours.set"
HISTORY = "meetings.history.take"
CHOOSE, FEED = "meetings.reminder.choose", "meetings.feed.keep"


def walked(actor: Actor, reach: Reach, on: date) -> QuerySet[Any]:
    """The ids of the relationships that a reach covers, as one column."""
    rows = relationships_within(actor, reach, on)
    if actor.role is CLIENT:  # who reads about all that they ever had; what is planned belongs to those that go on
        rows = rows.filter(going_on(on))
    return rows.values("id")


def own_pairs(actor: Actor, on: date) -> QuerySet[Relationship]:
    """The actor's own relationships that are going on: a peer supporter's, or a client's."""
    return Relationship.objects.filter(id__in=walked(actor, OWN, on))


def own_client_id(actor: Actor, on: date) -> UUID | None:
    """Who the acting client is; None for somebody at work."""
    if actor.role is not CLIENT:
        return None
    found: UUID | None = client_ids(actor, OWN, on).values_list("id", flat=True).first()
    return found


def _walked(reach: Reach, column: str) -> Predicate:
    return lambda actor, on: Q(**{f"{column}__in": walked(actor, reach, on)})


def _own_hours(actor: Actor, on: date) -> Q:
    """A peer supporter's own; for a client those of whoever walks with them."""
    if actor.role is CLIENT:
        return Q(peer_id__in=own_pairs(actor, on).values("peer_id"))
    return Q(peer_id=actor.engagement_id)


def _own_feed(actor: Actor, on: date) -> Q:
    return Q(owner_id=actor.engagement_id)


COLUMNS = {
    Appointment: "relationship_id",
    Occurrence: "appointment__relationship_id",
    CheckInAgreement: "relationship_id",
    Reminder: "appointment__relationship_id",
}

declare(
    [
        Grant(SEE, PEER, OWN, "Keeps the appointments that they made."),
        Grant(SEE, SUPERVISOR, SUPERVISED, "Knows when those they supervise are out, and how full a week is."),
        Grant(SEE, MANAGER, ORGANIZATION, "Plans who is there when; sees times only."),
        Grant(SEE, CLIENT, OWN, "The time is theirs."),
        Grant(NAMES, PEER, OWN, "Knows whom they meet."),
        Grant(MAKE, PEER, OWN, "Writes down what the two agreed."),
        Grant(MOVE, PEER, OWN, "Writes down the new time that the two agreed."),
        Grant(CALL_OFF, PEER, OWN, "Says so in time, as the code of ethics asks."),
        Grant(CALL_OFF, CLIENT, OWN, "May say no to any meeting."),
        Grant(SETTLE, PEER, OWN, "Was there."),
        Grant(ASK, CLIENT, OWN, "May ask for another time."),
        Grant(AGREE, PEER, OWN, "Writes down the rhythm that the two agreed."),
        Grant(SEE_CHECK_INS, PEER, OWN, "Keeps the rhythm."),
        Grant(SEE_CHECK_INS, CLIENT, OWN, "Agreed to it."),
        Grant(WRITE, PEER, OWN, "Answers their own people."),
        Grant(WRITE, CLIENT, OWN, "Reaches whoever walks with them."),
        Grant(READ, PEER, OWN, "Reads what is written to them."),
        Grant(READ, CLIENT, OWN, "Reads what is written to them."),
        Grant(HISTORY, CLIENT, OWN, "What they planned and wrote with anybody here is theirs."),
        Grant(HOURS, PEER, OWN, "Has hours, and hours off."),
        Grant(CHOOSE, PEER, OWN, "Writes down what the person chose."),
        Grant(CHOOSE, CLIENT, OWN, "Chooses whether anything leaves, and what it says."),
        Grant(FEED, PEER, OWN, "Sees their times in their own calendar."),
        Grant(FEED, CLIENT, OWN, "Sees their times in their own calendar."),
    ],
    {
        **{(model, reach): _walked(reach, column) for model, column in COLUMNS.items() for reach in (OWN, SUPERVISED)},
        **{(model, ORGANIZATION): whole_organization for model in COLUMNS},
        (Message, OWN): _walked(OWN, "relationship_id"),
        (AnsweringHours, OWN): _own_hours,
        (ReminderChoice, OWN): about_clients(OWN, column="client_id"),
        (CalendarFeed, OWN): _own_feed,
    },
)
