"""Who may see, record and sign supervision."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from cairn.identity.models import SupervisionAgreement
from cairn.identity.policy import in_force, supervised_by
from cairn.kernel.actors import Actor, Role
from cairn.privacy.policy import Grant, Reach, declare, visible, whole_organization
from cairn.supervision.models import Absence, RecordSignOff, SessionTimer, SignOff, SupervisionSession, Telling

RECORD, RECORD_OTHER = "supervision.session.record", "supervision.other.record"
COVER, ABSENCE, CHANGE = "supervision.cover.see", "supervision.absence.record", "supervision.change.tell"
LOG = "supervision.log.take"
SIGN_OFF, RETURNED = "supervision.note.sign_off", "supervision.note.returned"
SIGN_RECORD = "supervision.record.sign_off"
BEGIN, WHY_NOT = "supervision.practice.ask", "supervision.practice.why"


def agreed_with(actor: Actor, peer_id: UUID, on: date) -> QuerySet[SupervisionAgreement]:
    """The agreements under which the actor supervises this peer supporter on a day, of any kind of supervision."""
    agreements = visible(SupervisionAgreement, actor, RECORD, on)
    return agreements.filter(in_force(on), peer_id=peer_id)


def own_supervisors(actor: Actor, on: date) -> Q:
    """Absences of those who supervise the acting peer supporter, or are about to."""
    own = SupervisionAgreement.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=on),
        organization_id=actor.organization_id,
        peer_id=actor.engagement_id,
        supervisor_id=OuterRef("supervisor_id"),
    )
    return Q(Exists(own))


def of_those_supervised(actor: Actor, on: date) -> Q:
    """The sessions of the peer supporters supervised today, by whomever, and those that the actor gave."""
    return supervised_by(actor, on, peer_column="peer_id") | Q(supervisor_id=actor.engagement_id)


declare(
    [
        Grant("supervision.debt.see", Role.PEER_SUPPORTER, Reach.OWN, "Knows when work must stop."),
        Grant("supervision.debt.see", Role.CLINICAL_SUPERVISOR, Reach.SUPERVISED, "Owes the sessions."),
        Grant("supervision.debt.see", Role.PROGRAM_MANAGER, Reach.ORGANIZATION, "Answers for supervision being held."),
        Grant(RECORD, Role.CLINICAL_SUPERVISOR, Reach.SUPERVISED, "Keeps the log of the sessions."),
        *(
            Grant(
                RECORD_OTHER,
                role,
                Reach.SUPERVISED,
                "Keeps the log of peer or administrative supervision that they agreed to.",
            )
            for role in (Role.CLINICAL_SUPERVISOR, Role.PEER_SUPPORTER, Role.PROGRAM_MANAGER)
        ),
        Grant("supervision.session.sign", Role.PEER_SUPPORTER, Reach.OWN, "Confirms the own sessions."),
        Grant("supervision.session.sign", Role.PROGRAM_MANAGER, Reach.OWN, "Attests the sessions given."),
        Grant("supervision.session.sign", Role.CLINICAL_SUPERVISOR, Reach.SUPERVISED, "Attests the sessions given."),
        Grant(LOG, Role.PEER_SUPPORTER, Reach.OWN, "Keeps the own record of supervision."),
        Grant(LOG, Role.CLINICAL_SUPERVISOR, Reach.SUPERVISED, "Keeps the record of supervision, and attests it."),
        Grant(LOG, Role.PROGRAM_MANAGER, Reach.ORGANIZATION, "Shows the board what was held."),
        Grant(COVER, Role.PEER_SUPPORTER, Reach.OWN, "Knows when nobody supervises them."),
        Grant(COVER, Role.CLINICAL_SUPERVISOR, Reach.SUPERVISED, "Sees that nobody is left alone."),
        Grant(COVER, Role.PROGRAM_MANAGER, Reach.ORGANIZATION, "Finds cover."),
        Grant(ABSENCE, Role.CLINICAL_SUPERVISOR, Reach.SUPERVISED, "Says when they are away."),
        Grant(ABSENCE, Role.PROGRAM_MANAGER, Reach.ORGANIZATION, "Says it for who cannot."),
        Grant(CHANGE, Role.PEER_SUPPORTER, Reach.OWN, "Owes the board the notice."),
        Grant(CHANGE, Role.CLINICAL_SUPERVISOR, Reach.SUPERVISED, "May give the notice as the new supervisor."),
        Grant(CHANGE, Role.PROGRAM_MANAGER, Reach.ORGANIZATION, "Answers for the notice being given."),
        Grant(SIGN_OFF, Role.CLINICAL_SUPERVISOR, Reach.SUPERVISED, "Signs notes where the agreement asks for it."),
        Grant(
            SIGN_RECORD,
            Role.CLINICAL_SUPERVISOR,
            Reach.SUPERVISED,
            "Signs referrals and plans where a rule asks for it.",
        ),
        Grant(RETURNED, Role.PEER_SUPPORTER, Reach.OWN, "Reads what a supervisor asks about the own notes."),
        Grant(BEGIN, Role.CLIENT, Reach.ORGANIZATION, "Is offered those who may begin; never told why others may not."),
        Grant(BEGIN, Role.PROGRAM_MANAGER, Reach.ORGANIZATION, "Begins nothing with somebody who may not practice."),
        Grant(BEGIN, Role.PEER_SUPPORTER, Reach.OWN, "Knows whether they may begin with somebody whom they took in."),
        Grant(WHY_NOT, Role.PROGRAM_MANAGER, Reach.ORGANIZATION, "Answers for who may practice."),
        Grant(WHY_NOT, Role.PEER_SUPPORTER, Reach.OWN, "Knows what is missing before they may practice."),
        Grant("supervision.session.cancel", Role.CLINICAL_SUPERVISOR, Reach.SUPERVISED, "Takes back a wrong record."),
        Grant(
            "supervision.session.cancel",
            Role.PEER_SUPPORTER,
            Reach.OWN,
            "Takes back a wrong record of a session given.",
        ),
        Grant(
            "supervision.session.cancel",
            Role.PROGRAM_MANAGER,
            Reach.OWN,
            "Takes back a wrong record of a session given.",
        ),
    ],
    {
        (Absence, Reach.OWN): own_supervisors,
        (Absence, Reach.SUPERVISED): lambda actor, on: Q(supervisor_id=actor.engagement_id),
        (Absence, Reach.ORGANIZATION): whole_organization,
        (Telling, Reach.OWN): lambda actor, on: Q(agreement__peer_id=actor.engagement_id),
        (Telling, Reach.SUPERVISED): lambda actor, on: supervised_by(actor, on, peer_column="agreement__peer_id"),
        (Telling, Reach.ORGANIZATION): whole_organization,
        (SignOff, Reach.OWN): lambda actor, on: Q(note__author_id=actor.engagement_id),
        (SignOff, Reach.SUPERVISED): lambda actor, on: supervised_by(actor, on, peer_column="note__author_id"),
        (SignOff, Reach.ORGANIZATION): whole_organization,
        (RecordSignOff, Reach.SUPERVISED): lambda actor, on: supervised_by(actor, on, peer_column="author_id"),
        (SupervisionSession, Reach.OWN): lambda actor, on: (
            Q(peer_id=actor.engagement_id) | Q(supervisor_id=actor.engagement_id)
        ),
        (SupervisionSession, Reach.SUPERVISED): of_those_supervised,
        (SessionTimer, Reach.SUPERVISED): lambda actor, on: Q(supervisor_id=actor.engagement_id),
        (SupervisionSession, Reach.ORGANIZATION): whole_organization,
    },
)
