"""The groups and events of whoever asks: what is on today, what comes next, and one of them with its days and roster."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet, Subquery

from cairn.gatherings import policy
from cairn.gatherings.domain.kinds import EventKind, Kind, State
from cairn.gatherings.domain.schedule import AHEAD_DAYS, BACK_DAYS, Schedule, read_weekdays
from cairn.gatherings.models import Gathering, Leader, Meeting, RosterPlace
from cairn.gatherings.queries.rosters import expected_after
from cairn.kernel.actors import Actor
from cairn.kernel.errors import NotFound
from cairn.privacy import ledger
from cairn.privacy.policy import visible
from cairn.support.domain.encounters import Place

ON_A_PAGE, MOST_TODAY, MOST_ON_ROSTER = 30, 20, 500


@dataclass(frozen=True, slots=True)
class GatheringRow:
    """One line of the list. It names nobody who is served."""

    id: UUID
    kind: Kind
    name: str
    schedule: Schedule
    place: str
    leaders: tuple[str, ...]
    leader_ids: tuple[UUID, ...]
    next_day: date | None


@dataclass(frozen=True, slots=True)
class GatheringList:
    """One page by name; `after` is the id to go on from, None at the end."""

    today: tuple[GatheringRow, ...]
    rows: tuple[GatheringRow, ...]
    after: UUID | None


@dataclass(frozen=True, slots=True)
class DayRow:
    """One day: opened (with its meeting), or not yet."""

    on: date
    meeting_id: UUID | None
    state: State | None


@dataclass(frozen=True, slots=True)
class Invited:
    client_id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class GatheringView:
    """One gathering. `days` are near, `past` the meetings before them; `older` is the day to go on from."""

    row: GatheringRow
    event_kind: EventKind | None
    about: str
    is_open: bool
    size_limit: int | None
    ends_on: date | None
    days: tuple[DayRow, ...]
    past: tuple[DayRow, ...]
    older: date | None
    roster: tuple[Invited, ...]


def list_gatherings(actor: Actor, on: date, *, after: UUID | None = None) -> GatheringList:
    """What the actor leads or answers for and is not over, thirty at a time, with those that meet today. Four statements."""
    rows = _with_leaders(actor, on).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))
    rows = rows.filter(~Q(weekdays="") | Q(starts_on__gte=on))
    todays = rows.filter(Q(weekdays__contains=str(on.isoweekday()), starts_on__lte=on) | Q(weekdays="", starts_on=on))
    today = [] if after else list(todays.order_by("starts_at", "id")[:MOST_TODAY])
    if after is not None:  # only the id travels in the address, never the name
        anchor = Subquery(visible(Gathering, actor, policy.SEE, on).filter(id=after).values("name"))
        rows = rows.filter(Q(name__gt=anchor) | Q(name=anchor, id__gt=after))
    found = list(rows.order_by("name", "id")[: ON_A_PAGE + 1])
    shown = found[:ON_A_PAGE]
    return GatheringList(
        tuple(_row(one, on) for one in today),
        tuple(_row(one, on) for one in shown),
        shown[-1].id if len(found) > ON_A_PAGE else None,
    )


def get_gathering(actor: Actor, gathering_id: UUID, on: date, *, before: date | None = None) -> GatheringView:
    """One gathering with its days and whoever was invited; raises NotFound. Five statements."""
    found = _with_leaders(actor, on).filter(id=gathering_id).first()
    if found is None:
        raise NotFound
    roster = _roster(actor, gathering_id, on)
    if roster:
        ledger.looked("gatherings.roster.seen", clients=[one.client_id for one in roster], gathering=gathering_id)
    meetings = visible(Meeting, actor, policy.SEE, on).filter(gathering_id=gathering_id)
    near = on - timedelta(days=BACK_DAYS)
    past = list(meetings.filter(on__lt=before or near).order_by("-on")[: ON_A_PAGE + 1])
    shown = past[:ON_A_PAGE]
    return GatheringView(
        _row(found, on),
        EventKind(found.event_kind) if found.event_kind else None,
        found.about,
        found.is_open,
        found.size_limit,
        found.ends_on,
        () if before else _days(schedule_of(found), meetings.filter(on__gte=near), on),
        tuple(DayRow(one.on, one.id, State(one.state)) for one in shown),
        shown[-1].on if len(past) > ON_A_PAGE else None,
        roster,
    )


def schedule_of(row: Gathering) -> Schedule:
    """When it meets, as its row says."""
    return Schedule(read_weekdays(row.weekdays), row.starts_at, row.minutes, row.starts_on, row.ends_on)


def _days(schedule: Schedule, opened: Iterable[Meeting], on: date) -> tuple[DayRow, ...]:
    """The days around today: those that were opened, and those that could be, the next one last."""
    known = {one.on: DayRow(one.on, one.id, State(one.state)) for one in opened}
    planned = schedule.days(on - timedelta(days=BACK_DAYS), on + timedelta(days=AHEAD_DAYS))
    return tuple(known.get(day, DayRow(day, None, None)) for day in sorted({*known, *planned}))


def _roster(actor: Actor, gathering_id: UUID, on: date) -> tuple[Invited, ...]:
    places = expected_after(visible(RosterPlace, actor, policy.SEE, on).filter(gathering_id=gathering_id), on)
    names = places.order_by("client__name", "client_id").values_list("client_id", "client__name")
    return tuple(Invited(*pair) for pair in names[:MOST_ON_ROSTER])


def _with_leaders(actor: Actor, on: date) -> QuerySet[Gathering]:
    leaders = Leader.objects.filter(organization_id=actor.organization_id).select_related("peer")
    return visible(Gathering, actor, policy.SEE, on).prefetch_related(Prefetch("leaders", queryset=leaders))


def _row(found: Gathering, on: date) -> GatheringRow:
    schedule = schedule_of(found)
    leaders = sorted((leader.peer.name, leader.peer_id) for leader in found.leaders.all())
    return GatheringRow(
        found.id,
        Kind(found.kind),
        found.name,
        schedule,
        found.where_words or Place(found.place).label,
        tuple(name for name, _ in leaders),
        tuple(peer for _, peer in leaders),
        schedule.next_day(on),
    )
