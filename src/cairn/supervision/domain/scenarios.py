"""Ethics scenarios to talk through: read from a pack with checks, offered so that none comes again before all were used."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cairn.rulebook.rivals import PackError
from cairn.supervision.domain.sessions import Topic

FIELDS = {"code", "topic", "title", "story", "ask", "listen"}
CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
CODE_LENGTH = 60  # the column's


@dataclass(frozen=True, slots=True)
class Scenario:
    """A story with questions, and what a supervisor may listen for. `citation` is "" where no code of ethics speaks to it."""

    code: str
    topic: Topic
    title: str
    story: str
    ask: tuple[str, ...]
    listen: tuple[str, ...]
    citation: str = ""


def read_scenarios(document: Mapping[str, Any], *, source: str) -> tuple[Scenario, ...]:
    """Every scenario of a parsed pack file; raises PackError naming file, entry and field for the first that is damaged."""
    rows = document.get("scenario")
    if not isinstance(rows, list) or not rows:
        raise PackError(source, "(file)", "scenario", "holds no scenario; write at least one [[scenario]].")
    found: dict[str, Scenario] = {}
    for n, row in enumerate(rows, 1):
        scenario = _read(row, source, f"{n} ({row.get('code', 'no code')})")
        if scenario.code in found:
            raise PackError(source, scenario.code, "code", "stands twice; a code names one scenario.")
        found[scenario.code] = scenario
    return tuple(found.values())


def next_scenario(scenarios: Sequence[Scenario], used: Sequence[str], seed: str) -> Scenario:
    """The one to offer: among those used least, drawn by the seed. The same facts give the same one."""
    times = Counter(used)
    least = min(times[each.code] for each in scenarios)
    pool = [each for each in scenarios if times[each.code] == least]
    drawn = int.from_bytes(hashlib.sha256(seed.encode()).digest()[:8], "big")
    return pool[drawn % len(pool)]


def _read(row: Mapping[str, Any], source: str, entry: str) -> Scenario:
    missing = FIELDS - set(row)
    extra = set(row) - FIELDS - {"citation"}
    if missing or extra:
        raise PackError(source, entry, next(iter(sorted(missing or extra))), "is missing, or not known here.")
    if row["topic"] not in list(Topic):
        raise PackError(source, entry, "topic", f"is none of: {', '.join(Topic)}.")
    if not CODE.fullmatch(row["code"]) or len(row["code"]) > CODE_LENGTH:
        raise PackError(source, entry, "code", "is small letters and hyphens, at most sixty.")
    for name in ("title", "story", *(("citation",) if "citation" in row else ())):
        if not isinstance(row[name], str) or not row[name].strip():
            raise PackError(source, entry, name, "says nothing.")
    for name in ("ask", "listen"):
        lines = row[name]
        if (
            not isinstance(lines, list)
            or not lines
            or not all(isinstance(each, str) and each.strip() for each in lines)
        ):
            raise PackError(source, entry, name, "is a list of at least one sentence.")
    return Scenario(
        code=row["code"],
        topic=Topic(row["topic"]),
        title=row["title"],
        story=row["story"],
        ask=tuple(row["ask"]),
        listen=tuple(row["listen"]),
        citation=row.get("citation", ""),
    )
