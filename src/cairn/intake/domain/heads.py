"""People met whom nobody names: where, how many, what was given; and their figures by month with small ones hidden."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cairn.kernel.errors import BadInput
from cairn.kernel.suppression import hidden_parts, shown

MOST_PEOPLE = 2000  # against a slip of the thumb


class PlaceKind(StrEnum):
    """Where people were met."""

    DROP_IN = "drop_in"
    STREET = "street"
    SHELTER = "shelter"
    MEAL = "meal"
    FAIR = "fair"
    HOSPITAL = "hospital"
    JAIL_OR_COURT = "jail_or_court"
    PHONE = "phone"
    OTHER = "other"

    @property
    def label(self) -> str:
        return _PLACES[self]


class Given(StrEnum):
    """What people took along."""

    TALK = "talk"
    INFORMATION = "information"
    FOOD = "food"
    CLOTHES = "clothes"
    HYGIENE = "hygiene"
    NALOXONE = "naloxone"
    SAFER_USE = "safer_use"
    RIDE = "ride"
    OTHER = "other"

    @property
    def label(self) -> str:
        return _GIVEN[self]


@dataclass(frozen=True, slots=True)
class HeadsDraft:
    """One count as it was sent: never a name, and no words in which one could stand."""

    on: date | None
    place: str
    people: int
    given: tuple[str, ...] = ()


def check_heads(draft: HeadsDraft, today: date) -> None:
    """Raise BadInput with a sentence for each field that cannot be taken."""
    problems = {}
    if draft.on is None or draft.on > today:
        problems["on"] = "Give the day, today or earlier."
    if draft.place not in set(PlaceKind):
        problems["place"] = "Choose where it was."
    if not 1 <= draft.people <= MOST_PEOPLE:
        problems["people"] = f"Give a number from 1 to {MOST_PEOPLE:,}."
    if not set(draft.given) <= set(Given):
        problems["given"] = "Choose from the list."
    if problems:
        raise BadInput(problems)


@dataclass(frozen=True, slots=True)
class MonthOfHeads:
    """One month. None stands for a figure that must stay hidden; `times` is on how many occasions people were met."""

    first: date
    times: int
    people: int | None
    by_place: Mapping[PlaceKind, int | None]


def by_month(counts: Iterable[tuple[date, str, int]]) -> tuple[MonthOfHeads, ...]:
    """Newest month first, from (day, place, people)."""
    people: dict[date, Counter[PlaceKind]] = {}
    times: Counter[date] = Counter()
    for on, place, number in counts:
        first = on.replace(day=1)
        people.setdefault(first, Counter())[PlaceKind(place)] += number
        times[first] += 1
    return tuple(_month(first, times[first], people[first]) for first in sorted(people, reverse=True))


def _month(first: date, times: int, places: Counter[PlaceKind]) -> MonthOfHeads:
    met = [(place, places[place]) for place in PlaceKind if places[place]]
    hidden = hidden_parts([number for _, number in met])
    by_place = {place: None if at in hidden else number for at, (place, number) in enumerate(met)}
    return MonthOfHeads(first, times, shown(places.total()), by_place)


_PLACES = {
    PlaceKind.DROP_IN: "Drop-in",
    PlaceKind.STREET: "On the street or in a camp",
    PlaceKind.SHELTER: "Shelter",
    PlaceKind.MEAL: "Meal or food bank",
    PlaceKind.FAIR: "Fair, school, event",
    PlaceKind.HOSPITAL: "Hospital or clinic",
    PlaceKind.JAIL_OR_COURT: "Jail or court",
    PlaceKind.PHONE: "On the phone",
    PlaceKind.OTHER: "Somewhere else",
}
_GIVEN = {
    Given.TALK: "A talk",
    Given.INFORMATION: "Information",
    Given.FOOD: "Food or water",
    Given.CLOTHES: "Clothes, blankets",
    Given.HYGIENE: "Hygiene",
    Given.NALOXONE: "Naloxone",
    Given.SAFER_USE: "Safer-use supplies",
    Given.RIDE: "A ride",
    Given.OTHER: "Something else",
}
