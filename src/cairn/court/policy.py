"""Who may see and do what for a treatment court. No judge has an account here: what a court hears leaves as a paper, under a consent."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q

from cairn.court.models import CourtAttendance, CourtRelationship, CourtReport, CourtStudy, StudyFact
from cairn.identity.policy import supervised_by
from cairn.kernel.actors import Actor, Role
from cairn.privacy.policy import Grant, Predicate, Reach, by_reach, declare
from cairn.support.policy import clients_within

SEE, START, END = "court.relationship.see", "court.relationship.start", "court.relationship.end"
RECORD, REPORT = "court.attendance.record", "court.report.send"
STUDY = "court.study.run"
OWN_STUDIES = "court.own_study.see"
PEER, SUPERVISOR, MANAGER, CLIENT = (
    Role.PEER_SUPPORTER,
    Role.CLINICAL_SUPERVISOR,
    Role.PROGRAM_MANAGER,
    Role.CLIENT,
)


def _own(prefix: str) -> Predicate:
    """A mentor's own, while they walk with the person."""

    def within(actor: Actor, on: date) -> Q:
        reached = clients_within(actor, Reach.OWN, on)
        return Q(**{f"{prefix}mentor_id": actor.engagement_id, f"{prefix}client_id__in": reached})

    return within


def _supervised(prefix: str) -> Predicate:
    return lambda actor, on: supervised_by(actor, on, peer_column=f"{prefix}mentor_id")


def _facts(actor: Actor, on: date) -> Q:
    """The facts of a study one leads; for the person served those about themselves."""
    if actor.role is CLIENT:
        return Q(client_id__in=clients_within(actor, Reach.OWN, on))
    return Q(study__lead_id=actor.engagement_id)


def _reaches(model: Any, prefix: str = "") -> dict[tuple[Any, Reach], Predicate]:
    return by_reach(model, own=_own(prefix), supervised=_supervised(prefix))


declare(
    [
        Grant(SEE, PEER, Reach.OWN, "Is the mentor."),
        Grant(SEE, SUPERVISOR, Reach.SUPERVISED, "Talks over with the mentor what a court asks."),
        Grant(SEE, MANAGER, Reach.ORGANIZATION, "Answers to the court for the program."),
        Grant(START, MANAGER, Reach.ORGANIZATION, "Agrees with the court on who is a mentor."),
        Grant(END, MANAGER, Reach.ORGANIZATION, "Agrees with the court on who is a mentor."),
        Grant(RECORD, PEER, Reach.OWN, "Was there."),
        Grant(REPORT, PEER, Reach.OWN, "Tells the court what the person agreed to."),
        Grant(REPORT, MANAGER, Reach.ORGANIZATION, "Tells the court when the mentor is away."),
        Grant(STUDY, MANAGER, Reach.OWN, "Runs a study, and reads its facts alone."),
        Grant(
            OWN_STUDIES,
            CLIENT,
            Reach.OWN,
            "May know that a study keeps something about them, and whether it is still used.",
        ),
    ],
    {
        **_reaches(CourtRelationship),
        **_reaches(CourtAttendance, "relationship__"),
        **_reaches(CourtReport, "relationship__"),
        (CourtStudy, Reach.OWN): lambda actor, on: Q(lead_id=actor.engagement_id),
        (StudyFact, Reach.OWN): _facts,
    },
)
