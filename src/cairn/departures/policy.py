"""Who may end, hand over and send. A goodbye belongs to the two who walked; a manager carries out what the person chose."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q

from cairn.departures.models import Departure, Hold, PromiseEnding, Sending, Summary, SummaryAddition, Transfer
from cairn.identity.policy import supervised_by
from cairn.kernel.actors import Actor, Role
from cairn.privacy.policy import Grant, Predicate, Reach, by_reach, declare, whole_organization
from cairn.privacy.subjects import about_clients, client_ids
from cairn.support import policy as _  # noqa: F401 - says which clients a reach covers
from cairn.support.models import Relationship

SEE, PLAN, LEAVE = "departures.departure.see", "departures.departure.plan", "departures.departure.leave"
TAKE_BACK, RETURN = "departures.departure.take_back", "departures.departure.return"
WRITE, COUNT = "departures.summary.write", "departures.record.count"
TRANSFER, SEND = "departures.transfer.make", "departures.package.send"
HOLD = "departures.hold.set"
OWN_MOVES = "departures.own_move.see"
PEER, SUPERVISOR, MANAGER = Role.PEER_SUPPORTER, Role.CLINICAL_SUPERVISOR, Role.PROGRAM_MANAGER
CLIENT = Role.CLIENT
OWN, SUPERVISED, ORGANIZATION = Reach.OWN, Reach.SUPERVISED, Reach.ORGANIZATION


def _until_the_end(prefix: str, who: Q) -> Q:
    """Rows of a leaving with which a relationship of `who` ended: they still finish what is owed. Whoever handed over has parted
    before it, also when it was on that day."""
    left = Relationship.objects.filter(
        who, client_id=OuterRef(f"{prefix}client_id"), ended_on=OuterRef(f"{prefix}left_on")
    )
    handed_over = Transfer.objects.filter(organization_id=OuterRef("organization_id"), ended_id=OuterRef("id"))
    return Q(Exists(left.filter(~Exists(handed_over))))


def _own(prefix: str = "") -> Predicate:
    def within(actor: Actor, on: date) -> Q:
        walks = Q(**{f"{prefix}client_id__in": client_ids(actor, OWN, on)})
        return walks | _until_the_end(prefix, Q(peer_id=actor.engagement_id))

    return within


def _supervised(prefix: str = "") -> Predicate:
    def within(actor: Actor, on: date) -> Q:
        walks = Q(**{f"{prefix}client_id__in": client_ids(actor, SUPERVISED, on)})
        return walks | _until_the_end(prefix, supervised_by(actor, on, peer_column="peer_id"))

    return within


def _leavings(model: Any, prefix: str = "") -> dict[tuple[Any, Reach], Predicate]:
    return by_reach(model, own=_own(prefix), supervised=_supervised(prefix))


def _moves(model: Any) -> dict[tuple[Any, Reach], Predicate]:
    reaches = {(model, reach): about_clients(reach, column="client_id") for reach in (OWN, SUPERVISED)}
    return {**reaches, (model, ORGANIZATION): whole_organization}


declare(
    [
        Grant(SEE, PEER, OWN, "Says goodbye, and finishes what is owed after it."),
        Grant(SEE, SUPERVISOR, SUPERVISED, "Talks endings through with those they supervise."),
        Grant(SEE, MANAGER, ORGANIZATION, "Answers for records being whole when somebody leaves."),
        Grant(PLAN, PEER, OWN, "Plans the goodbye with the person."),
        Grant(PLAN, MANAGER, ORGANIZATION, "Plans it where nobody walks with the person."),
        Grant(LEAVE, PEER, OWN, "Writes down that the person leaves."),
        Grant(LEAVE, MANAGER, ORGANIZATION, "Writes it down where nobody walks with the person."),
        Grant(TAKE_BACK, PEER, OWN, "Puts right what they entered wrongly."),
        Grant(TAKE_BACK, MANAGER, ORGANIZATION, "Puts right what was entered wrongly."),
        Grant(RETURN, MANAGER, ORGANIZATION, "Takes people into the program, again too."),
        Grant(WRITE, PEER, OWN, "Writes the summary, with the person if they wish."),
        Grant(WRITE, MANAGER, ORGANIZATION, "Writes it where the peer supporter has left."),
        Grant(COUNT, PEER, ORGANIZATION, "Counts what a record holds, of their own people only; no word is shown."),
        Grant(
            COUNT, SUPERVISOR, ORGANIZATION, "Counts what a record holds, of those they answer for; no word is shown."
        ),
        Grant(COUNT, MANAGER, ORGANIZATION, "Counts what a record holds."),
        Grant(TRANSFER, MANAGER, ORGANIZATION, "Carries out the choice of the person served."),
        Grant(SEND, PEER, OWN, "Hands over what the person wants to take along."),
        Grant(SEND, MANAGER, ORGANIZATION, "Answers for every disclosure of the program."),
        Grant(
            HOLD, MANAGER, ORGANIZATION, "Keeps what a court, an agency or a dispute asks for; answers for privacy too."
        ),
        Grant(OWN_MOVES, CLIENT, OWN, "Takes along from whom to whom they moved on, and what they wanted known."),
    ],
    {
        **_leavings(Departure),
        **_leavings(Summary, "departure__"),
        **_leavings(SummaryAddition, "summary__departure__"),
        **_moves(Transfer),
        **_moves(PromiseEnding),
        **_moves(Sending),
        (Hold, ORGANIZATION): whole_organization,
    },
)
