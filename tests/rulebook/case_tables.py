"""Reads the case tables beside the packs: what is asked, of which rule, and what must come out."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

PACKS = Path(__file__).parents[2] / "packs"
PLACES = {"state": "us-mt", "payer": "us-mt-medicaid"}
EXPECTED = {"outcome", "against", "warnings", "remedies", "figures", "cites"}


@dataclass(frozen=True, slots=True)
class Case:
    """One row of a table. `traps` are the known mistakes, by number, that it guards against."""

    name: str
    file: str
    rule: str
    on: date
    place: str
    facts: dict[str, Any]
    expect: dict[str, Any]
    traps: tuple[int, ...]


def list_cases(folder: Path = PACKS / "us" / "mt" / "cases") -> list[Case]:
    return [case for path in sorted(folder.glob("*.toml")) for case in _cases(path)]


def _cases(path: Path) -> list[Case]:
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return [_case(row, table.get("base", {}), path.stem) for row in table["case"]]


def _case(row: dict[str, Any], bases: dict[str, dict[str, Any]], file: str) -> Case:
    unknown = set(row) - {"name", "trap", "rule", "on", "place", "like", "facts", "expect"}
    unknown |= set(row["expect"]) - EXPECTED
    if unknown:
        raise ValueError(f"{file}: {row['name']}: unknown {sorted(unknown)}")
    facts = {**(bases[row["like"]] if "like" in row else {}), **row.get("facts", {})}
    trap = row.get("trap", ())
    traps = (trap,) if isinstance(trap, int) else tuple(trap)
    return Case(row["name"], file, row["rule"], row["on"], row.get("place", ""), facts, row["expect"], traps)
