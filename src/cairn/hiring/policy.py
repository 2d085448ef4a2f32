"""Who may see and do what in hiring.

Two things stand in the conditions here, so that no query can forget them: a member's sheet is read by nobody else before all have
handed theirs in, and what a conflict check found is read by nobody who sits on the position's panel.
"""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q

from cairn.hiring.models import (
    Applicant,
    ApplicantDecision,
    ConflictCheck,
    Description,
    Interview,
    Position,
    Round,
    Score,
    Seat,
    Sheet,
)
from cairn.kernel.actors import Actor, Role
from cairn.privacy.policy import Grant, Reach, declare, whole_organization

PEER, SUPERVISOR, MANAGER = Role.PEER_SUPPORTER, Role.CLINICAL_SUPERVISOR, Role.PROGRAM_MANAGER
OWN, ORGANIZATION = Reach.OWN, Reach.ORGANIZATION
RUN, APPLY, SIT = "hiring.position.run", "hiring.application.send", "hiring.interview.score"
COMPARE, CHECK, DECIDE = "hiring.score.see", "hiring.conflict.check", "hiring.applicant.decide"
PANEL = (PEER, SUPERVISOR, MANAGER)


def seats_of(actor: Actor, round_column: str) -> Exists:
    """That the actor sits on the panel of the round in this column."""
    return Exists(
        Seat.objects.filter(
            organization_id=actor.organization_id,
            round_id=OuterRef(round_column),
            member_id=actor.engagement_id,
            excused_at__isnull=True,
        )
    )


def all_handed_in(interview: str, round_column: str) -> Q:
    """That every member who still sits has handed in a sheet for the interview in this column, and somebody has."""
    handed = Sheet.objects.filter(handed_in_at__isnull=False)
    owing = Seat.objects.filter(
        ~Exists(handed.filter(seat_id=OuterRef("pk"), interview_id=OuterRef(OuterRef(interview)))),
        round_id=OuterRef(round_column),
        excused_at__isnull=True,
    )
    return Q(Exists(handed.filter(interview_id=OuterRef(interview)))) & ~Q(Exists(owing))


def _sits_on_position(actor: Actor, column: str) -> Exists:
    """That the actor sits, or sat, on a panel of the position in this column."""
    return Exists(
        Seat.objects.filter(
            organization_id=actor.organization_id,
            round__position_id=OuterRef(column),
            member_id=actor.engagement_id,
        )
    )


def _my_interviews(actor: Actor, on: date) -> Q:
    return Q(seats_of(actor, "round_id"))


def _my_sheets(actor: Actor, on: date) -> Q:
    return Q(seat__member_id=actor.engagement_id) | (
        all_handed_in("interview_id", "interview__round_id") & Q(seats_of(actor, "interview__round_id"))
    )


def _open_sheets(actor: Actor, on: date) -> Q:
    return Q(seat__member_id=actor.engagement_id) | all_handed_in("interview_id", "interview__round_id")


def _my_scores(actor: Actor, on: date) -> Q:
    return Q(sheet__seat__member_id=actor.engagement_id) | (
        all_handed_in("sheet__interview_id", "sheet__interview__round_id")
        & Q(seats_of(actor, "sheet__interview__round_id"))
    )


def _open_scores(actor: Actor, on: date) -> Q:
    return Q(sheet__seat__member_id=actor.engagement_id) | all_handed_in(
        "sheet__interview_id", "sheet__interview__round_id"
    )


def _my_applicants(actor: Actor, on: date) -> Q:
    mine = Interview.objects.filter(seats_of(actor, "round_id"), organization_id=actor.organization_id)
    return Q(id__in=mine.values("applicant_id"))


def _away_from_the_panel(actor: Actor, on: date) -> Q:
    return ~Q(_sits_on_position(actor, "applicant__position_id"))


declare(
    [
        Grant(RUN, MANAGER, ORGANIZATION, "Describes the job, posts it and runs its interviews."),
        Grant(APPLY, Role.CANDIDATE, OWN, "Whoever opens a posting may apply to it, without an account."),
        *(Grant(SIT, role, OWN, "Hears applicants as one of a panel.") for role in PANEL),
        Grant(COMPARE, MANAGER, ORGANIZATION, "Lays what the panel found side by side."),
        Grant(COMPARE, SUPERVISOR, OWN, "Talks over what the own panel found."),
        Grant(COMPARE, PEER, OWN, "Talks over what the own panel found."),
        Grant(CHECK, MANAGER, ORGANIZATION, "May already know everybody whom the program serves; no other role does."),
        Grant(DECIDE, MANAGER, ORGANIZATION, "Answers for whom the program hires."),
    ],
    {
        **{
            (model, ORGANIZATION): whole_organization
            for model in (Position, Description, Applicant, ApplicantDecision, Round, Seat, Interview)
        },
        (ConflictCheck, ORGANIZATION): _away_from_the_panel,
        (Position, OWN): lambda actor, on: Q(id=actor.engagement_id),
        (Round, OWN): lambda actor, on: Q(seats_of(actor, "id")),
        (Seat, OWN): lambda actor, on: Q(seats_of(actor, "round_id")),
        (Interview, OWN): _my_interviews,
        (Applicant, OWN): _my_applicants,
        (Sheet, OWN): _my_sheets,
        (Sheet, ORGANIZATION): _open_sheets,
        (Score, OWN): _my_scores,
        (Score, ORGANIZATION): _open_scores,
    },
)
