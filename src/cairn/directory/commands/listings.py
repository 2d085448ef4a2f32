"""Writing an entry down, changing it, saying that it is still right and whether there is room, taking it off the list and back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from cairn.directory import policy
from cairn.directory.commands.merging import part_again
from cairn.directory.domain.entries import Capacity, Entry, find_problems, phones_as_json
from cairn.directory.domain.hours import hours_as_json
from cairn.directory.models import Listing
from cairn.directory.queries.listings import entry_of
from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, Conflict
from cairn.kernel.instants import Instant, local_date
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.once import create_once
from cairn.privacy.policy import lock_one, visible

REASON_LENGTH = 300
OFF_THE_LIST = "This was taken off the list. Bring it back first."


@command(permission=policy.WRITE)
def write_listing(*, actor: Actor, listing_id: UUID, entry: Entry, now: Instant) -> UUID:
    """A new entry; whoever writes it down has just checked it. Raises BadInput, Conflict (same id, other content)."""
    _check(entry)
    more = {
        "outside_id": listing_id, "written_at": now, "written_by_id": actor.engagement_id,
        "confirmed_on": local_date(now, actor.zone), "confirmed_by_id": actor.engagement_id,
    }  # fmt: skip
    if create_once(Listing, actor, listing_id, columns_of(entry), **more):
        ledger.record("directory.listing.written", listing=listing_id, kind=entry.kind.value)
    return listing_id


@command(permission=policy.WRITE)
def change_listing(*, actor: Actor, listing_id: UUID, entry: Entry, version: int, now: Instant) -> UUID:
    """What stands there from now on. Raises NotFound, BadInput, Conflict (somebody else changed it first, or it is off the list)."""
    row = _locked(actor, policy.WRITE, listing_id, now, is_on_list=True)
    _check(entry)
    if entry_of(row) == entry:
        ledger.unchanged("the same words")
        return listing_id
    if row.version != version:
        raise Conflict(
            "Somebody changed this while you wrote. Look at it again; what you typed is below.",
            current_version=row.version,
        )
    columns = columns_of(entry)
    for name, value in columns.items():
        setattr(row, name, value)
    row.version += 1
    row.save(update_fields=[*columns, "version"])
    ledger.record("directory.listing.changed", listing=listing_id, version=row.version)
    return listing_id


@command(permission=policy.CONFIRM)
def confirm_listing(*, actor: Actor, listing_id: UUID, now: Instant) -> UUID:
    """Still right: somebody looked today. Raises NotFound, Conflict (off the list)."""
    row = _locked(actor, policy.CONFIRM, listing_id, now, is_on_list=True)
    on = local_date(now, actor.zone)
    if row.confirmed_on == on and row.confirmed_by_id is not None:
        ledger.unchanged("confirmed today")
        return listing_id
    row.confirmed_on, row.confirmed_by_id = on, actor.engagement_id
    row.save(update_fields=["confirmed_on", "confirmed_by_id"])
    ledger.record("directory.listing.confirmed", listing=listing_id)
    return listing_id


@command(permission=policy.CONFIRM)
def say_capacity(*, actor: Actor, listing_id: UUID, capacity: Capacity, now: Instant) -> UUID:
    """Whether there is room, as said today. Raises NotFound, Conflict (off the list)."""
    row = _locked(actor, policy.CONFIRM, listing_id, now, is_on_list=True)
    on = local_date(now, actor.zone)
    said_on = None if capacity is Capacity.NOT_KNOWN else on
    if (row.capacity, row.capacity_said_on) == (capacity.value, said_on):
        ledger.unchanged("said today")
        return listing_id
    row.capacity, row.capacity_said_on = capacity.value, said_on
    row.save(update_fields=["capacity", "capacity_said_on"])
    ledger.record("directory.listing.capacity_said", listing=listing_id, capacity=capacity.value)
    return listing_id


@command(permission=policy.WRITE)
def end_listing(*, actor: Actor, listing_id: UUID, because: str, now: Instant) -> UUID:
    """Take it off the list, and why. It stays readable. Raises NotFound, BadInput, Conflict (off with another reason)."""
    row = _locked(actor, policy.WRITE, listing_id, now)
    reason = because.strip()
    if row.ended_at is not None:
        if row.ended_because != reason:
            raise Conflict("This was already taken off the list, with another reason.")
        ledger.unchanged("taken off before")
        return listing_id
    if not reason or len(reason) > REASON_LENGTH:
        raise BadInput({"because": f"Say why in at most {REASON_LENGTH} characters, for example: closed in June."})
    row.ended_at, row.ended_by_id, row.ended_because = now, actor.engagement_id, reason
    row.save(update_fields=["ended_at", "ended_by_id", "ended_because"])
    ledger.record("directory.listing.ended", listing=listing_id)
    return listing_id


@command(permission=policy.WRITE)
def bring_back_listing(*, actor: Actor, listing_id: UUID, now: Instant) -> UUID:
    """Put it on the list again. What it says is as old as it was. Raises NotFound."""
    row = _locked(actor, policy.WRITE, listing_id, now)
    if row.ended_at is None:
        ledger.unchanged("on the list")
        return listing_id
    if row.merged_into_id is not None:
        part_again(actor, row, local_date(now, actor.zone))
    row.ended_at, row.ended_by_id, row.ended_because = None, None, ""
    row.save(update_fields=["ended_at", "ended_by_id", "ended_because", "merged_into_id"])
    ledger.record("directory.listing.brought_back", listing=listing_id)
    return listing_id


def columns_of(entry: Entry) -> dict[str, Any]:
    """The entry as a row keeps it."""
    plain = {name: getattr(entry, name) for name in Entry.__dataclass_fields__}
    return {
        **plain,
        "kind": entry.kind.value,
        "setting": entry.setting.value,
        "phones": phones_as_json(entry.phones),
        "hours": hours_as_json(entry.hours),
    }


def _check(entry: Entry) -> None:
    problems = find_problems(entry)
    if problems:
        raise BadInput(problems)


def _locked(actor: Actor, permission: str, listing_id: UUID, now: Instant, *, is_on_list: bool = False) -> Listing:
    rows = visible(Listing, actor, permission, local_date(now, actor.zone))
    row = lock_one(rows, listing_id)
    if is_on_list and row.ended_at is not None:
        raise Conflict(OFF_THE_LIST)
    return row
