"""Taking a file of another directory in: first it is read and held, then somebody who saw what it would do says yes."""

from __future__ import annotations

import hashlib
from uuid import UUID

from cairn.directory import policy
from cairn.directory.commands.listings import columns_of
from cairn.directory.domain.entries import Record
from cairn.directory.domain.hsds_files import read_file
from cairn.directory.domain.merging import Fate
from cairn.directory.models import HeldImport, Listing
from cairn.directory.queries.files import verdicts_on
from cairn.kernel.actors import Actor
from cairn.kernel.instants import Instant, local_date
from cairn.platform.ids import new_id
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.once import create_once
from cairn.privacy.policy import lock_one, visible


@command(permission=policy.IMPORT)
def hold_import(*, actor: Actor, import_id: UUID, data: bytes, now: Instant) -> UUID:
    """Read a file and keep what it says until somebody says yes. Nothing of the list changes. Raises BadInput, Conflict."""
    tables = read_file(data)
    own = visible(HeldImport, actor, policy.IMPORT, local_date(now, actor.zone))
    own.filter(held_by_id=actor.engagement_id, taken_at__isnull=True).exclude(id=import_id).delete()
    content = {"mark": hashlib.sha256(data).hexdigest(), "held_by_id": actor.engagement_id}
    if create_once(HeldImport, actor, import_id, content, tables=tables, held_at=now):
        ledger.record("directory.file.held", file=import_id, services=len(tables["services"]))
    return import_id


@command(permission=policy.IMPORT)
def take_import(*, actor: Actor, import_id: UUID, now: Instant) -> UUID:
    """Write what is new and what changed, all or nothing; what is refused is left out. Raises NotFound."""
    on = local_date(now, actor.zone)
    held = lock_one(visible(HeldImport, actor, policy.IMPORT, on), import_id)
    if held.taken_at is not None:
        ledger.unchanged("taken in before")
        return import_id
    rows = {row.outside_id: row for row in visible(Listing, actor, policy.IMPORT, on).select_for_update()}
    verdicts = verdicts_on(held.tables, rows.values(), on)
    new = [_new(actor, one.record, now) for one in verdicts if one.fate is Fate.NEW and one.record]
    changed = [
        _changed(rows[one.record.outside_id], one.record) for one in verdicts if one.fate is Fate.CHANGED and one.record
    ]
    Listing.objects.bulk_create(new, batch_size=200)
    for row in changed:
        row.save()
    held.taken_at, held.tables = now, {}
    held.save(update_fields=["taken_at", "tables"])
    ledger.record("directory.file.taken", file=import_id, new=len(new), changed=len(changed))
    return import_id


def _new(actor: Actor, record: Record, now: Instant) -> Listing:
    return Listing(
        id=new_id(),
        organization_id=actor.organization_id,
        outside_id=record.outside_id,
        capacity=record.capacity.value,
        capacity_said_on=record.capacity_said_on,
        confirmed_on=record.confirmed_on,
        other_ids=[str(one) for one in record.other_ids],
        written_at=now,
        written_by_id=actor.engagement_id,
        **columns_of(record.entry),
    )


def _changed(row: Listing, record: Record) -> Listing:
    for name, value in columns_of(record.entry).items():
        setattr(row, name, value)
    if record.confirmed_on != row.confirmed_on:
        row.confirmed_on, row.confirmed_by_id = record.confirmed_on, None
    row.capacity, row.capacity_said_on = record.capacity.value, record.capacity_said_on
    row.other_ids = [str(one) for one in record.other_ids]
    row.version += 1
    return row
