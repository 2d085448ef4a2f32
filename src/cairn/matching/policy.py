"""Who may do what where people choose each other.

What a peer supporter has lived through is read by two: themselves, and the person who chooses and asked for it. No manager, supervisor,
owner or colleague holds `matching.lived.*`, and `tests/matching/test_policy.py` fails when one does. What ties a peer supporter to
somebody is read by themselves and, once they disclose it, by their supervisor. A manager learns where a choice stands, and no more.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q

from cairn.identity import policy as _  # noqa: F401 - says what each reach means for people at work
from cairn.identity.policy import supervised_by
from cairn.kernel.actors import Actor, Role
from cairn.matching.models import (
    Choice,
    ConflictAnswer,
    Farewell,
    KnownPerson,
    LivedStatement,
    PeerOffer,
    SupervisorWord,
    Wishes,
)
from cairn.privacy.policy import Grant, Predicate, Reach, declare, whole_organization
from cairn.privacy.subjects import about_clients, client_ids
from cairn.support import policy as __  # noqa: F401 - says which clients and relationships a reach covers

PEER, SUPERVISOR, MANAGER, CLIENT = (
    Role.PEER_SUPPORTER,
    Role.CLINICAL_SUPERVISOR,
    Role.PROGRAM_MANAGER,
    Role.CLIENT,
)
OWN, SUPERVISED, ORGANIZATION = Reach.OWN, Reach.SUPERVISED, Reach.ORGANIZATION

WRITE_OFFER, SHOW_OFFERS = "matching.offer.write", "matching.offer.show"
WRITE_LIVED, SHOW_LIVED = "matching.lived.write", "matching.lived.show"
SEE_WISHES, WRITE_WISHES = "matching.wishes.see", "matching.wishes.write"
CHOOSE, SEE_CHOICES, START = "matching.choice.make", "matching.choice.see", "matching.choice.start"
ANSWER, COMPARE = "matching.conflict.answer", "matching.record.compare"
SAY = "matching.conflict.say"
KEEP_KNOWN = "matching.known_person.keep"
SEE_FAREWELL = "matching.farewell.see"


def _own_choices(actor: Actor, on: date) -> Q:
    """A person's: their own. A peer supporter's: those of people who chose them."""
    if actor.role is CLIENT:
        return Q(client_id__in=client_ids(actor, OWN, on))
    return Q(peer_id=actor.engagement_id)


def _of_peer(column: str) -> Predicate:
    return lambda actor, on: Q(**{column: actor.engagement_id})


def _supervised(column: str) -> Predicate:
    def within(actor: Actor, on: date) -> Q:
        return supervised_by(actor, on, peer_column=column)

    return within


_REACHES: dict[tuple[Any, Reach], Predicate] = {
    (PeerOffer, OWN): _of_peer("peer_id"),
    (PeerOffer, ORGANIZATION): whole_organization,
    (LivedStatement, OWN): _of_peer("peer_id"),
    (LivedStatement, ORGANIZATION): whole_organization,
    (Wishes, OWN): about_clients(OWN, column="client_id"),
    (Wishes, ORGANIZATION): whole_organization,
    (Choice, OWN): _own_choices,
    (Choice, ORGANIZATION): whole_organization,
    (Farewell, OWN): _of_peer("peer_id"),
    (ConflictAnswer, OWN): _of_peer("peer_id"),
    (ConflictAnswer, SUPERVISED): _supervised("peer_id"),
    (SupervisorWord, OWN): _of_peer("answer__peer_id"),
    (SupervisorWord, SUPERVISED): _supervised("answer__peer_id"),
    (KnownPerson, OWN): _of_peer("staff_id"),
    (KnownPerson, ORGANIZATION): whole_organization,
}

declare(
    [
        Grant(WRITE_OFFER, PEER, OWN, "Decides what is said about them."),
        Grant(SHOW_OFFERS, MANAGER, ORGANIZATION, "Helps a person choose, with what peer supporters want said."),
        Grant(SHOW_OFFERS, CLIENT, ORGANIZATION, "Chooses who walks with them."),
        Grant(WRITE_LIVED, PEER, OWN, "What they lived through is theirs, to say and to take back."),
        Grant(SHOW_LIVED, CLIENT, ORGANIZATION, "Asked for it, at the moment of choosing."),
        Grant(SEE_WISHES, PEER, OWN, "Knows what matters to the people they walk with."),
        Grant(SEE_WISHES, MANAGER, ORGANIZATION, "Helps a person choose."),
        Grant(SEE_WISHES, CLIENT, OWN, "The wishes are theirs."),
        Grant(WRITE_WISHES, PEER, OWN, "Takes down what the person says."),
        Grant(WRITE_WISHES, MANAGER, ORGANIZATION, "Takes down what the person says."),
        Grant(WRITE_WISHES, CLIENT, OWN, "The wishes are theirs."),
        Grant(CHOOSE, MANAGER, ORGANIZATION, "Carries out the choice of the person served."),
        Grant(CHOOSE, CLIENT, OWN, "Chooses, and chooses again, without giving a reason."),
        Grant(SEE_CHOICES, MANAGER, ORGANIZATION, "Sees that nobody waits unheard; never which tie there is."),
        Grant(SEE_CHOICES, CLIENT, OWN, "Knows where their choice stands."),
        Grant(START, MANAGER, ORGANIZATION, "Begins service once nothing stands in the way."),
        Grant(ANSWER, PEER, OWN, "Is bound to disclose earlier ties before serving."),
        Grant(COMPARE, PEER, ORGANIZATION, "Only whether there may be a tie comes out, about the one who is asked."),
        Grant(SAY, SUPERVISOR, SUPERVISED, "Is told of ties before service, and answers."),
        Grant(KEEP_KNOWN, PEER, OWN, "Notes for themselves who is close to them."),
        Grant(KEEP_KNOWN, SUPERVISOR, OWN, "Notes for themselves who is close to them."),
        Grant(SEE_FAREWELL, PEER, OWN, "Is told kindly when a person walks on with another."),
    ],
    _REACHES,
)
