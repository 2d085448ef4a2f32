"""From parsed pack data to entries. What is not cited, not dated or not understood does not load."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from cairn.rulebook.entries import Entry
from cairn.rulebook.rivals import PackError, check_rivals
from cairn.rulebook.rows import Row, listed

KINDS = ("federal", "state", "body", "payer")
PACK_FIELDS = frozenset({"place", "name", "kind", "zone", "issuer", "uses", "inherits"})


@dataclass(frozen=True, slots=True)
class Place:
    """A jurisdiction, a body or a payer. Rules missing here are looked for in `parents`, in this order.

    `zone` says by which clock a day begins there for somebody of whom nothing else is known; "" asks the parents.
    """

    key: str
    name: str
    kind: str
    parents: tuple[str, ...] = ()
    zone: str = ""


def read_place(document: dict[str, Any], *, source: str) -> Place | None:
    """The place that this file describes; None for a further file of a place described elsewhere."""
    head = _head(document, source)
    if "name" not in head:
        return None
    if head.get("kind") not in KINDS:
        raise PackError(source, "[pack]", "kind", f"{head.get('kind')!r} is not one of {', '.join(KINDS)}.")
    parents = (*head.get("uses", ()), *head.get("inherits", ()))
    return Place(head["place"], head["name"], head["kind"], parents, head.get("zone", ""))


def read_pack(document: dict[str, Any], *, source: str) -> list[Entry]:
    """The entries of one parsed pack file; `source` is the file's name for errors.

    Raises PackError. An entry whose text was read only as it stood until `seen_until` becomes two: as well
    known as its status says until then, unverified from the next day.
    """
    head = _head(document, source)
    unknown = set(document) - {"pack", "rule"}
    if unknown:
        raise PackError(source, "(file)", ", ".join(sorted(unknown)), "unknown table; a pack has [pack] and [[rule]].")
    entries: list[Entry] = []
    rows = document.get("rule", [])
    if not isinstance(rows, list):
        raise PackError(source, "(file)", "rule", "write each rule under its own [[rule]], with double brackets.")
    for number, row in enumerate(rows, start=1):
        entries += Row(row, head, source, number).entries()
    check_rivals(entries)
    return entries


def _head(document: dict[str, Any], source: str) -> dict[str, Any]:
    head = document.get("pack")
    if not isinstance(head, dict) or not re.fullmatch(r"[a-z][a-z0-9-]*", str(head.get("place", ""))):
        raise PackError(
            source,
            "[pack]",
            "place",
            'a pack starts with [pack] and place = "us-mt" (small letters, hyphens).',
        )
    unknown = set(head) - PACK_FIELDS
    if unknown:
        raise PackError(
            source, "[pack]", ", ".join(sorted(unknown)), f"unknown field; known are {listed(PACK_FIELDS)}."
        )
    for name in PACK_FIELDS & set(head):
        kind = list if name in ("uses", "inherits") else str
        if not isinstance(head[name], kind):
            raise PackError(source, "[pack]", name, f"{head[name]!r} is not a {kind.__name__}.")
    return head
