"""Who applied, for whoever runs the hiring. What a conflict check found is told only to somebody away from the panel."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Subquery

from cairn.hiring import policy
from cairn.hiring.domain.applications import Outcome
from cairn.hiring.models import Applicant, ApplicantDecision, ConflictCheck, Interview, Seat
from cairn.hiring.queries.positions import title_of
from cairn.kernel.actors import Actor
from cairn.kernel.errors import NotFound
from cairn.kernel.instants import Instant, local_date, months_after
from cairn.platform.packs import rules_on
from cairn.privacy.policy import visible

LIMIT = 200  # a product limit: applicants of one job on one page, in the order in which they came


@dataclass(frozen=True, slots=True)
class ApplicantRow:
    """One applicant in a job's list. `outcome` is the latest decision, or None."""

    id: UUID
    name: str
    applied_on: date
    is_heard: bool
    outcome: Outcome | None


@dataclass(frozen=True, slots=True)
class Check:
    """That conflicts were thought of, and whether to talk first. Never with whom, or why."""

    checked_on: date
    talk_first: bool


@dataclass(frozen=True, slots=True)
class Decided:
    outcome: Outcome
    reason: str
    decided_on: date


@dataclass(frozen=True, slots=True)
class ApplicantPage:
    """One applicant for the manager. `check` is None while it is due, and always for whoever sits on the panel (`sits`)."""

    id: UUID
    position_id: UUID
    title: str
    name: str
    reach: str
    statement: str
    applied_on: date
    sits: bool
    check: Check | None
    decisions: tuple[Decided, ...]
    keep_until: date
    keep_citation: str


def list_applicants(actor: Actor, position_id: UUID, on: date) -> tuple[ApplicantRow, ...]:
    """A job's applicants in the order in which they came. One statement."""
    latest = ApplicantDecision.objects.filter(applicant=OuterRef("pk")).order_by("-decided_at", "-id")
    rows = (
        visible(Applicant, actor, policy.RUN, on)
        .filter(position_id=position_id)
        .annotate(
            outcome=Subquery(latest.values("outcome")[:1]),
            is_heard=Exists(Interview.objects.filter(applicant=OuterRef("pk"))),
        )
        .order_by("applied_at", "id")[:LIMIT]
    )
    return tuple(
        ApplicantRow(
            row.id,
            row.name,
            local_date(Instant(row.applied_at), actor.zone),
            row.is_heard,
            Outcome(row.outcome) if row.outcome else None,
        )
        for row in rows
    )


def get_applicant(actor: Actor, applicant_id: UUID, on: date) -> ApplicantPage:
    """One applicant; raises NotFound. Three statements."""
    row = (
        visible(Applicant, actor, policy.RUN, on)
        .filter(id=applicant_id)
        .annotate(
            title=title_of("position_id"),
            sits=Exists(Seat.objects.filter(round__position_id=OuterRef("position_id"), member_id=actor.engagement_id)),
        )
        .first()
    )
    if row is None:
        raise NotFound
    check = visible(ConflictCheck, actor, policy.CHECK, on).filter(applicant=row).first()
    decisions = tuple(
        Decided(Outcome(one.outcome), one.reason, local_date(Instant(one.decided_at), actor.zone))
        for one in visible(ApplicantDecision, actor, policy.RUN, on)
        .filter(applicant=row)
        .order_by("-decided_at", "-id")
    )
    last = max([local_date(Instant(row.applied_at), actor.zone), *(one.decided_on for one in decisions)])
    kept = rules_on(on, actor.place).entry("hiring.records")
    return ApplicantPage(
        row.id,
        row.position_id,
        row.title,
        row.name,
        row.reach,
        row.statement,
        local_date(Instant(row.applied_at), actor.zone),
        row.sits,
        Check(local_date(Instant(check.checked_at), actor.zone), check.talk_first) if check else None,
        decisions,
        months_after(last, kept.months),
        str(kept.citation),
    )
