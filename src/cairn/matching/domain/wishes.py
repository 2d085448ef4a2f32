"""The form of what matters to a person: one row for each thing, for whoever shows it (a page here, the person's own pages). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from cairn.kernel.errors import BadInput
from cairn.matching.domain.facets import Facet, Strength, listed
from cairn.matching.domain.suggestions import Wish

TYPED = frozenset({Facet.LANGUAGE, Facet.CULTURE})
CHOSEN = frozenset({Facet.GENDER, Facet.LIVED})


@dataclass(frozen=True, slots=True)
class WishRow:
    """One row of the form: how strongly it matters (empty: it does not), and which."""

    facet: Facet
    strength: str = ""
    values: tuple[str, ...] = ()

    @property
    def strength_field(self) -> str:
        return f"{self.facet.value}-strength"

    @property
    def typed(self) -> str:
        return ", ".join(self.values)


def rows_of(wishes: Iterable[Wish]) -> tuple[WishRow, ...]:
    """The form as these wishes fill it."""
    kept = tuple(wishes)
    return tuple(
        WishRow(
            facet,
            next((wish.strength.value for wish in kept if wish.facet is facet), ""),
            tuple(wish.value for wish in kept if wish.facet is facet and wish.value),
        )
        for facet in Facet
    )


def rows_sent(sent: Mapping[str, Sequence[str]]) -> tuple[WishRow, ...]:
    """The form as it was sent: every field's values by its name."""

    def values(facet: Facet) -> tuple[str, ...]:
        given = sent.get(facet.value, ())
        return listed(",".join(given)) if facet in TYPED else tuple(filter(None, given)) if facet in CHOSEN else ()

    return tuple(
        WishRow(facet, next(iter(sent.get(f"{facet.value}-strength", ())), ""), values(facet)) for facet in Facet
    )


def wishes_in(rows: Iterable[WishRow]) -> tuple[Wish, ...]:
    """What is wished, row by row. Raises BadInput for a strength that is none, and for something named that is said not to matter."""
    wishes: list[Wish] = []
    for row in rows:
        if not row.strength and row.values:
            raise BadInput({row.facet.value: "Say how much it matters, or take out what is named here."})
        if not row.strength:
            continue
        try:
            strength = Strength(row.strength)
        except ValueError:
            raise BadInput({row.facet.value: "Choose how much it matters."}) from None
        wishes += [Wish(row.facet, strength, value) for value in row.values or ("",)]
    return tuple(wishes)
