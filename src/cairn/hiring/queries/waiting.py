"""What hiring waits for and how far it came, for pages above. One statement each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, Min, OuterRef, Q

from cairn.hiring import policy
from cairn.hiring.models import Applicant, ApplicantDecision, Interview, Position, Sheet
from cairn.kernel.actors import Actor
from cairn.privacy.policy import visible


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many wait, and since when the first of them does."""

    count: int
    since: datetime | None


def count_waiting_applicants(actor: Actor, on: date) -> Waiting:
    """Applicants about whom nothing is decided and whom no panel has wholly scored yet."""
    decided = ApplicantDecision.objects.filter(applicant=OuterRef("pk"))
    scored = Interview.objects.filter(policy.all_handed_in("id", "round_id"), applicant=OuterRef("pk"))
    rows = visible(Applicant, actor, policy.RUN, on).filter(~Q(Exists(decided)), ~Q(Exists(scored)))
    found = rows.aggregate(count=Count("id"), since=Min("applied_at"))
    return Waiting(found["count"], found["since"])


def count_own_interviews(actor: Actor, on: date) -> Waiting:
    """Interviews of the actor's panels for which the own scores are not handed in, held already or with no day given."""
    mine = Sheet.objects.filter(
        interview=OuterRef("pk"), seat__member_id=actor.engagement_id, handed_in_at__isnull=False
    )
    rows = visible(Interview, actor, policy.SIT, on).filter(
        ~Q(Exists(mine)), Q(planned_on__isnull=True) | Q(planned_on__lte=on)
    )
    found = rows.aggregate(count=Count("id"), since=Min("asked_at"))
    return Waiting(found["count"], found["since"])


@dataclass(frozen=True, slots=True)
class HiringBegun:
    """The first day on which a job was posted, and when the first panel was called; None until then."""

    posted_on: date | None
    panel_at: datetime | None


def find_hiring_begun(actor: Actor, on: date) -> HiringBegun:
    """How far the program came with its first job."""
    rows = visible(Position, actor, policy.RUN, on)
    found = rows.aggregate(posted=Min("open_from", filter=Q(open_from__lte=on)), panel=Min("rounds__opened_at"))
    return HiringBegun(found["posted"], found["panel"])
