"""Legal holds: whose record is held, for everybody who counts it; and why, for whoever may set one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from cairn.departures import policy
from cairn.departures.domain.holds import Held, HoldDays, held_on
from cairn.departures.models import Hold
from cairn.identity.queries.names import names_of
from cairn.kernel.actors import Actor
from cairn.kernel.errors import NotFound
from cairn.privacy import ledger
from cairn.privacy.policy import may, visible

SHOWN = 200  # of an organization, the newest first


@dataclass(frozen=True, slots=True)
class HoldView:
    """One hold with its reasons. `is_standing`: nothing of the record may be destroyed today because of it."""

    id: UUID
    client_id: UUID
    name: str
    reason: str
    set_on: date
    set_by: str
    ends_on: date | None
    ends_when: str
    lifted_on: date | None
    lifted_by: str
    lifted_because: str
    is_standing: bool


def held_records(actor: Actor, client_ids: Iterable[UUID], on: date) -> dict[UUID, Held]:
    """Which of these people's records are held, for whoever may count them; no word of why. One statement."""
    days: dict[UUID, list[HoldDays]] = {}
    rows = visible(Hold, actor, policy.COUNT, on).filter(client_id__in=list(client_ids))
    for client_id, *dates in rows.values_list("client_id", "set_on", "ends_on", "lifted_on"):
        days.setdefault(client_id, []).append(HoldDays(*dates))
    found = {client_id: held_on(holds, on) for client_id, holds in days.items()}
    return {client_id: held for client_id, held in found.items() if held is not None}


def list_holds(actor: Actor, on: date) -> tuple[HoldView, ...]:
    """Every hold of the organization, those that stand first. Two statements."""
    found = _views(actor, visible(Hold, actor, policy.HOLD, on), on)
    return tuple(sorted(found, key=lambda one: not one.is_standing))


def list_holds_of(actor: Actor, client_id: UUID, on: date) -> tuple[HoldView, ...]:
    """Those on one person's record; none for whoever may not know why. Two statements."""
    if not may(actor, policy.HOLD):
        return ()
    return _views(actor, visible(Hold, actor, policy.HOLD, on).filter(client_id=client_id), on)


def get_hold(actor: Actor, hold_id: UUID, on: date) -> HoldView:
    """One hold; raises NotFound. Two statements."""
    found = _views(actor, visible(Hold, actor, policy.HOLD, on).filter(id=hold_id), on)
    if not found:
        raise NotFound
    return found[0]


def _views(actor: Actor, rows: QuerySet[Hold], on: date) -> tuple[HoldView, ...]:
    found = list(rows.select_related("client").order_by("-set_on", "-id")[:SHOWN])
    names = names_of(actor, {by for one in found for by in (one.set_by_id, one.lifted_by_id) if by}, on)
    ledger.looked("departures.hold.seen", clients=sorted({one.client_id for one in found}), count=len(found))
    return tuple(_view(one, names, on) for one in found)


def _view(row: Hold, names: dict[UUID, str], on: date) -> HoldView:
    return HoldView(
        id=row.id,
        client_id=row.client_id,
        name=row.client.name,
        reason=row.reason,
        set_on=row.set_on,
        set_by=names.get(row.set_by_id, ""),
        ends_on=row.ends_on,
        ends_when=row.ends_when,
        lifted_on=row.lifted_on,
        lifted_by=names.get(row.lifted_by_id, "") if row.lifted_by_id else "",
        lifted_because=row.lifted_because,
        is_standing=HoldDays(row.set_on, row.ends_on, row.lifted_on).stands_on(on),
    )
