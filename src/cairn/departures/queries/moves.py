"""What a person's way shows of moving: transfers, open promises, and what was sent with them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from cairn.departures import policy
from cairn.departures.models import Sending, Transfer
from cairn.identity.queries.names import names_of
from cairn.kernel.actors import Actor
from cairn.kernel.errors import NotFound
from cairn.kernel.instants import Instant, as_instant
from cairn.privacy import ledger
from cairn.privacy.domain.consents import SHARE_WORDS, Share
from cairn.privacy.policy import visible

SENDINGS_SHOWN, TOLD_SHOWN = 50, 5
TOLD_DAYS = 14  # a habit: until the two have met a few times; it stays readable on the person's page


@dataclass(frozen=True, slots=True)
class TransferView:
    """From whom to whom, why, and what the person wanted the new one to know."""

    id: UUID
    on: date
    from_name: str
    to_name: str
    because: str
    known: str


@dataclass(frozen=True, slots=True)
class ToldTo:
    """Somebody who walks on with the actor, and what they want known."""

    client_id: UUID
    name: str
    known: str


@dataclass(frozen=True, slots=True)
class SendingView:
    """One disclosure: to whom, what, and the mark of its bytes."""

    id: UUID
    client_id: UUID
    recipient: str
    what: str
    purpose: str
    sent_at: Instant
    sent_by: str
    content: str
    content_hash: str
    looked: bool


def list_transfers(actor: Actor, client_id: UUID, on: date) -> tuple[TransferView, ...]:
    """Newest first; empty for a person out of reach. One statement."""
    rows = visible(Transfer, actor, policy.SEE, on).filter(client_id=client_id)
    rows = rows.select_related("ended__peer", "began__peer").order_by("-recorded_at", "id")
    return tuple(
        TransferView(row.id, row.on, row.ended.peer.name, row.began.peer.name, row.because, row.known) for row in rows
    )


def list_told_to(actor: Actor, on: date) -> tuple[ToldTo, ...]:
    """What people who walk on with the actor since not long ago want them to know, newest first. One statement, for a home."""
    rows = visible(Transfer, actor, policy.SEE, on).filter(
        began__peer_id=actor.engagement_id, began__ended_on=None, on__gt=on - timedelta(days=TOLD_DAYS)
    )
    told = rows.exclude(known="").order_by("-recorded_at", "id").values_list("client_id", "client__name", "known")
    found = tuple(ToldTo(*row) for row in told[:TOLD_SHOWN])
    ledger.looked("departures.transfer.seen", clients=[one.client_id for one in found])
    return found


def list_sendings(actor: Actor, client_id: UUID, on: date) -> tuple[SendingView, ...]:
    """What was sent with a person, newest first; empty when out of reach. Two statements."""
    rows = visible(Sending, actor, policy.SEE, on).filter(client_id=client_id).defer("content")
    found = list(rows.order_by("-sent_at", "id")[:SENDINGS_SHOWN])
    names = names_of(actor, {row.sent_by_id for row in found}, on)
    return tuple(_sending(row, names, content="") for row in found)


def get_sending(actor: Actor, sending_id: UUID, on: date) -> SendingView:
    """One of them with its content; raises NotFound."""
    row = visible(Sending, actor, policy.SEND, on).filter(id=sending_id).first()
    if row is None:
        raise NotFound
    ledger.looked("departures.package.seen", clients=[row.client_id])
    return _sending(row, names_of(actor, {row.sent_by_id}, on), content=row.content)


def _sending(row: Sending, names: dict[UUID, str], *, content: str) -> SendingView:
    what = ", ".join(SHARE_WORDS[Share(code)] for code in row.scope.split(",") if code)
    return SendingView(
        row.id, row.client_id, row.recipient, what, row.purpose, as_instant(row.sent_at),
        names.get(row.sent_by_id, ""), content, row.content_hash, row.looked,
    )  # fmt: skip
