"""Entries that contradict each other: which of them answers on which day.

Two entries of one (place, key, issuer, context) may both be in force only when one of them names the other in
`conflicts_with` and exactly one of them carries a ruling. That one is the answer; the others stay readable
as its rivals.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

from cairn.kernel.errors import BrokenRecord
from cairn.rulebook.entries import Entry


class PackError(BrokenRecord):
    """A pack that cannot be trusted: names file, entry and field, what is wrong and the way out."""

    def __init__(self, source: str, entry: str, field: str, problem: str) -> None:
        super().__init__(f"{source}: entry {entry}: {field}: {problem}")
        self.source = source
        self.entry = entry
        self.field = field
        self.problem = problem


def check_rivals(entries: Iterable[Entry]) -> None:
    """Raise PackError for two entries of one rule in force at once that nobody ruled on."""
    groups: dict[tuple[str, str, str, str], list[Entry]] = {}
    for entry in entries:
        groups.setdefault((entry.place, entry.key, entry.issuer, entry.context), []).append(entry)
    for group in groups.values():
        for one, other in combinations(group, 2):
            if one.period.meets(other.period):
                _check_pair(one, other)


def _check_pair(one: Entry, other: Entry) -> None:
    if not (_names(one, other) or _names(other, one)):
        raise PackError(
            other.source,
            other.name,
            "conflicts_with",
            f"in force ({other.dates}) while {one.name} of {one.source} is too ({one.dates}). "
            "Close one with `to`, or give both a `label`, name the rival in `conflicts_with` "
            "and write one `ruling`.",
        )
    if bool(one.ruling) == bool(other.ruling):
        count = "both carry" if one.ruling else "neither carries"
        raise PackError(
            other.source,
            other.name,
            "ruling",
            f"{count} a ruling against {one.name}. Write exactly one, on the entry that is the answer.",
        )


def _names(one: Entry, other: Entry) -> bool:
    return bool(other.label) and other.label in one.conflicts_with


def check_names(entries: Iterable[Entry]) -> None:
    """Raise PackError for a rival that is named and does not exist (a typing slip, or a removed row)."""
    every = tuple(entries)
    labels = {(entry.place, entry.key, entry.issuer, entry.context, entry.label) for entry in every if entry.label}
    for entry in every:
        for label in entry.conflicts_with:
            if (entry.place, entry.key, entry.issuer, entry.context, label) not in labels:
                raise PackError(
                    entry.source,
                    entry.name,
                    "conflicts_with",
                    f"no entry of this rule has the label {label!r}; correct the name or remove it.",
                )


class Timeline:
    """One rule's entries by day, rivals settled once, so that asking costs one bisection."""

    __slots__ = ("_answers", "_starts", "entries")

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = tuple(sorted(entries, key=lambda entry: entry.period.start or date.min))
        starts = {entry.period.start or date.min for entry in entries}
        starts |= {entry.period.end + timedelta(days=1) for entry in entries if entry.period.end}
        self._starts = sorted(starts)
        self._answers = [self._settle(day) for day in self._starts]

    def on(self, day: date) -> Entry | None:
        """The entry that answers on this day, with its rivals; None when none is in force."""
        index = bisect_right(self._starts, day) - 1
        return self._answers[index] if index >= 0 else None

    def changes(self) -> Sequence[date]:
        """The days from which another entry, or none, answers; in order."""
        return self._starts

    def _settle(self, day: date) -> Entry | None:
        held = [entry for entry in self.entries if entry.period.holds(day)]
        if len(held) < 2:
            return held[0] if held else None
        answer = next(entry for entry in held if entry.ruling)
        return replace(answer, rivals=tuple(entry for entry in held if entry is not answer))
