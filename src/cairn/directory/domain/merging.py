"""What taking in an entry of a file would do: something new, a change, nothing, or nothing because it cannot be."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from cairn.directory.domain.entries import Capacity, Record, changed_fields, find_problems
from cairn.directory.domain.settings import Setting


class Fate(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Verdict:
    """`record` is what would stand here afterwards; None when it is refused."""

    name: str
    fate: Fate
    record: Record | None
    changes: tuple[str, ...] = ()
    why: str = ""


def judge(record: Record, known: Record | None, *, is_off_list: bool, today: date) -> Verdict:
    """Words are taken as the file has them; of two days on which somebody looked, the later one counts."""
    name = f"{record.entry.service_name}, {record.entry.organization_name}"
    problems = find_problems(record.entry)
    days = [day for day in (record.confirmed_on, record.capacity_said_on) if day]
    if problems:
        field, sentence = next(iter(problems.items()))
        return Verdict(name[:200], Fate.REFUSED, None, why=f"{field.replace('_', ' ').capitalize()}: {sentence}")
    if any(day > today for day in days):
        return Verdict(name, Fate.REFUSED, None, why="It says that somebody looked on a day still to come.")
    if is_off_list:
        return Verdict(name, Fate.REFUSED, None, why="It was taken off the list here. Bring it back first.")
    if known is None:
        return Verdict(name, Fate.NEW, record)
    merged = _later(record, known)
    changes = changed_fields(known.entry, merged.entry)
    if merged.confirmed_on != known.confirmed_on:
        changes = (*changes, "confirmed_on")
    if (merged.capacity, merged.capacity_said_on) != (known.capacity, known.capacity_said_on):
        changes = (*changes, "capacity")
    if merged.other_ids != known.other_ids:
        changes = (*changes, "other_ids")
    return Verdict(name, Fate.CHANGED if changes else Fate.SAME, merged, changes)


def _later(record: Record, known: Record) -> Record:
    confirmed = max(filter(None, (record.confirmed_on, known.confirmed_on)), default=None)
    is_news = record.capacity is not Capacity.NOT_KNOWN and (record.capacity_said_on or date.min) > (
        known.capacity_said_on or date.min
    )
    said = record if is_news else known
    setting = known.entry.setting if record.entry.setting is Setting.NOT_SAID else record.entry.setting
    record = replace(record, entry=replace(record.entry, setting=setting))
    return replace(
        record, confirmed_on=confirmed, capacity=said.capacity, capacity_said_on=said.capacity_said_on, left_out=()
    )
