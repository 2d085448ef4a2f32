"""An item bank as its pack files tell it: items with four options of which one is right, each tied to a competency.

What an item's code means never changes: a corrected item gets a new code and the old one is retired. It stays in the file, so that
a paper of last year can be shown and counted by last year's key.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from cairn.kernel.errors import BrokenRecord

OPTIONS = 4


@dataclass(frozen=True, slots=True)
class Item:
    """One question. `right` is the place of the right option, from 0; `reason` says why, and is never shown before the end."""

    code: str
    competency: str
    text: str
    options: tuple[str, ...]
    right: int
    reason: str
    is_retired: bool = False  # never drawn again


@dataclass(frozen=True, slots=True)
class Bank:
    """All items of one exam, and how many and how long a usual paper is."""

    name: str
    version: str
    title: str
    paper_items: int
    paper_minutes: int
    items: Mapping[str, Item]

    @property
    def in_use(self) -> tuple[str, ...]:
        """The codes that a new paper may draw."""
        return tuple(code for code, item in self.items.items() if not item.is_retired)


def read_bank(
    name: str, head: Mapping[str, Any], parts: Iterable[Mapping[str, Any]], competencies: Collection[str]
) -> Bank:
    """The bank of a head file and its files of items; raises BrokenRecord naming the first item that cannot be used."""
    items: dict[str, Item] = {}
    for part in parts:
        for entry in part.get("item", ()):
            item = _item(entry, competencies, name)
            if item.code in items:
                raise BrokenRecord(f"{name}, item {item.code}: this code is there twice.")
            items[item.code] = item
    about, paper = head.get("bank", {}), head.get("paper", {})
    count, minutes = paper.get("items"), paper.get("minutes")
    in_use = [item for item in items.values() if not item.is_retired]
    if not isinstance(count, int) or not isinstance(minutes, int) or not 0 < count <= len(in_use) or minutes < 1:
        raise BrokenRecord(f"{name}, [paper]: items and minutes must be whole, and no more items than there are.")
    missing = set(competencies) - {item.competency for item in in_use}
    if missing:
        raise BrokenRecord(f"{name}: no item asks for {', '.join(sorted(missing))}.")
    return Bank(name, _text(about, "version", name), _text(about, "title", name), count, minutes, items)


def _item(entry: Mapping[str, Any], competencies: Collection[str], name: str) -> Item:
    where = f"{name}, item {entry.get('code', '(no code)')}"
    options = tuple(str(option).strip() for option in entry.get("options", ()))
    if len(options) != OPTIONS or len({option.casefold() for option in options}) != OPTIONS or not all(options):
        raise BrokenRecord(f"{where}: it needs {OPTIONS} different options.")
    right = entry.get("right")
    if not isinstance(right, int) or not 1 <= right <= OPTIONS:
        raise BrokenRecord(f"{where}: right must be the number of the right option, 1 to {OPTIONS}.")
    competency = _text(entry, "competency", where)
    if competency not in competencies:
        raise BrokenRecord(f"{where}: there is no competency {competency}.")
    return Item(
        _text(entry, "code", where),
        competency,
        _text(entry, "text", where),
        options,
        right - 1,
        _text(entry, "reason", where),
        entry.get("retired") is True,
    )


def _text(of: Mapping[str, Any], key: str, where: str) -> str:
    value = of.get(key)
    if not isinstance(value, str) or not value.strip():
        raise BrokenRecord(f"{where}: {key} is missing.")
    return value.strip()
