"""The jobs that a program wants to fill, and how each one is described."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, OuterRef, Q, Subquery

from cairn.hiring import policy
from cairn.hiring.domain.applications import is_open
from cairn.hiring.domain.descriptions import Choices, DescriptionDraft, Family, Line
from cairn.hiring.models import Description, Position
from cairn.hiring.queries.packs import choices_for
from cairn.kernel.actors import Actor
from cairn.kernel.errors import NotFound
from cairn.kernel.money import Money
from cairn.privacy.policy import visible

LIMIT = 100  # a product limit: jobs of one organization on one page, the newest first


@dataclass(frozen=True, slots=True)
class PositionRow:
    """One job in the list. `state` is "not posted", "opens later", "open" or "closed"."""

    id: UUID
    title: str
    state: str
    open_until: date | None
    applicants: int
    undecided: int


@dataclass(frozen=True, slots=True)
class DescriptionView:
    """One version of a description, its codes said in words. `own_duties` come with the warning under which they were kept."""

    n: int
    is_posted: bool
    title: str
    setting: str
    supervisor: str
    hours: str
    pay_low: Money
    pay_high: Money
    overview: str
    duties: tuple[tuple[Family, tuple[Line, ...]], ...]
    own_duties: tuple[tuple[str, str], ...]
    qualifications: tuple[Line, ...]
    ethics: tuple[Line, ...]

    @property
    def draft(self) -> DescriptionDraft:
        """The same as it would be typed, to go on from."""
        return DescriptionDraft(
            self.title,
            self.setting,
            self.supervisor,
            self.hours,
            self.pay_low,
            self.pay_high,
            self.overview,
            tuple(line.code for _, lines in self.duties for line in lines),
            tuple(text for text, _ in self.own_duties),
            any(warning for _, warning in self.own_duties),
            tuple(line.code for line in self.qualifications),
        )


@dataclass(frozen=True, slots=True)
class PositionPage:
    """One job: how it stands, what is posted, and the version that is being written, if any."""

    id: UUID
    public_id: UUID
    state: str
    open_from: date | None
    open_until: date | None
    posted: DescriptionView | None
    draft: DescriptionView | None

    @property
    def latest(self) -> DescriptionView:
        found = self.draft or self.posted
        assert found is not None  # noqa: S101 - a position is made with its first description
        return found


def list_positions(actor: Actor, on: date) -> tuple[PositionRow, ...]:
    """The organization's jobs, newest first. One statement."""
    rows = (
        visible(Position, actor, policy.RUN, on)
        .annotate(
            title=title_of("pk"),
            heads=Count("applicants", distinct=True),
            open_heads=Count("applicants", filter=Q(applicants__decisions__isnull=True), distinct=True),
        )
        .order_by("-created_at", "id")[:LIMIT]
    )
    return tuple(
        PositionRow(row.id, str(row.title), state_of(row, on), row.open_until, row.heads, row.open_heads)
        for row in rows
    )


def get_position(actor: Actor, position_id: UUID, on: date) -> PositionPage:
    """One job with its newest posted version and its draft; raises NotFound. Two statements."""
    row = visible(Position, actor, policy.RUN, on).filter(id=position_id).first()
    if row is None:
        raise NotFound
    choices, posted, draft = choices_for(actor.place), None, None
    for version in visible(Description, actor, policy.RUN, on).filter(position=row).order_by("n"):
        if version.posted_at is None:
            draft = view_of(version, choices)
        else:
            posted = view_of(version, choices)
    return PositionPage(row.id, row.public_id, state_of(row, on), row.open_from, row.open_until, posted, draft)


def state_of(row: Position, on: date) -> str:
    """How a posting stands on a day, in words."""
    if row.open_from is None:
        return "closed" if row.closed_at else "not posted"
    if is_open(row.open_from, row.open_until, is_closed=row.closed_at is not None, on=on):
        return "open"
    return "opens later" if row.closed_at is None and on < row.open_from else "closed"


def view_of(row: Description, choices: Choices) -> DescriptionView:
    """A stored version in words. A code that the packs no longer hold is left out."""
    chosen, wanted = set(row.duties), set(row.qualifications)
    families = (
        (family, tuple(line for line in choices.duties if line.family is family and line.code in chosen))
        for family in Family
    )
    return DescriptionView(
        row.n,
        row.posted_at is not None,
        row.title,
        row.setting,
        row.supervisor,
        row.hours,
        Money(row.pay_low_cents),
        Money(row.pay_high_cents),
        row.overview,
        tuple((family, lines) for family, lines in families if lines),
        tuple((text, warning) for text, warning in row.own_duties),
        tuple(line for line in choices.qualifications if line.code in wanted),
        choices.ethics,
    )


def title_of(column: str) -> Subquery:
    """The newest title of the position whose id is in a column."""
    return Subquery(Description.objects.filter(position=OuterRef(column)).order_by("-n").values("title")[:1])
