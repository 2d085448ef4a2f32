"""One [[rule]] of a pack, field by field: what is missing, malformed or misspelled is named."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from cairn.kernel.citations import Citation, Status
from cairn.kernel.instants import Period
from cairn.rulebook.entries import Entry
from cairn.rulebook.rivals import PackError
from cairn.rulebook.units import read_value

STATUSES = {
    "V": Status.VERIFIED,
    "V2": Status.SECONDARY,
    "I": Status.INFERRED,
    "M": Status.UNVERIFIED,
}
ABOUT_FIELDS = frozenset({"event", "basis", "perspective", "region", "price_year"})
FIELDS = frozenset(
    {
        "key",
        "value",
        "unit",
        "from",
        "from_assumed",
        "to",
        "to_assumed",
        "citation",
        "ref",
        "status",
        "obsolete",
    }
    | {"conflicts_with", "seen_until", "about", "issuer", "context", "label", "ruling", "note"}
)


class Row:
    """One [[rule]] of a pack while it is being read."""

    def __init__(self, row: dict[str, Any], head: dict[str, Any], source: str, number: int) -> None:
        self.row, self.head, self.source = row, head, source
        self.title = f"{head['place']}.{row['key']}" if row.get("key") else f"number {number}"

    def wrong(self, field: str, problem: str) -> PackError:
        return PackError(self.source, self.title, field, problem)

    def entries(self) -> list[Entry]:
        unknown = set(self.row) - FIELDS
        if unknown:
            raise self.wrong(", ".join(sorted(unknown)), f"unknown field (a typing slip?); known are {listed(FIELDS)}.")
        entry = self.entry()
        seen_until = self.row.get("seen_until")
        if seen_until is None:
            return [entry]
        if type(seen_until) is not date or not entry.period.holds(seen_until) or entry.period.end == seen_until:
            raise self.wrong("seen_until", f"{seen_until!r} is not a date inside the entry's own dates.")
        return [_dated(entry, end=seen_until), _unseen(entry, seen_until)]

    def entry(self) -> Entry:
        key = self.row.get("key")
        if not isinstance(key, str) or not re.fullmatch(r"[a-z0-9_]+(\.[a-z0-9_]+)*", key):
            raise self.wrong("key", f"{key!r} is not a key; write small letters with dots, such as ce.annual.")
        period, known = self.period(), self.known()
        obsolete = self.flag("obsolete")
        if obsolete and period.end is None:
            raise self.wrong("obsolete", "a closed entry needs the day on which it ended: add `to`.")
        full_key = f"{self.head['place']}.{key}"
        citation = Citation(full_key, self.citation(), Status.OBSOLETE if obsolete else known, period.start, period.end)
        value, unit = self.value()
        return Entry(
            key=key,
            place=self.head["place"],
            value=value,
            unit=unit,
            citation=citation,
            period=period,
            known=known,
            source=self.source,
            refs=self.names("ref"),
            conflicts_with=self.names("conflicts_with"),
            from_assumed=self.flag("from_assumed"),
            to_assumed=self.row.get("to") == "?" or self.flag("to_assumed"),
            about=self.about(),
            issuer=self.text("issuer") or self.head.get("issuer", ""),
            context=self.text("context"),
            label=self.text("label"),
            ruling=self.text("ruling"),
            note=self.text("note"),
        )

    def value(self) -> tuple[Any, str]:
        unit = self.row.get("unit")
        if not isinstance(unit, str):
            raise self.wrong("unit", "missing; every value has a unit, such as hours, USD/year, ratio or text.")
        if "value" not in self.row:
            raise self.wrong("value", "missing; a rule without a value says nothing.")
        try:
            return read_value(self.row["value"], unit), unit
        except ValueError as error:
            field = "unit" if "no known unit" in str(error) else "value"
            raise self.wrong(field, f"{error}.") from error

    def citation(self) -> str:
        text = self.row.get("citation")
        if not isinstance(text, str) or not text.strip():
            raise self.wrong(
                "citation",
                "missing; a rule without a citation does not load. Name the source a person can look up.",
            )
        return text.strip()

    def known(self) -> Status:
        mark = self.row.get("status")
        if mark not in STATUSES:
            raise self.wrong(
                "status",
                f"{mark!r} is unknown; write V (read), V2 (secondary), I (inferred) or M (from memory).",
            )
        return STATUSES[mark]

    def period(self) -> Period:
        start, end = self.day("from"), self.day("to")
        if "from" not in self.row:
            raise self.wrong("from", 'missing; write the first day, or "?" when nobody knows it.')
        if start and end and start > end:
            raise self.wrong("to", f"{end} is before {start}; turn `from` and `to` round.")
        if self.flag("from_assumed") and start is None:
            raise self.wrong("from_assumed", "needs the assumed day in `from`.")
        return Period(start, end)

    def day(self, field: str) -> date | None:
        written = self.row.get(field)
        if written is None or written == "?":
            return None
        if type(written) is not date:
            raise self.wrong(
                field, f'{written!r} is not a day; write it bare, such as 2018-01-01, or "?" when unknown.'
            )
        return written

    def flag(self, field: str) -> bool:
        value = self.row.get(field, False)
        if type(value) is not bool:
            raise self.wrong(field, f"{value!r} is neither true nor false.")
        return value

    def text(self, field: str) -> str:
        value = self.row.get(field, "")
        if not isinstance(value, str):
            raise self.wrong(field, f"{value!r} is not a text.")
        return value.strip()

    def names(self, field: str) -> tuple[str, ...]:
        value = self.row.get(field, [])
        if not isinstance(value, list) or any(not isinstance(item, str) for item in value):
            raise self.wrong(field, f'{value!r} is not a list of texts, such as ["MT-07"].')
        return tuple(value)

    def about(self) -> MappingProxyType[str, str | int]:
        value = self.row.get("about", {})
        if not isinstance(value, dict) or set(value) - ABOUT_FIELDS:
            raise self.wrong("about", f"holds only {listed(ABOUT_FIELDS)}.")
        for name, said in value.items():
            if type(said) is not (int if name == "price_year" else str):
                raise self.wrong(f"about.{name}", f"{said!r} is not a {'year' if name == 'price_year' else 'text'}.")
        return MappingProxyType(dict(value))


def _dated(entry: Entry, *, end: date) -> Entry:
    return replace(
        entry,
        period=Period(entry.period.start, end),
        citation=replace(entry.citation, end=end),
        to_assumed=False,
    )


def _unseen(entry: Entry, seen_until: date) -> Entry:
    """The same value after the last day for which its text was read: a default, marked unverified."""
    start = seen_until + timedelta(days=1)
    citation = replace(entry.citation, start=start, status=Status.UNVERIFIED)
    kept = f"The text in force from {start} was not read; the earlier value is kept as a default."
    note = f"{entry.note} {kept}".strip()
    period = Period(start, entry.period.end)
    return replace(entry, period=period, citation=citation, known=Status.UNVERIFIED, note=note, from_assumed=False)


def listed(names: frozenset[str]) -> str:
    return ", ".join(sorted(names))
