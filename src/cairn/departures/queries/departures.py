"""Who leaves and who left: the list, and one leaving with everything about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F

from cairn.departures import policy
from cairn.departures.domain.leaving import Reason
from cairn.departures.domain.summaries import SummaryTexts
from cairn.departures.models import Departure
from cairn.departures.queries.records import Asked, Checked, check_records
from cairn.identity.queries.names import names_of
from cairn.kernel.actors import Actor
from cairn.kernel.errors import NotFound
from cairn.kernel.instants import Instant, as_instant
from cairn.platform.lists import one_page
from cairn.privacy import ledger
from cairn.privacy.policy import visible

ON_A_PAGE = 30


@dataclass(frozen=True, slots=True)
class SummaryView:
    """The summary as it stands."""

    texts: SummaryTexts
    with_client: bool
    version: int
    signed_at: Instant | None
    signed_by: str
    content_hash: str


@dataclass(frozen=True, slots=True)
class DepartureView:
    """One leaving. `left_on` is None while it is a plan."""

    id: UUID
    client_id: UUID
    name: str
    came_on: date
    reason: Reason | None
    reason_words: str
    planned_for: date | None
    goodbye: str
    their_words: str
    version: int
    left_on: date | None
    left_by: str
    returned_on: date | None
    taken_back_at: Instant | None
    taken_back_because: str
    summary: SummaryView | None

    @property
    def summary_state(self) -> str:
        """ "", "draft" or "signed"."""
        if self.summary is None:
            return ""
        return "signed" if self.summary.signed_at else "draft"

    @property
    def is_standing(self) -> bool:
        return self.taken_back_at is None and self.returned_on is None


@dataclass(frozen=True, slots=True)
class DepartureList:
    """A page of leavings: plans first, then those who left, newest first; with how much each record lacks."""

    rows: tuple[tuple[DepartureView, Checked | None], ...]
    older: int | None


def list_departures(actor: Actor, on: date, *, page: int = 0) -> DepartureList:
    """Thirty at a time; what was taken back is left out. Eight statements at most, whatever there is."""
    rows = visible(Departure, actor, policy.SEE, on).filter(taken_back_at__isnull=True)
    ordered = rows.order_by(F("left_on").desc(nulls_first=True), "planned_for", "id").select_related(
        "client", "summary"
    )
    found, older = one_page(ordered, page, ON_A_PAGE)
    shown = _views(actor, found, on)
    checked = check_records(actor, (Asked(one.client_id, one.left_on, one.summary_state) for one in shown), on)
    ledger.looked("departures.departure.listed", clients=[one.client_id for one in shown])
    pairs = tuple((one, checked.get(one.client_id)) for one in shown)
    return DepartureList(pairs, older)


def list_departures_of(actor: Actor, client_id: UUID, on: date) -> tuple[DepartureView, ...]:
    """Every leaving of one person, newest first, those taken back too; empty when out of reach. Two statements."""
    rows = visible(Departure, actor, policy.SEE, on).filter(client_id=client_id)
    ordered = rows.order_by(F("left_on").desc(nulls_first=True), "-planned_at", "id").select_related(
        "client", "summary"
    )
    return tuple(_views(actor, ordered, on))


def get_departure(actor: Actor, departure_id: UUID, on: date) -> DepartureView:
    """One leaving; raises NotFound. Two statements."""
    rows = visible(Departure, actor, policy.SEE, on).filter(id=departure_id).select_related("client", "summary")
    found = _views(actor, rows, on)
    if not found:
        raise NotFound
    ledger.looked("departures.departure.seen", clients=[found[0].client_id])
    return found[0]


def count_unfinished(actor: Actor, on: date) -> int:
    """How many who left have no signed summary yet. One statement, for a home."""
    rows = visible(Departure, actor, policy.SEE, on).filter(left_on__isnull=False, taken_back_at__isnull=True)
    return rows.exclude(summary__signed_at__isnull=False).count()


def _views(actor: Actor, rows: Iterable[Departure], on: date) -> list[DepartureView]:
    found = list(rows)
    who = {one.left_by_id for one in found} | {one.summary.signed_by_id for one in found if hasattr(one, "summary")}
    names = names_of(actor, {key for key in who if key}, on)
    return [_view(one, names) for one in found]


def _view(row: Departure, names: dict[UUID, str]) -> DepartureView:
    return DepartureView(
        id=row.id,
        client_id=row.client_id,
        name=row.client.name,
        came_on=row.came_on,
        reason=Reason(row.reason) if row.reason else None,
        reason_words=row.reason_words,
        planned_for=row.planned_for,
        goodbye=row.goodbye,
        their_words=row.their_words,
        version=row.version,
        left_on=row.left_on,
        left_by=names.get(row.left_by_id, "") if row.left_by_id else "",
        returned_on=row.returned_on,
        taken_back_at=as_instant(row.taken_back_at) if row.taken_back_at else None,
        taken_back_because=row.taken_back_because,
        summary=_summary(row.summary, names) if hasattr(row, "summary") else None,
    )


def _summary(row: Any, names: dict[UUID, str]) -> SummaryView:
    texts = SummaryTexts(row.together, row.reached, row.carries, row.ahead, row.their_words)
    signed_at = as_instant(row.signed_at) if row.signed_at else None
    return SummaryView(
        texts, row.with_client, row.version, signed_at, names.get(row.signed_by_id, ""), row.content_hash
    )
