"""Who works here in which role, and whose link is still open. Never a word about clients."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, Subquery

from cairn.identity.domain.invitations import MAY_LET_IN
from cairn.identity.models import Account, Engagement, Invitation, Program
from cairn.kernel.actors import Actor, Role
from cairn.kernel.errors import NotFound
from cairn.kernel.instants import Instant, local_date
from cairn.privacy.policy import visible

PAGE = 50


@dataclass(frozen=True, slots=True)
class StaffRow:
    """`state` is "signs in", "invited" (until `link_until`), "link ran out", "starts later" or "ended"."""

    engagement_id: UUID
    name: str
    title: str
    role: Role
    starts_on: date
    ends_on: date | None
    state: str
    link_until: datetime | None
    may_change: bool


@dataclass(frozen=True, slots=True)
class StaffPage:
    rows: list[StaffRow]
    next_after: UUID | None


@dataclass(frozen=True, slots=True)
class StaffSummary:
    """How many hold each role today, and whose links are open or ran out (at most twenty, soonest first)."""

    by_role: list[tuple[Role, int]]
    waiting: list[StaffRow]

    @property
    def people(self) -> int:
        return sum(count for _, count in self.by_role)


def summarize_staff(actor: Actor, now: Instant) -> StaffSummary:
    today = local_date(now, actor.zone)
    holding = Q(ended_at__isnull=True, starts_on__lte=today) & (Q(ends_on__isnull=True) | Q(ends_on__gte=today))
    staff = visible(Engagement, actor, "identity.invitation.send", today).filter(holding)
    counts = staff.values_list("role").annotate(count=Count("id")).order_by("role")
    still_out = Q(ended_at__isnull=True) & (Q(ends_on__isnull=True) | Q(ends_on__gte=today))
    waiting = _described(actor, now).filter(still_out, signs_in=False).order_by("starts_on", "name")[:20]
    return StaffSummary([(Role(role), count) for role, count in counts], [_row(actor, row, today) for row in waiting])


def list_staff(actor: Actor, now: Instant, *, left: bool = False, after: UUID | None = None) -> StaffPage:
    """Engagements by name, fifty a page: those that hold or start later, or, with `left`, those that ended."""
    today = local_date(now, actor.zone)
    ended = Q(ended_at__isnull=False) | Q(ends_on__lt=today)
    rows = _described(actor, now).filter(ended if left else ~ended)
    if after is not None:
        last = visible(Engagement, actor, "identity.invitation.send", today).filter(id=after).values("name").first()
        if last is None:
            raise NotFound
        rows = rows.filter(Q(name__gt=last["name"]) | Q(name=last["name"], id__gt=after))
    found = [_row(actor, row, today) for row in rows.order_by("name", "id")[: PAGE + 1]]
    return StaffPage(found[:PAGE], found[PAGE - 1].engagement_id if len(found) > PAGE else None)


def get_staff(actor: Actor, engagement_id: UUID, now: Instant) -> StaffRow:
    row = _described(actor, now).filter(id=engagement_id).first()
    if row is None:
        raise NotFound
    return _row(actor, row, local_date(now, actor.zone))


def list_program_names(actor: Actor, on: date) -> list[tuple[UUID, str]]:
    """The programs of the organization, for choosing one."""
    return list(visible(Program, actor, "identity.invitation.send", on).order_by("name").values_list("id", "name"))


def _described(actor: Actor, now: Instant):  # type: ignore[no-untyped-def]  # an annotated queryset of engagements
    links = Invitation.objects.filter(engagement=OuterRef("pk"), accepted_at__isnull=True, expires_at__gt=now)
    return visible(Engagement, actor, "identity.invitation.send", local_date(now, actor.zone)).annotate(
        link_until=Subquery(links.order_by("-expires_at").values("expires_at")[:1]),
        signs_in=Exists(Account.objects.filter(person_id=OuterRef("person_id"))),
    )


def _row(actor: Actor, row: Engagement, today: date) -> StaffRow:
    annotated: dict[str, object] = row.__dict__
    return StaffRow(
        row.id,
        row.name,
        row.title,
        Role(row.role),
        row.starts_on,
        row.ends_on,
        _state(row, today, signs_in=bool(annotated["signs_in"]), is_open=annotated["link_until"] is not None),
        annotated["link_until"],  # type: ignore[arg-type]
        Role(row.role) in MAY_LET_IN[actor.role] and row.ended_at is None,
    )


def _state(row: Engagement, today: date, *, signs_in: bool, is_open: bool) -> str:
    if row.ended_at is not None or (row.ends_on is not None and row.ends_on < today):
        return "ended"
    if not signs_in:
        return "invited" if is_open else "link ran out"
    return "starts later" if row.starts_on > today else "signs in"
