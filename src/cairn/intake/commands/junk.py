"""What somebody takes for junk: thrown away together, put back for some days, then emptied so that no word of it stays."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from cairn.intake import policy
from cairn.intake.commands.asking import SETTLED, WORDLESS
from cairn.intake.domain.asking import PUT_BACK_WITHIN, Outcome
from cairn.intake.models import Asking, JunkPile
from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, Conflict
from cairn.kernel.instants import Instant, local_date
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.once import create_once
from cairn.privacy.policy import lock_one, visible
from cairn.privacy.scope import scope_of_installation

GONE = "This was emptied meanwhile. What was written in it is gone."


@command(permission=policy.TAKE_UP)
def throw_away(*, actor: Actor, pile_id: UUID, asking_ids: Collection[UUID], now: Instant) -> int:
    """Throw several away together; gives how many. What somebody took care of meanwhile, and what is not there, stays as it is.

    Raises BadInput (nothing chosen), Conflict (all of it was taken care of meanwhile).
    """
    if not asking_ids:
        raise BadInput({"asking": "Tick what is junk first."})
    askings = visible(Asking, actor, policy.TAKE_UP, local_date(now, actor.zone))
    thrown = askings.filter(pile_id=pile_id).count()
    if thrown:
        ledger.unchanged("thrown away before")
        return thrown
    chosen = askings.select_for_update().filter(id__in=asking_ids, settled_at__isnull=True, pile__isnull=True)
    ids = list(chosen.order_by("id").values_list("id", flat=True))
    if not ids:
        raise Conflict(SETTLED)
    create_once(JunkPile, actor, pile_id, {}, thrown_at=now, thrown_by_id=actor.engagement_id)
    Asking.objects.filter(organization_id=actor.organization_id, id__in=ids).update(pile_id=pile_id)
    ledger.record("intake.junk.thrown_away", pile=pile_id, count=len(ids))
    return len(ids)


@command(permission=policy.TAKE_UP)
def put_back(*, actor: Actor, pile_id: UUID, now: Instant) -> None:
    """It was no junk: all of it waits for a word again, where it stood. Raises NotFound, Conflict (emptied)."""
    row = _locked(actor, pile_id, now)
    if row.put_back_at is not None:
        ledger.unchanged("put back before")
        return
    if row.emptied_at is not None:
        raise Conflict(GONE)
    Asking.objects.filter(organization_id=actor.organization_id, pile=row).update(pile=None)
    row.put_back_at, row.put_back_by_id = now, actor.engagement_id
    row.save(update_fields=["put_back_at", "put_back_by_id"])
    ledger.record("intake.junk.put_back", pile=pile_id)


@command(permission=policy.TAKE_UP)
def empty_pile(*, actor: Actor, pile_id: UUID, now: Instant) -> None:
    """Every word of it goes now; how many they were stays counted. Raises NotFound, Conflict (put back)."""
    row = _locked(actor, pile_id, now)
    if row.emptied_at is not None:
        ledger.unchanged("emptied before")
        return
    if row.put_back_at is not None:
        raise Conflict("This was put back meanwhile. Look at the list again.")
    _empty(row, actor.engagement_id, now)
    ledger.record("intake.junk.emptied", pile=pile_id)


def empty_old_piles(*, now: Instant) -> int:
    """What nobody put back within its days is emptied, in every organization; gives how many piles. For the keeper, who is nobody's."""
    with scope_of_installation(), transaction.atomic():
        old = JunkPile.objects.select_for_update().filter(
            thrown_at__lt=now - PUT_BACK_WITHIN, put_back_at__isnull=True, emptied_at__isnull=True
        )
        rows = list(old.order_by("organization_id", "id"))
        for row in rows:
            _empty(row, None, now)
            acts = [{"action": "intake.junk.emptied", "pile": str(row.id)}]
            ledger.write(ledger.Gathering(acts=acts), now=now, organization_id=row.organization_id)
    return len(rows)


def _locked(actor: Actor, pile_id: UUID, now: Instant) -> JunkPile:
    return lock_one(visible(JunkPile, actor, policy.TAKE_UP, local_date(now, actor.zone)), pile_id)


def _empty(row: JunkPile, by: UUID | None, now: Instant) -> None:
    settled = {**WORDLESS, "outcome": Outcome.JUNK.value, "settled_at": now, "settled_by_id": by}
    Asking.objects.filter(organization_id=row.organization_id, pile=row).update(**settled)
    row.emptied_at = now
    row.save(update_fields=["emptied_at"])
