"""Messages of two people, newest last, and when the peer supporter answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count

from cairn.kernel.actors import Actor, Role
from cairn.kernel.errors import NotFound
from cairn.kernel.instants import Instant, as_instant
from cairn.meetings import policy
from cairn.meetings.domain.letters import SHOWN, Hours
from cairn.meetings.models import AnsweringHours, Message
from cairn.privacy import ledger
from cairn.privacy.policy import grant_for, visible


@dataclass(frozen=True, slots=True)
class MessageView:
    """`is_own`: the reader wrote it. `read_at`: when the other opened it."""

    id: UUID
    is_own: bool
    words: str
    sent_at: Instant
    read_at: Instant | None


@dataclass(frozen=True, slots=True)
class Thread:
    """One page of the messages of two people, newest last. `older` is the id to go on from, None at the beginning."""

    relationship_id: UUID
    client_id: UUID
    peer_name: str
    messages: tuple[MessageView, ...]
    unread: int  # of those shown, what the reader has not opened before
    hours: Hours | None
    older: UUID | None

    @property
    def shown(self) -> tuple[UUID, ...]:
        return tuple(one.id for one in self.messages)


def get_thread(actor: Actor, client_id: UUID, on: date, *, before: UUID | None = None) -> Thread:
    """The messages of one client with the peer supporter who acts, or whom the client has now. Three statements; raises NotFound."""
    grant_for(actor, policy.READ)
    pairs = policy.own_pairs(actor, on).filter(client_id=client_id).select_related("peer")
    pair = pairs.order_by("-started_on", "id").first()
    if pair is None:
        raise NotFound
    rows = visible(Message, actor, policy.READ, on).filter(relationship=pair)
    if before is not None:
        anchor = rows.filter(id=before).values("sent_at")[:1]
        rows = rows.filter(sent_at__lt=anchor)
    found = list(rows.order_by("-sent_at", "-id")[: SHOWN + 1])
    shown = tuple(_view(row, actor) for row in reversed(found[:SHOWN]))
    ledger.looked("meetings.message.seen", clients=[client_id])
    return Thread(
        pair.id,
        client_id,
        pair.peer.name,
        shown,
        sum(not one.is_own and one.read_at is None for one in shown),
        find_hours(actor, pair.peer_id, on),
        found[SHOWN - 1].id if len(found) > SHOWN else None,
    )


def find_hours(actor: Actor, peer_id: UUID, on: date) -> Hours | None:
    """When a peer supporter answers, if they said so. One statement."""
    row = visible(AnsweringHours, actor, policy.READ, on).filter(peer_id=peer_id).first()
    return Hours(tuple(map(int, row.weekdays)), row.opens, row.closes) if row else None


def count_unread(actor: Actor, on: date) -> dict[UUID, int]:
    """How many messages wait to be read, by the client's id: for a home. One statement."""
    rows = visible(Message, actor, policy.READ, on).filter(
        read_at__isnull=True, from_client=actor.role is not Role.CLIENT
    )
    pairs = rows.values_list("relationship__client_id").annotate(count=Count("id")).order_by()
    return dict(pairs)


def _view(row: Message, actor: Actor) -> MessageView:
    is_own = row.from_client is (actor.role is Role.CLIENT)
    return MessageView(
        row.id, is_own, row.words, as_instant(row.sent_at), as_instant(row.read_at) if row.read_at else None
    )
