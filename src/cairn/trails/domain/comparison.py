"""Two places side by side: what a certificate of one lacks in the other, and the reverse.

What no pack holds was not found in a source, and is said so: it is neither a yes nor a no. Where a place asks for something of which
nothing is known for the other, the certificate has to show it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from cairn.kernel.durations import in_hours
from cairn.kernel.money import Money
from cairn.rulebook.checks import doubts_about
from cairn.rulebook.entries import Entry
from cairn.rulebook.rules import Rules
from cairn.trails.domain.requirements import REQUIREMENTS, Requirement, Sense
from cairn.trails.domain.subjects import subject_words

MINUTES, MONTHS, YEAR = "minutes", "months", 12
EACH = "/*"
TERMS = {  # hours that are owed for a term, and where the term stands
    "ce.period_hours": "renewal.every",
    "ce.suicide_prevention": "ce.suicide_prevention_years",
    "ce.topic": "ce.topic_every",
}


@dataclass(frozen=True, slots=True)
class Side:
    """What one place says: the value in words, the entries behind it, and its size where it has one."""

    shown: str
    entries: tuple[Entry, ...]
    size: tuple[str, Fraction] | None

    @property
    def note(self) -> str:
        """What the packs add, and how sure they are."""
        return " ".join(part for entry in self.entries for part in (entry.note, doubts_about(entry)) if part)

    @property
    def hint(self) -> str:
        """What belongs to the value itself, such as that another way is open too."""
        return self.entries[0].note

    @property
    def asks_nothing(self) -> bool:
        return self.entries[0].value is False


@dataclass(frozen=True, slots=True)
class Row:
    """One requirement. `lacks_there`: what a certificate of the first place lacks in the second; `lacks_here` the reverse."""

    requirement: Requirement
    title: str
    here: Side | None
    there: Side | None
    lacks_there: str = ""
    lacks_here: str = ""

    @property
    def is_one_of_several(self) -> bool:
        """One line among those of a subject, which may replace each other."""
        return self.requirement.keys[0].endswith(EACH)


@dataclass(frozen=True, slots=True)
class Comparison:
    """All requirements of which at least one of the two places says something."""

    rows: tuple[Row, ...]

    @property
    def lacks_there(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.lacks_there)

    @property
    def lacks_here(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.lacks_here)

    def groups(self) -> Iterator[tuple[str, tuple[Row, ...]]]:
        for group in dict.fromkeys(row.requirement.group for row in self.rows):
            yield group, tuple(row for row in self.rows if row.requirement.group == group)


def compare_places(here: Rules, there: Rules, shared: Iterable[str]) -> Comparison:
    """`shared` are places whose rules both inherit (federal law): they tell nothing of a difference."""
    aside = frozenset(shared)
    rows = (
        _row(requirement, title, _side(here, keys, aside), _side(there, keys, aside))
        for requirement in REQUIREMENTS
        for title, keys in _lines(requirement, here, there, aside)
    )
    return Comparison(tuple(row for row in rows if row.here or row.there))


def _row(requirement: Requirement, title: str, here: Side | None, there: Side | None) -> Row:
    sense = requirement.sense
    return Row(requirement, title, here, there, _lacks(sense, here, there), _lacks(sense, there, here))


def _lines(
    requirement: Requirement, here: Rules, there: Rules, aside: frozenset[str]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The requirement itself, or one line for each context of it."""
    (first, *_) = requirement.keys
    if not first.endswith(EACH):
        yield requirement.title, requirement.keys
        return
    key = first.removesuffix(EACH)
    entries = [entry for entry in (*here.all(key), *there.all(key)) if entry.key == key and entry.place not in aside]
    for context in sorted({entry.context for entry in entries} - {""}):
        yield requirement.title.format(subject_words(context)), (f"{key}/{context}",)


def _side(rules: Rules, keys: tuple[str, ...], aside: frozenset[str]) -> Side | None:
    for name in keys:
        key, _, context = name.partition("/")
        entry = rules.find(key, context=context or None)
        if entry is None or entry.place in aside:
            continue
        if key in TERMS:
            return _by_the_year(entry, rules.find(TERMS[key], context=context or None))
        return Side(entry.shown, (entry,), _size(entry))
    return None


def _by_the_year(entry: Entry, term: Entry | None) -> Side:
    """Hours of a term as hours of a year, so that one year's, two years' and six years' hours can be compared."""
    if term is None:
        return Side(entry.shown, (entry,), None)
    size = Fraction(entry.minutes * YEAR, term.months)
    shown = f"{entry.shown.removesuffix('/period')} in {term.shown}"
    return Side(shown, (entry, term), (f"{MINUTES} a year", size))


def _size(entry: Entry) -> tuple[str, Fraction] | None:
    """A value as a number of its dimension; None for words, lists and days of a calendar."""
    value, (unit, _, per) = entry.value, entry.unit.partition("/")
    ending = f" a {per}" if per else ""
    if isinstance(value, bool):
        return None
    if unit in ("hours", "minutes"):
        return f"{MINUTES}{ending}", Fraction(entry.minutes)
    if unit in ("months", "years"):
        return MONTHS, Fraction(entry.months)
    if isinstance(value, Money):
        return f"cents{ending}", Fraction(value.cents)
    return (unit, Fraction(value)) if isinstance(value, int | Decimal | Fraction) else None


def _lacks(sense: Sense, held: Side | None, asked: Side | None) -> str:
    """What is missing of `asked` for whoever has `held`, in words; "" for nothing."""
    if asked is None or asked.asks_nothing or sense is Sense.TOLD:
        return ""
    if held is None:
        return f"{asked.shown} to show"
    if sense is Sense.SAME:
        return "" if held.shown == asked.shown else f"{asked.shown} to show"
    if held.size is None or asked.size is None or held.size[0] != asked.size[0]:
        return f"{asked.shown} to show; the two are measured differently"
    difference = asked.size[1] - held.size[1]
    if sense is Sense.LESS:
        return f"{asked.shown} at most, against {held.shown}" if difference < 0 else ""
    return f"{_words(asked.size[0], difference)} more ({asked.shown} against {held.shown})" if difference > 0 else ""


def _words(dimension: str, size: Fraction) -> str:
    if dimension.startswith(MINUTES):
        return f"{in_hours(int(size))}{dimension.removeprefix(MINUTES)}"
    if dimension == MONTHS:
        return f"{int(size)} {'month' if size == 1 else 'months'}"
    return f"{size * 100} points" if dimension == "ratio" else str(size)
