"""Mentors of a treatment court: who with whom, who came when, what the court was told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F

from cairn.court import policy
from cairn.court.domain.attendance import Occasion
from cairn.court.models import CourtAttendance, CourtRelationship, CourtReport
from cairn.kernel.actors import Actor
from cairn.kernel.errors import NotFound
from cairn.kernel.instants import Instant, as_instant
from cairn.privacy import ledger
from cairn.privacy.policy import visible

MOST, DAYS_SHOWN, REPORTS_SHOWN = 200, 60, 24


@dataclass(frozen=True, slots=True)
class CourtRow:
    id: UUID
    client_id: UUID
    client_name: str
    mentor_id: UUID
    mentor_name: str
    court: str
    started_on: date
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    id: UUID
    on: date
    occasion: Occasion
    came: bool


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One report as it went out."""

    id: UUID
    relationship_id: UUID
    court: str
    client_name: str
    since: date
    until: date
    told: tuple[tuple[date, Occasion, bool], ...]
    progress: str
    consent_words: str
    notice_source: str
    sent_at: Instant
    mentor_name: str


def list_court_relationships(actor: Actor, on: date) -> tuple[CourtRow, ...]:
    """Those going on first. One statement."""
    rows = visible(CourtRelationship, actor, policy.SEE, on).select_related("client", "mentor")
    found = [_row(row) for row in rows.order_by(F("ended_on").desc(nulls_first=True), "client__name", "id")[:MOST]]
    ledger.looked("court.relationship.listed", clients=[row.client_id for row in found])
    return tuple(found)


def get_court_relationship(actor: Actor, relationship_id: UUID, on: date) -> CourtRow:
    """One; raises NotFound. One statement."""
    rows = visible(CourtRelationship, actor, policy.SEE, on).select_related("client", "mentor")
    row = rows.filter(id=relationship_id).first()
    if row is None:
        raise NotFound
    ledger.looked("court.relationship.seen", clients=[row.client_id])
    return _row(row)


def list_attendance(
    actor: Actor, relationship_id: UUID, on: date, *, since: date | None = None, until: date | None = None
) -> tuple[AttendanceRow, ...]:
    """Who came and who did not, newest first; with days given, all of them. One statement."""
    rows = visible(CourtAttendance, actor, policy.SEE, on).filter(
        relationship_id=relationship_id, taken_back_at__isnull=True
    )
    if since and until:
        found = rows.filter(on__gte=since, on__lte=until).order_by("on", "id")
    else:
        found = rows.order_by("-on", "-id")[:DAYS_SHOWN]
    return tuple(AttendanceRow(row.id, row.on, Occasion(row.occasion), row.came) for row in found)


def list_reports(actor: Actor, relationship_id: UUID, on: date) -> tuple[ReportRow, ...]:
    """What the court was told, newest first. One statement."""
    rows = _reports(actor, on).filter(relationship_id=relationship_id).order_by("-sent_at", "id")[:REPORTS_SHOWN]
    return tuple(_report(row) for row in rows)


def get_report(actor: Actor, report_id: UUID, on: date) -> ReportRow:
    """One report as it went out; raises NotFound. One statement."""
    row = _reports(actor, on).filter(id=report_id).first()
    if row is None:
        raise NotFound
    ledger.looked("court.report.seen", clients=[row.relationship.client_id], report=report_id)
    return _report(row)


def _reports(actor: Actor, on: date) -> Any:
    rows = visible(CourtReport, actor, policy.SEE, on)
    return rows.select_related("relationship__client", "relationship__mentor")


def _row(row: CourtRelationship) -> CourtRow:
    return CourtRow(
        row.id, row.client_id, row.client.name, row.mentor_id, row.mentor.name, row.court, row.started_on, row.ended_on
    )


def _report(row: CourtReport) -> ReportRow:
    return ReportRow(
        row.id,
        row.relationship_id,
        row.court,
        row.relationship.client.name,
        row.since,
        row.until,
        tuple((date.fromisoformat(day), Occasion(occasion), bool(came)) for day, occasion, came in row.told),
        row.progress,
        row.consent_words,
        row.notice_source,
        as_instant(row.sent_at),
        row.relationship.mentor.name,
    )
