"""What others found, for and against, so that nobody reads one figure alone. The packs hold it, each entry with its source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cairn.kernel.actors import Actor
from cairn.kernel.citations import Citation
from cairn.platform.packs import rules_on

ORDER = ("for", "against", "caution")


@dataclass(frozen=True, slots=True)
class Study:
    """One finding; `direction` is one of ORDER."""

    finding: str
    direction: str
    source: Citation


def list_studies(actor: Actor, on: date) -> list[Study]:
    """Those in favor first, then those against, then what to take care with."""
    entries = rules_on(on, actor.place).all("study.")
    found = [Study(str(entry.value), entry.key.split(".")[1], entry.citation) for entry in entries]
    return sorted(found, key=lambda study: ORDER.index(study.direction))
