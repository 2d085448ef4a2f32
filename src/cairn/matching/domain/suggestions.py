"""Who might suit a person, with the reasons in words. No score, no rank: an order that anybody can check, and that is said. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from cairn.matching.domain.facets import GENDER_WORDS, LIVED_WORDS, Facet, Strength, listed

ORDER_SAID = (
    "First come those who meet more of what matters a lot, then more of what would be good, then those who walk with fewer people now. "
    "Nobody is scored."
)


@dataclass(frozen=True, slots=True)
class Wish:
    """One thing that matters. `value`: which gender, language, culture or experience; empty for the others."""

    facet: Facet
    strength: Strength
    value: str = ""

    @property
    def told(self) -> str:
        words = {Facet.GENDER: GENDER_WORDS, Facet.LIVED: LIVED_WORDS}.get(self.facet, {}).get(self.value, self.value)
        return f"{self.facet.question}: {words}" if words else self.facet.question


@dataclass(frozen=True, slots=True)
class Offer:
    """What a peer supporter wants said. `lived` is empty for everybody but the person who chooses."""

    veteran: bool = False
    parent: bool = False
    gender: str = ""
    languages: str = ""
    cultures: str = ""
    words: str = ""
    lived: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A peer supporter, what of the wishes they meet, and what is not known of them. Said in English here."""

    peer_id: UUID
    name: str
    met: tuple[Wish, ...]
    not_said: tuple[Wish, ...]  # not offered: that says nothing, they can be asked
    words: str

    @property
    def reasons(self) -> tuple[str, ...]:
        return tuple(reason_of(wish) for wish in self.met)

    @property
    def open_wishes(self) -> tuple[str, ...]:
        return tuple(wish.told for wish in self.not_said)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One who may be chosen: `people` is how many they walk with today."""

    peer_id: UUID
    name: str
    offer: Offer
    people: int


def suggest(wishes: Iterable[Wish], candidates: Iterable[Candidate]) -> tuple[Suggestion, ...]:
    """Everybody who may be chosen, in the order of `ORDER_SAID`."""
    wanted = tuple(wishes)

    def place(one: Candidate) -> tuple[int, int, int, str, UUID]:
        met = [wish for wish in wanted if meets(wish, one.offer)]
        strong = sum(wish.strength is Strength.MATTERS for wish in met)
        return -strong, strong - len(met), one.people, one.name, one.peer_id

    return tuple(_suggested(one, wanted) for one in sorted(candidates, key=place))


def meets(wish: Wish, offer: Offer) -> bool:
    """Whether what is offered answers a wish. What is not offered is not known, never "no"."""
    if wish.facet is Facet.VETERAN:
        return offer.veteran
    if wish.facet is Facet.PARENT:
        return offer.parent
    if wish.facet is Facet.GENDER:
        return bool(offer.gender) and offer.gender == wish.value
    if wish.facet is Facet.LIVED:
        return wish.value in offer.lived
    said = offer.languages if wish.facet is Facet.LANGUAGE else offer.cultures
    return wish.value.casefold() in {each.casefold() for each in listed(said)}


def _suggested(one: Candidate, wanted: tuple[Wish, ...]) -> Suggestion:
    met = tuple(wish for wish in wanted if meets(wish, one.offer))
    rest = tuple(wish for wish in wanted if wish not in met)
    return Suggestion(one.peer_id, one.name, met, rest, one.offer.words)


def reason_of(wish: Wish) -> str:
    """Why somebody who meets this wish is suggested."""
    if wish.facet is Facet.VETERAN:
        return "Served in the military"
    if wish.facet is Facet.PARENT:
        return "Is a parent"
    if wish.facet is Facet.GENDER:
        return (
            f"Is {GENDER_WORDS[wish.value].lower()}" if wish.value != "other" else "Is neither woman nor man, or both"
        )
    if wish.facet is Facet.LIVED:
        return f"Has lived through it: {LIVED_WORDS[wish.value].lower()}"
    return f"Speaks {wish.value}" if wish.facet is Facet.LANGUAGE else f"Shares: {wish.value}"


def wishes_as_kept(wishes: Iterable[Wish]) -> list[dict[str, str]]:
    return [{"facet": one.facet.value, "strength": one.strength.value, "value": one.value} for one in wishes]


def wishes_of(kept: Iterable[Mapping[str, Any]]) -> tuple[Wish, ...]:
    return tuple(Wish(Facet(one["facet"]), Strength(one["strength"]), one["value"]) for one in kept)


def without_lived(wishes: Iterable[Wish]) -> tuple[Wish, ...]:
    """What somebody who works here may weigh: never what a colleague has lived through."""
    return tuple(wish for wish in wishes if wish.facet is not Facet.LIVED)
