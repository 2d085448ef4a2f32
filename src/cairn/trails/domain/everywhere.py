"""One person under the rules of every place: what is met, what is missing and by how much, and how places differ from home.

Four things are kept apart that a table likes to mix up: what is not met; what a place does not ask for; what the person did not say; and
what no source tells of a place. Only the first is a lack.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from cairn.rulebook.checks import doubts_about
from cairn.rulebook.entries import Entry
from cairn.rulebook.rules import Rules
from cairn.trails.domain.columns import COLUMNS, EACH, Ask, Column
from cairn.trails.domain.person import Person
from cairn.trails.domain.subjects import subject_words

FEW = 3  # named one by one in a sentence; more are counted


class Mark(StrEnum):
    """How one requirement stands, the one that decides a cell first."""

    SHORT = "short"
    NOT_SAID = "not_said"
    MET = "met"
    NOT_ASKED = "not_asked"
    NO_SOURCE = "no_source"

    @property
    def words(self) -> str:
        return {
            Mark.SHORT: "Not met",
            Mark.NOT_SAID: "Not known",
            Mark.MET: "Met",
            Mark.NOT_ASKED: "Not asked",
            Mark.NO_SOURCE: "No source",
        }[self]


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that a place asks for: its words, what the person has, what is missing, and who says so."""

    title: str
    mark: Mark
    asked: str
    has: str
    missing: str
    entries: tuple[Entry, ...]

    @property
    def note(self) -> str:
        return " ".join(part for entry in self.entries for part in (entry.note, doubts_about(entry)) if part)

    @property
    def is_sure(self) -> bool:
        return all(entry.citation.status.is_sure for entry in self.entries)


@dataclass(frozen=True, slots=True)
class Cell:
    """One requirement in one place. No line: no source says anything."""

    title: str
    lines: tuple[Line, ...]

    @property
    def mark(self) -> Mark:
        found = {line.mark for line in self.lines}
        return next((mark for mark in Mark if mark in found), Mark.NO_SOURCE)

    @property
    def missing(self) -> str:
        """By how much it is not met; with a name where the requirement has several lines."""
        short = [line for line in self.lines if line.mark is Mark.SHORT]
        return "; ".join(
            line.missing if line.title == self.title else f"{line.title.lower()}: {line.missing}" for line in short
        )

    @property
    def open_titles(self) -> tuple[str, ...]:
        """What the person did not say."""
        return tuple(line.title for line in self.lines if line.mark is Mark.NOT_SAID)

    @property
    def is_sure(self) -> bool:
        return all(line.is_sure for line in self.lines)


@dataclass(frozen=True, slots=True)
class Row:
    """One place. `differences` names them against the home place; "" for the home place itself."""

    place: str
    name: str
    cells: tuple[Cell, ...]
    differences: str = ""

    def count(self, mark: Mark) -> int:
        return sum(cell.mark is mark for cell in self.cells)

    @property
    def said_by_sources(self) -> tuple[Cell, ...]:
        return tuple(cell for cell in self.cells if cell.lines)


def weigh_everywhere(
    person: Person, books: Mapping[str, tuple[str, Rules]], home: str, on: date, shared: Iterable[str]
) -> tuple[Row, ...]:
    """A row for each place (`books`: its name and rules), the home place first, the others by name.

    `shared` are places whose rules all inherit (federal law): they ask nothing of a certificate.
    """
    aside = frozenset(shared)
    rows = {place: Row(place, name, _cells(person, rules, on, aside)) for place, (name, rules) in books.items()}
    at_home = rows.pop(home)
    others = sorted(rows.values(), key=lambda row: row.name)
    return (at_home, *(replace(row, differences=_differences(row, at_home)) for row in others))


def _cells(person: Person, rules: Rules, on: date, aside: frozenset[str]) -> tuple[Cell, ...]:
    return tuple(Cell(column.title, tuple(_lines(column, person, rules, on, aside))) for column in COLUMNS)


def _lines(column: Column, person: Person, rules: Rules, on: date, aside: frozenset[str]) -> Iterator[Line]:
    for ask in column.asks:
        for title, entry in _entries(ask, rules, aside):
            line = _line(ask, title, entry, person, rules, on)
            yield _with_other_ways(line, ask, person, rules, on, aside)


def _entries(ask: Ask, rules: Rules, aside: frozenset[str]) -> Iterator[tuple[str, Entry]]:
    """The entry that speaks; for a requirement by subject, one of each subject."""
    (first, *_) = ask.keys
    if first.endswith(EACH):
        key = first.removesuffix(EACH)
        found = [entry for entry in rules.all(key) if entry.key == key and entry.context and entry.place not in aside]
        yield from ((ask.title.format(subject_words(entry.context)), entry) for entry in found)
        return
    for name in ask.keys:
        key, _, context = name.partition("/")
        one = rules.find(key, context=context or None)
        if one is not None and one.place not in aside:
            yield ask.title, one
            return


def _line(ask: Ask, title: str, entry: Entry, person: Person, rules: Rules, on: date) -> Line:
    if entry.value is False:
        return Line(title, Mark.NOT_ASKED, "not asked for", "", "", (entry,))
    shown = shown_by_term(entry, rules)
    asked = ask.asked.format(shown) if ask.asked else shown
    weighed = ask.weigh(person, entry, rules, on)
    if weighed is None:
        return Line(title, Mark.NOT_SAID, asked, "", "", (entry,))
    mark = Mark.SHORT if weighed.missing else Mark.MET
    return Line(title, mark, asked, weighed.has, weighed.missing, (entry,))


def shown_by_term(entry: Entry, rules: Rules) -> str:
    """Hours of a place's own term say how long that is: "20 hours in 2 years"."""
    if not entry.unit.endswith("/period"):
        return entry.shown
    term = rules.find("renewal.every")
    return f"{entry.shown.removesuffix('/period')} in {term.shown if term else 'each term'}"


def _with_other_ways(line: Line, ask: Ask, person: Person, rules: Rules, on: date, aside: frozenset[str]) -> Line:
    """Another way that the place leaves open: it settles the line when it is met, and is named when it is not."""
    for way in ask.instead:
        for title, entry in _entries(way, rules, aside):
            other = _line(way, title, entry, person, rules, on)
            entries = (*line.entries, entry)
            asked = f"{line.asked}, or {title.lower()}: {other.asked}"
            if other.mark is Mark.MET and line.mark is not Mark.MET:
                line = replace(other, title=line.title, has=f"{title.lower()}: {other.has}")
            line = replace(line, asked=asked, entries=entries)
    return line


def _differences(row: Row, home: Row) -> str:
    """One sentence: only what stands otherwise than at home."""
    pairs = list(zip(row.cells, home.cells, strict=True))
    parts = (
        ("not met here", [_against(cell, own, home.name) for cell, own in pairs if _is_worse(cell, own)]),
        ("met here and not there", [_name(cell) for cell, own in pairs if (cell.mark, own.mark) == (Mark.MET, Mark.SHORT)]),
        ("not asked here", [_name(cell) for cell, own in pairs if cell.mark is Mark.NOT_ASKED and own.mark is not Mark.NOT_ASKED]),
        ("asked here, and not known of you", [_open(cell) for cell, own in pairs
                                              if cell.mark is Mark.NOT_SAID and cell.open_titles != own.open_titles]),
        ("asked here, where no source names it there, and met", [_name(cell) for cell, own in pairs
                                                                if (cell.mark, own.mark) == (Mark.MET, Mark.NO_SOURCE)]),
        ("asked there, where no source names it here", [_name(cell) for cell, own in pairs if own.lines and not cell.lines]),
    )  # fmt: skip
    said = "; ".join(f"{words}: {', '.join(names)}" for words, names in parts if names)
    return f"Against {home.name}, {said}." if said else f"The same marks as in {home.name}."


def _is_worse(cell: Cell, own: Cell) -> bool:
    return cell.mark is Mark.SHORT and (own.mark is not Mark.SHORT or cell.missing != own.missing)


def _against(cell: Cell, own: Cell, home: str) -> str:
    there = f", in {home} {own.missing}" if own.mark is Mark.SHORT else ""
    return f"{_name(cell)} ({cell.missing}{there})"


def _open(cell: Cell) -> str:
    titles = [title.lower() for title in cell.open_titles]
    if len(titles) > FEW:
        return f"{_name(cell)} ({len(titles)} things)"
    return titles[0] if len(titles) == 1 else f"{_name(cell)} ({', '.join(titles)})"


def _name(cell: Cell) -> str:
    return cell.title.lower()
