"""What a pack says of practice: the scope, item by item, and the code of ethics by the letters of its rule. Pure reading of the pack."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cairn.rulebook.rows import STATUSES


@dataclass(frozen=True, slots=True)
class Family:
    """A family of the scope with its items."""

    name: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the code: each line with its letters."""

    name: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Source:
    citation: str
    is_sure: bool


@dataclass(frozen=True, slots=True)
class Practice:
    """Scope and code of one place. `version` is what somebody acknowledges: a new text is a new version."""

    place: str
    version: str
    scope: tuple[Family, ...]
    scope_source: Source
    ethics: tuple[Part, ...]
    ethics_source: Source
    note: str

    @property
    def items(self) -> int:
        return sum(len(family.items) for family in self.scope)


def read_practice(document: Mapping[str, Any]) -> Practice:
    """A pack's document; raises KeyError, TypeError or ValueError where one of its parts is missing or of another kind."""
    head = document["practice"]
    return Practice(
        head["place"],
        head["version"],
        tuple(Family(family["family"], tuple(family["items"])) for family in document["scope"]),
        Source(head["scope_citation"], STATUSES[head["scope_status"]].is_sure),
        tuple(
            Part(part["part"], tuple((letters, words) for letters, words in part["lines"]))
            for part in document["ethics"]
        ),
        Source(head["ethics_citation"], STATUSES[head["ethics_status"]].is_sure),
        head.get("note", ""),
    )


def search_scope(scope: tuple[Family, ...], words: str) -> tuple[Family, ...]:
    """The items that hold every word, with the families that still have one. No words: all of it."""
    asked = words.casefold().split()
    found = (
        Family(family.name, tuple(item for item in family.items if _holds(f"{family.name} {item}", asked)))
        for family in scope
    )
    return tuple(family for family in found if family.items)


def _holds(text: str, asked: list[str]) -> bool:
    folded = text.casefold()
    return all(word in folded for word in asked)
