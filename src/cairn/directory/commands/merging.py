"""Making two entries one: the words of the one that stays, the ids of both, and a way back."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from cairn.directory import policy
from cairn.directory.models import Listing
from cairn.kernel.actors import Actor
from cairn.kernel.errors import Conflict, NotFound
from cairn.kernel.instants import Instant, local_date
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.policy import visible

MERGED = "The same place as {name}."


@command(permission=policy.WRITE)
def merge_listings(*, actor: Actor, keep_id: UUID, away_id: UUID, now: Instant) -> UUID:
    """One goes off the list, the other stands for both: files that name either id reach it. Raises NotFound, Conflict."""
    on = local_date(now, actor.zone)
    rows = {row.id: row for row in _locked(actor, (keep_id, away_id), on)}
    if len(rows) < 2:
        raise NotFound
    keep, away = rows[keep_id], rows[away_id]
    if away.merged_into_id == keep.id:
        ledger.unchanged("one already")
        return keep_id
    if keep.ended_at is not None or away.ended_at is not None:
        raise Conflict("One of the two was taken off the list meanwhile. Look at both again.")
    keep.other_ids = sorted({*keep.other_ids, str(away.outside_id), *away.other_ids})
    keep.save(update_fields=["other_ids"])
    away.merged_into_id, away.ended_at, away.ended_by_id = keep.id, now, actor.engagement_id
    away.ended_because = MERGED.format(name=keep.service_name)
    away.save(update_fields=["merged_into_id", "ended_at", "ended_by_id", "ended_because"])
    ledger.record("directory.listing.merged", listing=keep_id, away=away_id)
    return keep_id


def part_again(actor: Actor, away: Listing, on: date) -> None:
    """Two that were one are two again: what was merged away takes its own ids back. Part of bringing it back."""
    for keep in _locked(actor, (away.merged_into_id,), on):
        own = {str(away.outside_id), *away.other_ids}
        keep.other_ids = [one for one in keep.other_ids if one not in own]
        keep.save(update_fields=["other_ids"])
    away.merged_into_id = None


def _locked(actor: Actor, ids: tuple[UUID | None, ...], on: date) -> list[Listing]:
    rows = visible(Listing, actor, policy.WRITE, on).filter(id__in=[one for one in ids if one])
    return list(rows.select_for_update(of=("self",)).order_by("id"))
