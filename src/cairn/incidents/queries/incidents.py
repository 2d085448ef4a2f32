"""What happened: the list that waits, and one incident with everything about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, F

from cairn.identity.queries.names import names_of
from cairn.incidents import policy
from cairn.incidents.domain.kinds import ASKED_BY_ETHICS, Basis, Kind, Recipient
from cairn.incidents.domain.minimum import How, Told
from cairn.incidents.models import FollowUp, Incident, OutsideReport
from cairn.kernel.actors import Actor
from cairn.kernel.errors import NotFound
from cairn.kernel.instants import Instant, as_instant
from cairn.platform.lists import one_page
from cairn.privacy import ledger
from cairn.privacy.policy import visible

ON_A_PAGE = 30


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """One line of the list. It names nobody who is served: the page itself does."""

    id: UUID
    kind: Kind
    happened_at: Instant
    peer_name: str
    is_seen: bool
    is_closed: bool
    reports: int

    @property
    def owes_report(self) -> bool:
        """The code of ethics asks for a report, and none was made or ruled out yet."""
        return self.kind in ASKED_BY_ETHICS and not self.reports and not self.is_closed


@dataclass(frozen=True, slots=True)
class IncidentList:
    rows: tuple[IncidentRow, ...]
    open_count: int
    older: int | None  # the page after this one, None at the end


@dataclass(frozen=True, slots=True)
class ReportView:
    """A disclosure as it was made."""

    id: UUID
    recipient: Recipient
    recipient_name: str
    basis: Basis
    basis_source: str
    names_client: bool
    told: str
    because: str
    reported_at: Instant
    by: str
    how: How | None  # None in reports from before it was asked
    items: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class FollowUpView:
    words: str
    at: Instant
    by: str


@dataclass(frozen=True, slots=True)
class IncidentView:
    """One incident, whole."""

    id: UUID
    client_id: UUID | None
    client_name: str
    kind: Kind
    is_part2: bool
    what: str
    done: str
    happened_at: Instant
    recorded_at: Instant
    peer_name: str
    told_supervisor_at: Instant | None
    told_how: str
    seen_at: Instant | None
    seen_by: str
    closed_at: Instant | None
    closed_because: str
    reports: tuple[ReportView, ...]
    follow_ups: tuple[FollowUpView, ...]

    @property
    def owes_report(self) -> bool:
        return self.kind in ASKED_BY_ETHICS and not self.reports and self.closed_at is None


def list_incidents(actor: Actor, on: date, *, page: int = 0) -> IncidentList:
    """Open ones first, newest first, thirty at a time. Two statements."""
    rows = visible(Incident, actor, policy.SEE, on)
    open_count = rows.filter(closed_at__isnull=True).count()
    ordered = (
        rows.annotate(told_outside=Count("reports"))
        .select_related("peer")
        .order_by(F("closed_at").desc(nulls_first=True), "-happened_at", "id")
    )
    found, older = one_page(ordered, page, ON_A_PAGE)
    shown = tuple(
        IncidentRow(
            row.id,
            Kind(row.kind),
            as_instant(row.happened_at),
            row.peer.name,
            row.seen_at is not None,
            row.closed_at is not None,
            row.told_outside,
        )
        for row in found
    )
    return IncidentList(shown, open_count, older)


def count_unseen(actor: Actor, on: date) -> int:
    """How many open incidents nobody who supervises has read yet. One statement, for a home."""
    return visible(Incident, actor, policy.SEE, on).filter(closed_at__isnull=True, seen_at__isnull=True).count()


def get_incident(actor: Actor, incident_id: UUID, on: date) -> IncidentView:
    """One incident; raises NotFound. Four statements."""
    row = visible(Incident, actor, policy.SEE, on).select_related("peer", "client").filter(id=incident_id).first()
    if row is None:
        raise NotFound
    ledger.looked("incidents.incident.seen", clients=[row.client_id] if row.client_id else [], incident=incident_id)
    reports = list(visible(OutsideReport, actor, policy.SEE, on).filter(incident=row).order_by("reported_at", "id"))
    follow_ups = list(visible(FollowUp, actor, policy.SEE, on).filter(incident=row).order_by("at", "id"))
    people = [one.reported_by_id for one in reports] + [one.by_id for one in follow_ups]
    names = names_of(actor, [*people, *([row.seen_by_id] if row.seen_by_id else [])], on)
    return IncidentView(
        row.id,
        row.client_id,
        row.client.name if row.client else "",
        Kind(row.kind),
        row.is_part2,
        row.what,
        row.done,
        as_instant(row.happened_at),
        as_instant(row.recorded_at),
        row.peer.name,
        as_instant(row.told_supervisor_at) if row.told_supervisor_at else None,
        row.told_how,
        as_instant(row.seen_at) if row.seen_at else None,
        names.get(row.seen_by_id, "") if row.seen_by_id else "",
        as_instant(row.closed_at) if row.closed_at else None,
        row.closed_because,
        tuple(_report(one, names) for one in reports),
        tuple(FollowUpView(one.words, as_instant(one.at), names.get(one.by_id, "")) for one in follow_ups),
    )


def _report(row: OutsideReport, names: Mapping[UUID, str]) -> ReportView:
    return ReportView(
        row.id,
        Recipient(row.recipient),
        row.recipient_name,
        Basis(row.basis),
        row.basis_source,
        row.names_client,
        row.told,
        row.because,
        as_instant(row.reported_at),
        names.get(row.reported_by_id, ""),
        How(row.how) if row.how else None,
        tuple(Told(code) for code in row.items.split(",")) if row.items else (),
    )
