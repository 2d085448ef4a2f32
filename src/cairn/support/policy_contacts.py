"""Who may see and do what to contacts, notes and surveys.

A peer supporter sees the contacts of the people they walk with now, and everything they recorded themselves. The words of a note go to
its author, to whoever shares the person now once it is signed, and to the supervisor under an agreement in force; a biller sees that it
is signed, never what it says. A client's own answers go to nobody who was there.
"""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q

from cairn.identity.policy import supervised_by
from cairn.kernel.actors import Actor, Role
from cairn.privacy.policy import Grant, Reach, declare, whole_organization
from cairn.privacy.subjects import client_ids
from cairn.support.models import (
    Amendment,
    ContactDraft,
    Encounter,
    EncounterMark,
    Note,
    Survey,
    SurveyAnswer,
)
from cairn.support.policy import relationships_within

SEE = "support.encounter.see"
TAKE_ANSWERS = "support.own_answers.take"


def walks_with(actor: Actor, on: date, *, client_column: str) -> Q:
    """Rows whose client (an id in `client_column`) the acting peer supporter walks with on a day."""
    return Q(Exists(relationships_within(actor, Reach.OWN, on).filter(client_id=OuterRef(client_column))))


def _own_encounters(actor: Actor, on: date, *, prefix: str = "") -> Q:
    return Q(**{f"{prefix}peer_id": actor.engagement_id}) | walks_with(actor, on, client_column=f"{prefix}client_id")


def _own_notes(actor: Actor, on: date, *, prefix: str = "") -> Q:
    shared = Q(**{f"{prefix}signed_at__isnull": False}) & walks_with(actor, on, client_column=f"{prefix}client_id")
    return Q(**{f"{prefix}author_id": actor.engagement_id}) | shared


def _own_surveys(actor: Actor, on: date) -> Q:
    """A peer supporter's: those they offered. A client's: the one whose one-time link they hold, or those of their sign-in."""
    if actor.role is Role.CLIENT:
        held = Q(id=actor.engagement_id, client_id=actor.person_id)
        return held | Q(client_id__in=client_ids(actor, Reach.OWN, on))
    return Q(encounter__peer_id=actor.engagement_id)


PEER, SUPERVISOR, MANAGER = Role.PEER_SUPPORTER, Role.CLINICAL_SUPERVISOR, Role.PROGRAM_MANAGER

declare(
    [
        Grant("support.encounter.record", PEER, Reach.OWN, "Writes up the contacts they had."),
        Grant("support.encounter.correct", PEER, Reach.OWN, "Marks a contact of theirs as entered in error."),
        Grant("support.encounter.see", PEER, Reach.OWN, "Knows what happened with the people they walk with."),
        Grant("support.encounter.see", SUPERVISOR, Reach.SUPERVISED, "Prepares and holds supervision."),
        Grant("support.encounter.see", MANAGER, Reach.ORGANIZATION, "Answers for the program's service."),
        Grant("support.encounter.see", Role.BILLER, Reach.ORGANIZATION, "Bills what was really done."),
        Grant("support.note.write", PEER, Reach.OWN, "Drafts, signs and amends their own notes."),
        Grant("support.note.see", PEER, Reach.OWN, "Reads the story of the people they walk with."),
        Grant("support.note.see", SUPERVISOR, Reach.SUPERVISED, "Reviews notes in supervision."),
        Grant(
            "support.survey.offer", PEER, Reach.OWN, "Offers the survey at the end of a contact; never sees answers."
        ),
        Grant("support.survey.answer", Role.CLIENT, Reach.OWN, "The answers are the client's own words."),
        Grant(TAKE_ANSWERS, Role.CLIENT, Reach.OWN, "Takes along what they answered."),
        Grant("support.survey_answer.see", MANAGER, Reach.ORGANIZATION, "Measures the program, without names."),
        Grant("support.survey_answer.see", Role.FUNDER, Reach.AGGREGATE, "Checks what the program changes."),
    ],
    {
        (Encounter, Reach.OWN): _own_encounters,
        (Encounter, Reach.SUPERVISED): lambda actor, on: supervised_by(actor, on, peer_column="peer_id"),
        (Encounter, Reach.ORGANIZATION): whole_organization,
        (EncounterMark, Reach.OWN): lambda actor, on: _own_encounters(actor, on, prefix="encounter__"),
        (EncounterMark, Reach.SUPERVISED): lambda actor, on: supervised_by(actor, on, peer_column="encounter__peer_id"),
        (EncounterMark, Reach.ORGANIZATION): whole_organization,
        (ContactDraft, Reach.OWN): lambda actor, on: Q(author_id=actor.engagement_id),
        (Note, Reach.OWN): _own_notes,
        (Note, Reach.SUPERVISED): lambda actor, on: supervised_by(actor, on, peer_column="author_id"),
        (Amendment, Reach.OWN): lambda actor, on: _own_notes(actor, on, prefix="note__"),
        (Amendment, Reach.SUPERVISED): lambda actor, on: supervised_by(actor, on, peer_column="note__author_id"),
        (Survey, Reach.OWN): _own_surveys,
        (Survey, Reach.ORGANIZATION): whole_organization,
        (Survey, Reach.AGGREGATE): whole_organization,
        (SurveyAnswer, Reach.ORGANIZATION): whole_organization,
        (SurveyAnswer, Reach.AGGREGATE): whole_organization,
    },
)
