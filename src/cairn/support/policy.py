"""Who may see and do what to clients, relationships, phases and promises.

A peer supporter reaches the clients with whom they have a relationship that is going on; on the day it ends, the door closes. A supervisor
reaches the clients of peer supporters under an agreement in force that day. A client reaches themselves: whose sign-in it is, the
room that lets them in knows.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery

from cairn.identity.models import Organization
from cairn.identity.policy import supervised_by
from cairn.kernel.actors import Actor, Role
from cairn.kernel.hooks import Hook
from cairn.privacy.policy import Grant, Predicate, Reach, declare, whole_organization
from cairn.privacy.subjects import PersonServed
from cairn.support.models import Client, ClinicalDiagnosis, Coverage, PhaseChange, Promise, Relationship

PEER, SUPERVISOR, MANAGER = Role.PEER_SUPPORTER, Role.CLINICAL_SUPERVISOR, Role.PROGRAM_MANAGER
OWN, SUPERVISED, ORGANIZATION = Reach.OWN, Reach.SUPERVISED, Reach.ORGANIZATION

SEE, FIND, BILL = "support.client.see", "support.client.find", "support.client.bill"
RECORD_FACTS = "support.billing_facts.record"
ENROLL, UPDATE, UPDATE_GOAL = "support.client.enroll", "support.client.update", "support.goal.update"
START, END, CHANGE_PHASE = "support.relationship.start", "support.relationship.end", "support.phase.change"
MAKE_PROMISE, SETTLE_PROMISE = "support.promise.make", "support.promise.settle"


def going_on(on: date, *, prefix: str = "") -> Q:
    """Relationships that have begun and not ended on a day; on the day of the end they are over."""
    return Q(**{f"{prefix}started_on__lte": on}) & (
        Q(**{f"{prefix}ended_on__isnull": True}) | Q(**{f"{prefix}ended_on__gt": on})
    )


THEMSELVES = Hook[Callable[[Actor], QuerySet[Any, Any]]](
    "the one client (a queryset of one column) whose sign-in this is"
)


def own_relationships(actor: Actor, on: date) -> Q:
    """Of a peer supporter those that go on; of a client all that they ever had."""
    if actor.role is Role.CLIENT:
        return Q(client_id__in=THEMSELVES.ask(actor))
    return going_on(on) & Q(peer_id=actor.engagement_id)


def supervised_relationships(actor: Actor, on: date) -> Q:
    return going_on(on) & supervised_by(actor, on, peer_column="peer_id")


RELATIONSHIPS = {OWN: own_relationships, SUPERVISED: supervised_relationships, ORGANIZATION: whole_organization}


def relationships_within(actor: Actor, reach: Reach, on: date) -> QuerySet[Relationship]:
    """The relationships that a reach covers."""
    return Relationship.objects.filter(RELATIONSHIPS[reach](actor, on), organization_id=actor.organization_id)


def clients_within(actor: Actor, reach: Reach, on: date) -> QuerySet[Any]:
    """The ids of the clients that a reach covers, as one column."""
    clients = Client.objects.filter(organization_id=actor.organization_id)
    if actor.role is Role.CLIENT:
        return clients.filter(id__in=THEMSELVES.ask(actor)).values("id")
    if reach is not ORGANIZATION:
        clients = clients.filter(id__in=relationships_within(actor, reach, on).values("client_id"))
    return clients.values("id")


def _of_relationships(reach: Reach) -> Predicate:
    """Rows that hang on a relationship within a reach."""
    return lambda actor, on: Q(relationship__in=relationships_within(actor, reach, on).values("id"))


def _of_clients(reach: Reach) -> Predicate:
    return lambda actor, on: Q(
        id__in=THEMSELVES.ask(actor)
        if actor.role is Role.CLIENT
        else relationships_within(actor, reach, on).values("client_id")
    )


def as_on_paper(reached: QuerySet[Any], client_id: UUID) -> PersonServed | None:
    """The person by the name on their papers, with what they like to be called beside it, and the organization that shares."""
    named = Organization.objects.filter(id=OuterRef("organization_id")).values("name")
    row = Client.objects.filter(id__in=reached, id=client_id).annotate(discloser=Subquery(named)).first()
    if row is None:
        return None
    legal = f"{row.legal_given_name} {row.legal_family_name}".strip()
    if not legal or legal == row.name:
        return PersonServed(row.name, row.birth_date, row.discloser)
    return PersonServed(f"{legal}, called {row.name}", row.birth_date, row.discloser, legal, row.name)


declare(
    [
        Grant(SEE, PEER, OWN, "Walks beside their own people."),
        Grant(SEE, SUPERVISOR, SUPERVISED, "Answers for the practice of those they supervise."),
        Grant(SEE, MANAGER, ORGANIZATION, "Answers for everybody whom the program serves."),
        Grant(FIND, PEER, OWN, "Looks up their own people."),
        Grant(FIND, SUPERVISOR, SUPERVISED, "Looks up the people of those they supervise."),
        Grant(FIND, MANAGER, ORGANIZATION, "Looks up anybody whom the program serves."),
        Grant(FIND, Role.BILLER, ORGANIZATION, "Looks up the person on a claim."),
        Grant(BILL, Role.BILLER, ORGANIZATION, "A claim names the person, the coverage and the diagnosis."),
        Grant(RECORD_FACTS, Role.BILLER, ORGANIZATION, "Puts down what a payer asks of every claim."),
        Grant(RECORD_FACTS, MANAGER, ORGANIZATION, "Puts it down where nobody else does the billing."),
        Grant(ENROLL, PEER, OWN, "Meets people where they are, often first."),
        Grant(ENROLL, MANAGER, ORGANIZATION, "Takes people into the program."),
        Grant(UPDATE, PEER, OWN, "Calls their own people as they like it, and reaches them."),
        Grant(UPDATE, MANAGER, ORGANIZATION, "Answers for records that are right."),
        Grant(UPDATE_GOAL, PEER, OWN, "Writes down the goal in the person's own words."),
        Grant(UPDATE_GOAL, MANAGER, ORGANIZATION, "Writes down the goal when nobody else can."),
        Grant(START, MANAGER, ORGANIZATION, "Carries out the choice of the person served."),
        Grant(END, PEER, OWN, "Says goodbye well, when it is time."),
        Grant(END, MANAGER, ORGANIZATION, "Carries out the choice of the person served."),
        Grant(CHANGE_PHASE, PEER, OWN, "Can name the phase of each relationship."),
        Grant(MAKE_PROMISE, PEER, OWN, "Keeps track of what was promised."),
        Grant(SETTLE_PROMISE, PEER, OWN, "Keeps track of what was promised."),
    ],
    {
        (Client, OWN): _of_clients(OWN),
        (Client, SUPERVISED): _of_clients(SUPERVISED),
        (Client, ORGANIZATION): whole_organization,
        (Coverage, ORGANIZATION): whole_organization,
        (ClinicalDiagnosis, ORGANIZATION): whole_organization,
        **{(Relationship, reach): condition for reach, condition in RELATIONSHIPS.items()},
        (PhaseChange, OWN): _of_relationships(OWN),
        (PhaseChange, SUPERVISED): _of_relationships(SUPERVISED),
        (PhaseChange, ORGANIZATION): whole_organization,
        (Promise, OWN): _of_relationships(OWN),
        (Promise, SUPERVISED): _of_relationships(SUPERVISED),
        (Promise, ORGANIZATION): whole_organization,
    },
)
