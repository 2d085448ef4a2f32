"""Records sent along with a person, for the accounting of everything that was sent."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from cairn.departures.models import Sending
from cairn.kernel.actors import Actor
from cairn.kernel.instants import as_instant
from cairn.privacy.domain.accounting import CONSENT, Said, Sent, shares
from cairn.privacy.queries.accounting import MOST, rows_about

COMMAND = "send_package"


def list_sent(actor: Actor, client_id: UUID, on: date) -> tuple[Sent, ...]:
    """Newest first. One statement."""
    rows = rows_about(Sending, actor, client_id, on, column="client_id").defer("content", "notice")
    return tuple(
        Sent(
            row.id, COMMAND, as_instant(row.sent_at), Said("next_place", "Where the person goes on"), row.recipient,
            shares(row.scope.split(",")), CONSENT, row.notice_source, row.sent_by_id, row.consent_id,
        )
        for row in rows.order_by("-sent_at", "-id")[:MOST]
    )  # fmt: skip
