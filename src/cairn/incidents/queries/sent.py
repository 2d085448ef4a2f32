"""Reports outside that named a person, for the accounting of everything that was sent. A report that names nobody tells of nobody."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from cairn.incidents.domain.kinds import Basis, Recipient
from cairn.incidents.domain.minimum import Told
from cairn.incidents.models import OutsideReport
from cairn.kernel.actors import Actor
from cairn.kernel.instants import as_instant
from cairn.privacy.domain.accounting import CONSENT, Said, Sent
from cairn.privacy.queries.accounting import MOST, rows_about

COMMAND = "record_report"
NOT_KEPT = Said("told.not_kept", "What was told was not kept apart in those days")


def list_sent(actor: Actor, client_id: UUID, on: date) -> tuple[Sent, ...]:
    """Newest first. One statement."""
    rows = rows_about(OutsideReport, actor, client_id, on, column="incident__client_id").filter(names_client=True)
    return tuple(map(_sent, rows.defer("told", "because").order_by("-reported_at", "-id")[:MOST]))


def _sent(row: OutsideReport) -> Sent:
    recipient, basis = Recipient(row.recipient), Basis(row.basis)
    by_consent = row.consent_id if basis is Basis.CONSENT else None
    return Sent(
        row.id, COMMAND, as_instant(row.reported_at), Said(f"report.{recipient.value}", recipient.label),
        row.recipient_name, _items(row), CONSENT if basis is Basis.CONSENT else Said(f"basis.{basis.value}", basis.label),
        row.basis_source, row.reported_by_id, by_consent,
    )  # fmt: skip


def _items(row: OutsideReport) -> tuple[Said, ...]:
    if row.items is None:
        return (NOT_KEPT,)
    told = set(row.items.split(","))
    return tuple(Said(f"told.{item.value}", item.label) for item in Told if item.value in told)
