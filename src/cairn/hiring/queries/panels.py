"""Rounds, their panels and whom they hear. How many handed in is told; what they wrote is not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q

from cairn.hiring import policy
from cairn.hiring.domain.guides import Question
from cairn.hiring.models import Interview, Round, Seat, Sheet
from cairn.hiring.queries.packs import guides
from cairn.hiring.queries.positions import title_of
from cairn.identity import policy as _people  # noqa: F401 - declares who may see whom
from cairn.identity.models import Engagement
from cairn.kernel.actors import Actor, Role
from cairn.kernel.errors import NotFound
from cairn.privacy.policy import visible


@dataclass(frozen=True, slots=True)
class Possible:
    """Somebody at work who may sit on a panel."""

    id: UUID
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class RoundRow:
    """One round in a position's list: how many it hears, and how many of them everybody has scored."""

    id: UUID
    n: int
    guide_title: str
    interviews: int
    scored: int


@dataclass(frozen=True, slots=True)
class SeatRow:
    id: UUID
    member_id: UUID
    name: str
    role: Role
    is_excused: bool


@dataclass(frozen=True, slots=True)
class InterviewRow:
    """One applicant in a round: who has handed in, by seat, and whether the scores are open to the panel."""

    id: UUID
    applicant_id: UUID
    name: str
    planned_on: date | None
    handed_in: frozenset[UUID]
    is_open: bool


@dataclass(frozen=True, slots=True)
class RoundPage:
    id: UUID
    position_id: UUID
    title: str
    n: int
    guide_title: str
    questions: tuple[Question, ...]
    seats: tuple[SeatRow, ...]
    interviews: tuple[InterviewRow, ...]

    @property
    def is_begun(self) -> bool:
        return any(interview.is_open for interview in self.interviews)


def list_possible_members(actor: Actor, on: date) -> tuple[Possible, ...]:
    """Who may be named to a panel: those at work on a day in a role that may sit. One statement."""
    rows = (
        visible(Engagement, actor, "identity.engagement.see", on)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), ended_at__isnull=True, starts_on__lte=on)
        .filter(role__in=[role.value for role in policy.PANEL])
    )
    found = rows.order_by("name", "id").values_list("id", "name", "role")
    return tuple(Possible(row_id, name, Role(role)) for row_id, name, role in found)


def list_rounds(actor: Actor, position_id: UUID, on: date) -> tuple[RoundRow, ...]:
    """A position's rounds in order. Two statements."""
    rows = list(
        visible(Round, actor, policy.RUN, on)
        .filter(position_id=position_id)
        .annotate(heard=Count("interviews"))
        .order_by("n")
    )
    scored = dict(
        visible(Interview, actor, policy.RUN, on)
        .filter(policy.all_handed_in("id", "round_id"), round__position_id=position_id)
        .values_list("round_id")
        .annotate(count=Count("id"))
    )
    return tuple(RoundRow(row.id, row.n, guides()[row.guide].title, row.heard, scored.get(row.id, 0)) for row in rows)


def get_round(actor: Actor, round_id: UUID, on: date) -> RoundPage:
    """One round for whoever runs it; raises NotFound. Four statements."""
    row = visible(Round, actor, policy.RUN, on).annotate(title=title_of("position_id")).filter(id=round_id).first()
    if row is None:
        raise NotFound
    seats = visible(Seat, actor, policy.RUN, on).filter(round=row).select_related("member").order_by("member__name")
    handed = _handed_in(actor, row)
    interviews = (
        visible(Interview, actor, policy.RUN, on)
        .filter(round=row)
        .annotate(open=Exists(Interview.objects.filter(policy.all_handed_in("id", "round_id"), id=OuterRef("pk"))))
        .select_related("applicant")
        .order_by("applicant__name", "id")
    )
    return RoundPage(
        row.id,
        row.position_id,
        row.title,
        row.n,
        guides()[row.guide].title,
        questions_of(row),
        tuple(
            SeatRow(seat.id, seat.member_id, seat.member.name, Role(seat.member.role), seat.excused_at is not None)
            for seat in seats
        ),
        tuple(
            InterviewRow(
                one.id,
                one.applicant_id,
                one.applicant.name,
                one.planned_on,
                frozenset(handed.get(one.id, ())),
                one.open,
            )
            for one in interviews
        ),
    )


def _handed_in(actor: Actor, row: Round) -> dict[UUID, set[UUID]]:
    """For each interview of a round, the seats whose sheets are in."""
    sheets = Sheet.objects.filter(
        interview__round=row, organization_id=actor.organization_id, handed_in_at__isnull=False
    )
    handed: dict[UUID, set[UUID]] = {}
    for interview_id, seat_id in sheets.values_list("interview_id", "seat_id"):
        handed.setdefault(interview_id, set()).add(seat_id)
    return handed


def questions_of(row: Round) -> tuple[Question, ...]:
    """The questions as they were kept; why each is asked and what to listen for come from the guide, if it still has them."""
    of_guide = {question.code: question for question in guides()[row.guide].questions}
    kept = []
    for one in row.questions:
        known = of_guide.get(one["code"])
        more = (known.why, known.listen, known.note) if known else ("", (), "")
        kept.append(Question(one["code"], one["theme"], one["kind"], one["text"], *more))
    return tuple(kept)
