"""The rulebook: which rules are in force on a day in a place, each with its citation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction

from cairn.kernel.citations import Citation
from cairn.kernel.errors import CairnError
from cairn.kernel.money import Money
from cairn.rulebook.entries import Entry
from cairn.rulebook.rivals import PackError, Timeline, check_names, check_rivals
from cairn.rulebook.unit_tables import UnitTable
from cairn.rulebook.units import Value

KEPT_DAYS = 4096  # answers kept by (day, place) before starting anew


class NoRule(CairnError):
    """No entry answers; the message names key, place and day, and the dates that do exist."""

    def __init__(self, key: str, place: str, day: date, existing: Sequence[Entry], asked: str = "") -> None:
        dates = "; ".join(f"{entry.name} {entry.dates}" for entry in existing)
        known = f"Known: {dates}." if dates else "No entry of this key exists there."
        super().__init__(f"No rule {key}{asked} for {place} on {day}. {known}")
        self.key, self.place, self.day = key, place, day


class NoPlace(CairnError):
    """There is no pack of this place; the message lists the places there are."""

    def __init__(self, place: str, places: Iterable[str]) -> None:
        self.places = tuple(sorted(places))
        super().__init__(f"There is no place {place!r}. Places: {', '.join(self.places)}.")
        self.place = place


class Rulebook:
    """Every entry of every pack. `parents` maps each place to the places it falls back to, nearest first."""

    def __init__(self, entries: Iterable[Entry], parents: Mapping[str, Sequence[str]]) -> None:
        """Raises PackError for rivals without ruling, and for a parent or place that does not exist."""
        self.entries = tuple(entries)
        self.parents = {place: tuple(above) for place, above in parents.items()}
        check_rivals(self.entries)
        check_names(self.entries)
        for entry in self.entries:
            if entry.place not in self.parents:
                raise PackError(
                    entry.source,
                    entry.name,
                    "place",
                    "no file describes this place; give one a name in [pack].",
                )
        self._chains = {place: self._chain(place, ()) for place in self.parents}
        self._index: dict[str, dict[str, dict[tuple[str, str], Timeline]]] = {place: {} for place in self.parents}
        self._lay_out()
        self._kept: dict[tuple[date, str], Rules] = {}

    @property
    def places(self) -> tuple[str, ...]:
        return tuple(sorted(self.parents))

    def on(self, day: date, place: str) -> Rules:
        """The rules in force on this day in this place; raises NoPlace."""
        kept = self._kept.get((day, place))
        if kept is None:
            if place not in self._chains:
                raise NoPlace(place, self.parents)
            if len(self._kept) >= KEPT_DAYS:
                self._kept.clear()
            kept = self._kept[(day, place)] = Rules(self, day, place)
        return kept

    def of(self, place: str) -> list[Entry]:
        """Every entry written for this place itself, on any date, by key and date; raises NoPlace."""
        if place not in self._chains:
            raise NoPlace(place, self.parents)
        found = [entry for entry in self.entries if entry.place == place]
        return sorted(found, key=lambda entry: (entry.key, entry.context, entry.period.start or date.min, entry.label))

    def chain(self, place: str) -> tuple[str, ...]:
        """The place itself and those it falls back to, in the order in which they are asked."""
        return self._chains[place]

    def timelines(self, place: str, key: str) -> Mapping[tuple[str, str], Timeline]:
        """This place's own timelines of a key by (issuer, context)."""
        return self._index[place].get(key, {})

    def known_since(self, keys: Iterable[str], day: date, place: str) -> date | None:
        """The first day of the stretch up to `day` on which all these keys have an entry; None when one has none on `day` itself."""
        asked = tuple(keys)
        changes = {
            change
            for above in self.chain(place)
            for key in asked
            for timeline in self.timelines(above, key).values()
            for change in timeline.changes()
            if change <= day
        }
        since = None
        for change in sorted(changes | {day}, reverse=True):
            if any(self.on(change, place).find(key) is None for key in asked):
                break
            since = change
        return since

    def keys(self, place: str) -> Iterable[str]:
        return self._index[place].keys()

    def _lay_out(self) -> None:
        grouped: dict[tuple[str, str, str, str], list[Entry]] = {}
        for entry in self.entries:
            grouped.setdefault((entry.place, entry.key, entry.issuer, entry.context), []).append(entry)
        for (place, key, issuer, context), group in grouped.items():
            self._index[place].setdefault(key, {})[(issuer, context)] = Timeline(group)

    def _chain(self, place: str, below: tuple[str, ...]) -> tuple[str, ...]:
        if place not in self.parents or place in below:
            problem = "inherits from itself" if place in below else "is no known place"
            raise PackError("(packs)", f"[pack] of {below[-1] if below else place}", "inherits", f"{place} {problem}.")
        found = [place]
        for parent in self.parents[place]:
            found += [above for above in self._chain(parent, (*below, place)) if above not in found]
        return tuple(found)


class Rules:
    """What holds on one day in one place.

    A key may be short (`ce.annual`: this place first, then those it uses and inherits) or full
    (`mpn.ps101.pass_mark`).
    Without `issuer` any issuer's entry answers, without `context` only an entry that has none.
    """

    __slots__ = ("_found", "day", "place", "rulebook")

    def __init__(self, rulebook: Rulebook, day: date, place: str) -> None:
        self.rulebook, self.day, self.place = rulebook, day, place
        self._found: dict[tuple[str, str | None, str], Entry | None] = {}

    def find(self, key: str, *, issuer: str | None = None, context: str | None = None) -> Entry | None:
        """The entry in force, or None; raises NoRule when several issuers answer and none was named."""
        asked = (key, issuer, context or "")
        if asked not in self._found:
            self._found[asked] = self._look(*asked)
        return self._found[asked]

    def entry(self, key: str, *, issuer: str | None = None, context: str | None = None) -> Entry:
        """The entry in force; raises NoRule."""
        found = self.find(key, issuer=issuer, context=context)
        if found is None:
            named = ", ".join(name for name in (issuer, context) if name)
            raise NoRule(key, self.place, self.day, self._existing(key), f" ({named})" if named else "")
        return found

    def value(self, key: str, *, issuer: str | None = None, context: str | None = None) -> Value:
        return self.entry(key, issuer=issuer, context=context).value

    def minutes(self, key: str, *, issuer: str | None = None, context: str | None = None) -> int:
        """Whole minutes of a rule written in hours or minutes; raises NoRule, WrongUnit (so do all below)."""
        return self.entry(key, issuer=issuer, context=context).minutes

    def money(self, key: str, *, issuer: str | None = None, context: str | None = None) -> Money:
        return self.entry(key, issuer=issuer, context=context).money

    def days(self, key: str, *, issuer: str | None = None, context: str | None = None) -> int:
        """Days, calendar or business as the entry's unit says."""
        return self.entry(key, issuer=issuer, context=context).days

    def months(self, key: str, *, issuer: str | None = None, context: str | None = None) -> int:
        return self.entry(key, issuer=issuer, context=context).months

    def years(self, key: str, *, issuer: str | None = None, context: str | None = None) -> int:
        return self.entry(key, issuer=issuer, context=context).years

    def count(self, key: str, *, issuer: str | None = None, context: str | None = None) -> int:
        return self.entry(key, issuer=issuer, context=context).count

    def ratio(self, key: str, *, issuer: str | None = None, context: str | None = None) -> Fraction:
        return self.entry(key, issuer=issuer, context=context).ratio

    def items(self, key: str, *, issuer: str | None = None, context: str | None = None) -> tuple[str, ...]:
        return self.entry(key, issuer=issuer, context=context).items

    def unit_table(self, key: str, *, issuer: str | None = None, context: str | None = None) -> UnitTable:
        return self.entry(key, issuer=issuer, context=context).unit_table

    def citation(self, key: str, *, issuer: str | None = None, context: str | None = None) -> Citation:
        return self.entry(key, issuer=issuer, context=context).citation

    def all(self, prefix: str = "") -> list[Entry]:
        """Every entry in force whose key starts so, by key; the nearest place's where several have it."""
        nearest: dict[tuple[str, str, str], Entry] = {}
        for place in reversed(self.rulebook.chain(self.place)):
            for key in self.rulebook.keys(place):
                if key.startswith(prefix):
                    for (issuer, context), timeline in self.rulebook.timelines(place, key).items():
                        answer = timeline.on(self.day)
                        if answer is not None:
                            nearest[(key, issuer, context)] = answer
        return [nearest[name] for name in sorted(nearest)]

    def _where(self, key: str) -> list[tuple[str, str]]:
        """The places to ask and the key to ask there."""
        place, _, rest = key.partition(".")
        if rest and place in self.rulebook.parents:
            return [(place, rest)]
        return [(above, key) for above in self.rulebook.chain(self.place)]

    def _look(self, key: str, issuer: str | None, context: str) -> Entry | None:
        for place, short in self._where(key):
            answers = [
                answer
                for (by, about), timeline in self.rulebook.timelines(place, short).items()
                if about == context and issuer in (None, by) and (answer := timeline.on(self.day)) is not None
            ]
            if len(answers) > 1:
                raise NoRule(key, self.place, self.day, answers, " (name the issuer: several answer)")
            if answers:
                return answers[0]
        return None

    def _existing(self, key: str) -> list[Entry]:
        return [
            entry
            for place, short in self._where(key)
            for timeline in self.rulebook.timelines(place, short).values()
            for entry in timeline.entries
        ]
