"""Who has no supervisor or soon will not; which supervisors ceased, by when the board must know, and who was told.

Derived each time from agreements and absences: ending an agreement or a role shows here at once, and nothing has to be pushed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from cairn.identity.domain.agreements import COUNTS
from cairn.identity.queries.peers import Agreement, Peer, list_peers
from cairn.kernel.actors import Actor
from cairn.kernel.errors import NotFound
from cairn.kernel.instants import Period
from cairn.platform.calendars import holidays_between
from cairn.platform.packs import rules_on
from cairn.privacy.policy import visible
from cairn.supervision import policy
from cairn.supervision.domain.coverage import Agreed, Change, Gap, find_gap, list_changes_of
from cairn.supervision.domain.notices import change_notice_due_on
from cairn.supervision.models import Absence, Telling

SHOWN_DAYS = 180  # a change longer ago is history; it stays readable with the agreements
HOLIDAY_REACH = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Uncovered:
    """A peer supporter without a supervisor on some day from now on."""

    peer: Peer
    gap: Gap


@dataclass(frozen=True, slots=True)
class Away:
    """A supervisor's days off duty."""

    id: UUID
    supervisor_id: UUID
    supervisor_name: str
    period: Period


@dataclass(frozen=True, slots=True)
class Told:
    whom: str
    how: str
    on: date


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A supervisor who ceased: who, for whom, the last day for the notice (none where the place asks for none), who was told."""

    peer: Peer
    former: Agreement
    ceased_on: date
    new: Agreement | None
    due_on: date | None
    citation: str
    told: tuple[Told, ...]

    @property
    def told_board_on(self) -> date | None:
        return next((each.on for each in self.told if each.whom == "board"), None)


def list_gaps(actor: Actor, peers: Sequence[Peer], on: date) -> tuple[Uncovered, ...]:
    """Those of these peer supporters who are uncovered today or within thirty days, soonest first. One statement."""
    away = [(row.supervisor_id, row.period) for row in list_away(actor, on)]
    found = [(peer, find_gap([_agreed(each) for each in counted(peer)], away, on)) for peer in peers]
    gaps = [Uncovered(peer, gap) for peer, gap in found if gap is not None]
    return tuple(sorted(gaps, key=lambda each: (each.gap.since, each.peer.name)))


def list_away(actor: Actor, on: date) -> tuple[Away, ...]:
    """Absences that go on or are to come, soonest first. One statement."""
    rows = visible(Absence, actor, policy.COVER, on).filter(ends_on__gte=on, withdrawn_at__isnull=True)
    rows = rows.select_related("supervisor").order_by("starts_on", "id")
    return tuple(
        Away(row.id, row.supervisor_id, row.supervisor.name, Period(row.starts_on, row.ends_on)) for row in rows
    )


def list_changes(actor: Actor, peers: Sequence[Peer], on: date) -> tuple[ChangeRow, ...]:
    """Supervisors of record of these who ceased in the last half year, the soonest deadline first. One statement when there is any."""
    found = [
        (peer, change)
        for peer in peers
        for change in list_changes_of(
            [_agreed(each) for each in counted(peer) if each.kind == "regular"], on, on - timedelta(days=SHOWN_DAYS)
        )
    ]
    if not found:
        return ()
    told = _told(actor, [change.former.agreement_id for _, change in found], on)
    rows = [_change(actor, peer, change, told) for peer, change in found]
    return tuple(sorted(rows, key=lambda row: (row.told_board_on is not None, row.due_on or date.max, row.peer.name)))


def get_change(actor: Actor, agreement_id: UUID, on: date) -> ChangeRow:
    """The change that the end of this agreement made; raises NotFound."""
    mine = [peer for peer in list_peers(actor, on) if any(each.id == agreement_id for each in peer.agreements)]
    for row in list_changes(actor, mine, on):
        if row.former.id == agreement_id:
            return row
    raise NotFound


def counted(peer: Peer) -> list[Agreement]:
    """The clinical agreements that both signed."""
    return [each for each in peer.agreements if each.supervision == COUNTS and each.signed_at is not None]


def _agreed(each: Agreement) -> Agreed:
    last = each.last_day
    first = each.starts_on if last is None else min(each.starts_on, last)
    return Agreed(each.id, each.supervisor_id, Period(first, last))


def _row_of(peer: Peer, agreed: Agreed) -> Agreement:
    return next(each for each in peer.agreements if each.id == agreed.agreement_id)


def _change(actor: Actor, peer: Peer, change: Change, told: dict[UUID, tuple[Told, ...]]) -> ChangeRow:
    former = _row_of(peer, change.former)
    rules = rules_on(change.ceased_on, actor.place)
    entry = rules.find("supervisor.change_notice")
    days_off = holidays_between(change.ceased_on, change.ceased_on + HOLIDAY_REACH, actor.place)
    return ChangeRow(
        peer=peer,
        former=former,
        ceased_on=change.ceased_on,
        new=_row_of(peer, change.new) if change.new else None,
        due_on=change_notice_due_on(change.ceased_on, days_off, rules) if entry else None,
        citation=entry.citation.text if entry else "",
        told=told.get(former.id, ()),
    )


def _told(actor: Actor, agreement_ids: list[UUID], on: date) -> dict[UUID, tuple[Told, ...]]:
    found: dict[UUID, list[Told]] = defaultdict(list)
    rows = visible(Telling, actor, policy.CHANGE, on).filter(agreement_id__in=agreement_ids).order_by("told_on", "id")
    for row in rows:
        found[row.agreement_id].append(Told(row.whom, row.how, row.told_on))
    return {agreement_id: tuple(each) for agreement_id, each in found.items()}
