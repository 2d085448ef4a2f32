"""The competencies that a course teaches and an exam asks, as the pack names them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cairn.kernel.errors import BrokenRecord


@dataclass(frozen=True, slots=True)
class Competency:
    """One thing to be able to do: `code` is stored, `name` and `about` are shown."""

    code: str
    name: str
    about: str


def read_competencies(document: Mapping[str, Any], *, source: str) -> tuple[Competency, ...]:
    """The competencies of a parsed pack in its order; raises BrokenRecord naming the file and the first bad entry."""
    pack = document.get("pack", {})
    if not str(pack.get("citation", "")).strip():
        raise BrokenRecord(f"{source}, [pack]: a citation is missing.")
    found: dict[str, Competency] = {}
    for entry in document.get("competency", ()):
        texts = [str(entry.get(name, "")).strip() for name in ("code", "name", "about")]
        if not all(texts) or texts[0] in found or not texts[0].replace("_", "").isalpha():
            raise BrokenRecord(f"{source}, competency {texts[0] or '(no code)'}: code, name and about, each code once.")
        found[texts[0]] = Competency(*texts)
    if not found:
        raise BrokenRecord(f"{source}: no competency was found.")
    return tuple(found.values())
