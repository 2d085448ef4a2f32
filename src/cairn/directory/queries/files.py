"""The directory as a file, and what a file that waits would do to it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cairn.directory import policy
from cairn.directory.domain.entries import Capacity, Record
from cairn.directory.domain.hsds import Tables, as_tables
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
    """Every entry of the file beside what is here under the same id."""
    known = {row.outside_id: row for row in rows}
    out = []
    for read in read_tables(tables):
        if isinstance(read, Unread):
            out.append(Verdict(read.name, Fate.REFUSED, None, why=read.why))
            continue
        row = known.get(read.outside_id)
        verdict = judge(
            read,
            record_of(row) if row else None,
            is_off_list=row is not None and row.ended_at is not None,
            today=today,
        )
        note = " ".join(read.left_out)
        out.append(verdict if not note or verdict.why else Verdict(*_parts(verdict), why=note))
    return tuple(out)


def record_of(row: Listing) -> Record:
    return Record(row.outside_id, entry_of(row), Capacity(row.capacity), row.capacity_said_on, row.confirmed_on)


def _parts(verdict: Verdict) -> tuple[str, Fate, Record | None, tuple[str, ...]]:
    return verdict.name, verdict.fate, verdict.record, verdict.changes


def _tables(actor: Actor, on: date) -> Tables:
    rows = visible(Listing, actor, policy.SEE, on).filter(ended_at__isnull=True)
    return as_tables(map(record_of, rows.order_by("organization_name", "service_name", "outside_id")))
