"""The directory as a file, and what a file that waits would do to it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from cairn.directory import policy
from cairn.directory.domain.doubles import find_alike
from cairn.directory.domain.entries import Capacity, Entry, Record
from cairn.directory.domain.hsds import Tables, as_tables, hours_from_utc
from cairn.directory.domain.hsds_files import write_zip
from cairn.directory.domain.hsds_nesting import nested
from cairn.directory.domain.hsds_reading import Unread, read_tables
from cairn.directory.domain.merging import Fate, Verdict, judge
from cairn.directory.models import HeldImport, Listing
from cairn.directory.queries.listings import entry_of
from cairn.kernel.actors import Actor
from cairn.kernel.errors import NotFound
from cairn.kernel.instants import Instant, local_date
from cairn.privacy.policy import visible


@dataclass(frozen=True, slots=True)
class Preview:
    """Entry by entry what would happen. `is_taken`: it did."""

    id: UUID
    verdicts: tuple[Verdict, ...]
    is_taken: bool

    def of(self, fate: Fate) -> tuple[Verdict, ...]:
        return tuple(one for one in self.verdicts if one.fate is fate)

    @property
    def would_change(self) -> int:
        return len(self.of(Fate.NEW)) + len(self.of(Fate.CHANGED))


def export_zip(actor: Actor, on: date) -> bytes:
    """Everything on the list, as HSDS tables. One statement."""
    return write_zip(_tables(actor, on))


def export_json(actor: Actor, on: date) -> bytes:
    """The same as HSDS services in JSON. One statement."""
    return json.dumps(nested(_tables(actor, on)), indent=1, ensure_ascii=False, default=float).encode()


def get_preview(actor: Actor, import_id: UUID, now: Instant) -> Preview:
    """What taking this file in would do today; raises NotFound. Two statements."""
    on = local_date(now, actor.zone)
    held = visible(HeldImport, actor, policy.IMPORT, on).filter(id=import_id).first()
    if held is None:
        raise NotFound
    if held.taken_at is not None:
        return Preview(import_id, (), is_taken=True)
    return Preview(import_id, verdicts_on(held.tables, visible(Listing, actor, policy.IMPORT, on), on), is_taken=False)


def verdicts_on(tables: Tables, rows: Iterable[Listing], today: date) -> tuple[Verdict, ...]:
    """Every entry of the file beside what is here under the same id; one that is new, beside those that may be the same place."""
    stored = list(rows)
    known = _by_every_id(stored)
    read = read_tables(tables)
    in_file = {one.outside_id for one in read if isinstance(one, Record)}
    standing = [(row, entry_of(row)) for row in stored if row.ended_at is None]
    return tuple(_verdict(one, known, in_file, standing, today) for one in read)


def _verdict(
    read: Record | Unread,
    known: Mapping[UUID, Listing],
    in_file: Set[UUID],
    standing: Sequence[tuple[Listing, Entry]],
    today: date,
) -> Verdict:
    if isinstance(read, Unread):
        return Verdict(read.name, Fate.REFUSED, None, why=read.why)
    name = f"{read.entry.service_name}, {read.entry.organization_name}"
    row = next((known[one] for one in (read.outside_id, *read.other_ids) if one in known), None)
    if row is not None and row.outside_id != read.outside_id:
        if row.outside_id in in_file:
            return Verdict(name, Fate.SAME, None, why=f"Here it is one place with “{row.service_name}”.")
        others = {read.outside_id, *read.other_ids} - {row.outside_id}
        read = replace(read, outside_id=row.outside_id, other_ids=tuple(others))
    if row is not None:
        kept = {UUID(one) for one in row.other_ids}
        read = replace(read, other_ids=tuple(sorted(kept | set(read.other_ids))))
    is_off_list = row is not None and row.ended_at is not None
    verdict = judge(read, record_of(row) if row else None, is_off_list=is_off_list, today=today)
    notes = list(read.left_out)
    if verdict.fate is Fate.NEW:
        notes += [
            f"It may be “{other.service_name}” that is here: {why}. After taking in, its page can make them one."
            for other, why in find_alike(read.entry, standing)[:3]
        ]
    return verdict if verdict.why or not notes else replace(verdict, why=" ".join(notes))


def _by_every_id(rows: Iterable[Listing]) -> dict[UUID, Listing]:
    """Entries by the id that other systems know them by; one that was merged away is found as the one that stands for it."""
    known: dict[UUID, Listing] = {}
    for row in sorted(rows, key=lambda one: (one.merged_into_id is None, one.ended_at is None)):
        known[row.outside_id] = row
        if row.merged_into_id is None:
            known.update({UUID(one): row for one in row.other_ids if _is_free(known.get(UUID(one)))})
    return known


def _is_free(row: Listing | None) -> bool:
    return row is None or row.merged_into_id is not None


def record_of(row: Listing) -> Record:
    others = tuple(sorted(UUID(one) for one in row.other_ids))
    return Record(row.outside_id, entry_of(row), Capacity(row.capacity), row.capacity_said_on, row.confirmed_on, others)


def _tables(actor: Actor, on: date) -> Tables:
    rows = visible(Listing, actor, policy.SEE, on).filter(ended_at__isnull=True)
    records = map(record_of, rows.order_by("organization_name", "service_name", "outside_id"))
    return as_tables(records, hours_from_utc(actor.zone, on))
