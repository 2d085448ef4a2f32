"""Who would like another peer supporter: the person's own wish, and the list of those who take care of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F

from cairn.kernel.actors import Actor
from cairn.kernel.errors import NotFound
from cairn.kernel.instants import Instant, as_instant, local_date
from cairn.portal import policy
from cairn.portal.models import PeerWish
from cairn.privacy import ledger
from cairn.privacy.policy import may, visible

SHOWN = 200


@dataclass(frozen=True, slots=True)
class Wish:
    """One wish that waits."""

    id: UUID
    client_id: UUID
    client_name: str
    made_at: Instant


def find_own_wish(actor: Actor, on: date) -> Wish | None:
    """The acting person's wish while it waits. One statement."""
    row = visible(PeerWish, actor, policy.WISH, on).filter(**OPEN).first()
    return Wish(row.id, row.client_id, "", as_instant(row.made_at)) if row else None


def list_wishes(actor: Actor, on: date) -> list[Wish]:
    """Those that wait, oldest first. One statement."""
    rows = visible(PeerWish, actor, policy.SEE_WISHES, on).filter(**OPEN).annotate(client_name=F("client__name"))
    found = [
        Wish(row.id, row.client_id, row.client_name, as_instant(row.made_at))
        for row in rows.order_by("made_at", "id")[:SHOWN]
    ]
    ledger.looked("portal.wish.seen", clients=[wish.client_id for wish in found])
    return found


def get_wish(actor: Actor, wish_id: UUID, on: date) -> Wish:
    """One that waits, with whose it is; raises NotFound."""
    rows = visible(PeerWish, actor, policy.SEE_WISHES, on).annotate(client_name=F("client__name"))
    row = rows.filter(id=wish_id, **OPEN).first()
    if row is None:
        raise NotFound
    ledger.looked("portal.wish.seen", clients=[row.client_id])
    return Wish(row.id, row.client_id, row.client_name, as_instant(row.made_at))


def count_wishes(actor: Actor, on: date) -> tuple[int, date | None]:
    """How many wait, and since which day the oldest; (0, None) for a role that takes care of none. One statement."""
    if not may(actor, policy.SEE_WISHES):
        return 0, None
    rows = visible(PeerWish, actor, policy.SEE_WISHES, on).filter(**OPEN)
    made = list(rows.order_by("made_at").values_list("made_at", flat=True)[:SHOWN])
    return len(made), local_date(as_instant(made[0]), actor.zone) if made else None


OPEN = {"taken_back_at__isnull": True, "settled_at__isnull": True}
