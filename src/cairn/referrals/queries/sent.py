"""Places that were told of a person, for the accounting of everything that was sent. A card in the person's own hand is not among them."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from cairn.kernel.actors import Actor
from cairn.kernel.instants import as_instant
from cairn.privacy.domain.accounting import CONSENT, Said, Sent
from cairn.privacy.queries.accounting import MOST, rows_about
from cairn.referrals.domain.kinds import HandedOver
from cairn.referrals.models import HandOver

COMMAND = "tell_place"
LEAST = Said("name_and_need", "The name, and what is looked for")
MORE = Said("few_words", "A few words more")


def list_sent(actor: Actor, client_id: UUID, on: date) -> tuple[Sent, ...]:
    """Newest first. One statement."""
    rows = rows_about(HandOver, actor, client_id, on, column="referral__client_id").filter(how=HandedOver.TOLD.value)
    return tuple(
        Sent(
            row.id, COMMAND, as_instant(row.at), Said("helping_place", "A place that helps"), row.recipient,
            (LEAST, MORE) if row.told else (LEAST,), CONSENT, row.notice_source, row.by_id, row.consent_id,
        )
        for row in rows.order_by("-at", "-id")[:MOST]
    )  # fmt: skip
