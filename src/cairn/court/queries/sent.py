"""What a court was told of a person, for the accounting of everything that was sent."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from cairn.court.models import CourtReport
from cairn.kernel.actors import Actor
from cairn.kernel.instants import as_instant
from cairn.privacy.domain.accounting import CONSENT, Said, Sent, shares
from cairn.privacy.domain.consents import RECIPIENT_WORDS, RecipientClass, Share
from cairn.privacy.queries.accounting import MOST, rows_about

COMMAND = "send_court_report"
COURT = Said(f"recipient.{RecipientClass.COURT.value}", RECIPIENT_WORDS[RecipientClass.COURT])


def list_sent(actor: Actor, client_id: UUID, on: date) -> tuple[Sent, ...]:
    """Newest first. One statement."""
    rows = rows_about(CourtReport, actor, client_id, on, column="relationship__client_id").defer("told")
    return tuple(
        Sent(
            row.id, COMMAND, as_instant(row.sent_at), COURT, row.court,
            shares([Share.ATTENDANCE, *([Share.PROGRESS] if row.progress else [])]), CONSENT, row.notice_source,
            row.sent_by_id, row.consent_id,
        )
        for row in rows.order_by("-sent_at", "-id")[:MOST]
    )  # fmt: skip
