"""Who may see and do what while somebody comes in.

Whoever began an intake goes on with it; once somebody was taken in, what they told belongs to those who may see the person. Whether
somebody is on record already is told to the program manager only: in a small town that answer alone would say who is served here.
"""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from cairn.intake.models import (
    Asking,
    AskingDoor,
    Comparison,
    FeeNotice,
    FeeSignature,
    HeadCount,
    Intake,
    JunkPile,
    ProgramPhone,
    StepEntry,
)
from cairn.kernel.actors import Actor, Role
from cairn.privacy.policy import Grant, Reach, declare, whole_organization
from cairn.privacy.subjects import about_clients, client_ids
from cairn.support import policy as _  # noqa: F401 - says which clients a reach covers

SEE, BEGIN, WRITE = "intake.intake.see", "intake.intake.begin", "intake.step.write"
FINISH, GIVE_UP, KEPT = "intake.intake.finish", "intake.intake.give_up", "intake.kept.see"
TELL_LATER, TAKE_TOLD = "intake.kept.write", "intake.kept.take"
ASK, SEE_ASKED = "intake.asking.send", "intake.asking.see"
TAKE_UP, OPEN_DOOR = "intake.asking.take_up", "intake.asking_door.open"
COMPARE = "intake.comparison.make"
COUNT_PAPERS = "intake.papers.count"
COUNT, FIGURES = "intake.heads.count", "intake.heads.figures"
CALL = "intake.program_phone.see"
SEE_FEE, SET_FEE, SIGN_FEE = "intake.fee.see", "intake.fee.set", "intake.fee.sign"
PEER, SUPERVISOR, MANAGER = Role.PEER_SUPPORTER, Role.CLINICAL_SUPERVISOR, Role.PROGRAM_MANAGER
OWN, SUPERVISED, ORGANIZATION = Reach.OWN, Reach.SUPERVISED, Reach.ORGANIZATION


def _begun_or_served(actor: Actor, on: date) -> Q:
    return Q(begun_by_id=actor.engagement_id) | Q(client_id__in=client_ids(actor, OWN, on))


def _words_while_open_or_served(actor: Actor, on: date) -> Q:
    return Q(intake__client__isnull=True, intake__begun_by_id=actor.engagement_id) | Q(
        intake__client_id__in=client_ids(actor, OWN, on)
    )


declare(
    [
        Grant(SEE, PEER, OWN, "Goes on with what they began."),
        Grant(SEE, MANAGER, ORGANIZATION, "Answers for nobody being left at the door."),
        Grant(BEGIN, PEER, OWN, "Meets people where they are, often first."),
        Grant(BEGIN, MANAGER, ORGANIZATION, "Takes people into the program."),
        Grant(WRITE, PEER, OWN, "Writes down what the person tells."),
        Grant(WRITE, MANAGER, ORGANIZATION, "Writes down what the person tells."),
        Grant(FINISH, PEER, OWN, "Takes people in, and walks with them."),
        Grant(FINISH, MANAGER, ORGANIZATION, "Takes people into the program."),
        Grant(GIVE_UP, PEER, OWN, "Lets go of what was told when somebody does not come in."),
        Grant(GIVE_UP, MANAGER, ORGANIZATION, "Lets go of what was told when somebody does not come in."),
        Grant(KEPT, PEER, OWN, "Knows what their own people told at the beginning."),
        Grant(KEPT, SUPERVISOR, SUPERVISED, "Answers for the practice of those they supervise."),
        Grant(KEPT, MANAGER, ORGANIZATION, "Answers for the records being whole."),
        Grant(TAKE_TOLD, Role.CLIENT, OWN, "What they told when they came in is theirs."),
        Grant(TELL_LATER, PEER, OWN, "Writes down what their own people tell, or show, when they are ready."),
        Grant(TELL_LATER, MANAGER, ORGANIZATION, "Answers for the records being whole."),
        *(
            Grant(COUNT_PAPERS, role, ORGANIZATION, "Checks whether a record holds what it must; no answer is shown.")
            for role in (PEER, SUPERVISOR, MANAGER)
        ),
        Grant(ASK, Role.CLIENT, OWN, "Anybody may ask, without an account, at the door that was opened."),
        Grant(SEE_ASKED, MANAGER, ORGANIZATION, "May know who asks; in a small town no colleague has to."),
        Grant(CALL, Role.CLIENT, OWN, "May call the program that serves, or served, them."),
        Grant(TAKE_UP, MANAGER, ORGANIZATION, "Answers for nobody waiting without a word."),
        Grant(OPEN_DOOR, MANAGER, ORGANIZATION, "Says whether the program can answer those who ask."),
        Grant(COMPARE, MANAGER, ORGANIZATION, "Decides whether two records tell of one person."),
        Grant(COUNT, PEER, OWN, "Counts whom they met, without names."),
        Grant(COUNT, MANAGER, ORGANIZATION, "Counts for those who cannot, and puts counts right."),
        Grant(FIGURES, MANAGER, ORGANIZATION, "Tells how many were met, never who."),
        Grant(SEE_FEE, PEER, ORGANIZATION, "Tells people what it costs before it begins."),
        Grant(SEE_FEE, MANAGER, ORGANIZATION, "Tells people what it costs before it begins."),
        Grant(SIGN_FEE, PEER, OWN, "Hands the person the screen, and keeps their yes or no."),
        Grant(SIGN_FEE, MANAGER, ORGANIZATION, "Keeps a yes or no when the peer supporter is away."),
        Grant(SIGN_FEE, Role.CLIENT, OWN, "The yes or no is theirs."),
        Grant(SET_FEE, MANAGER, ORGANIZATION, "Says what the program asks of people."),
    ],
    {
        (Intake, OWN): _begun_or_served,
        (StepEntry, OWN): _words_while_open_or_served,
        (FeeNotice, OWN): whole_organization,
        (ProgramPhone, OWN): whole_organization,  # stands on the page of the open door, for everybody to read
        (FeeSignature, OWN): about_clients(OWN, column="client_id"),
        (Intake, SUPERVISED): about_clients(SUPERVISED, column="client_id"),
        (StepEntry, SUPERVISED): about_clients(SUPERVISED, column="intake__client_id"),
        (AskingDoor, OWN): lambda actor, on: Q(id=actor.engagement_id, closed_at__isnull=True),
        (HeadCount, OWN): lambda actor, on: Q(counted_by_id=actor.engagement_id),
        **{
            (model, ORGANIZATION): whole_organization
            for model in (
                Asking,
                AskingDoor,
                Comparison,
                FeeNotice,
                FeeSignature,
                HeadCount,
                Intake,
                JunkPile,
                ProgramPhone,
                StepEntry,
            )
        },
    },
)
