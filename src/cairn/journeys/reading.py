"""From parsed journey data to a journey. A step that needs what is not there, needs itself, or cites nobody does not load."""

from __future__ import annotations

from typing import Any

from cairn.journeys.steps import Journey, Party, Step
from cairn.kernel.citations import Citation
from cairn.rulebook.rivals import PackError
from cairn.rulebook.rows import STATUSES

HEAD = frozenset({"key", "place", "title", "about"})
TEXTS = frozenset({"key", "title", "stage", "text", "item", "own_part", "fee", "lasts", "effort", "citation", "status", "who"})  # fmt: skip
LISTS = frozenset({"needs", "shown_by", "documents", "rules"})
STEP = TEXTS | LISTS | {"optional"}


def read_journey(document: dict[str, Any], *, source: str) -> Journey:
    """A checked journey; raises PackError naming the file, the step's key and what is wrong."""
    unknown = set(document) - {"journey", "step"}
    if unknown:
        raise PackError(
            source, "(file)", ", ".join(sorted(unknown)), "unknown table; there are [journey] and [[step]]."
        )
    head = document.get("journey")
    if not isinstance(head, dict) or set(head) != HEAD or not all(isinstance(value, str) for value in head.values()):
        raise PackError(source, "[journey]", ", ".join(sorted(HEAD)), "a journey starts with these four, as texts.")
    rows = document.get("step")
    if not isinstance(rows, list) or not rows:
        raise PackError(source, "(file)", "step", "write each step under its own [[step]].")
    steps = tuple(_step(row, head, source, n) for n, row in enumerate(rows, start=1))
    _check_needs(steps, source)
    return Journey(head["key"], head["place"], head["title"], head["about"], steps)


def _step(row: dict[str, Any], head: dict[str, str], source: str, n: int) -> Step:
    key = row.get("key")
    name = key if isinstance(key, str) and key else f"number {n}"
    if set(row) - STEP:
        raise PackError(source, name, ", ".join(sorted(set(row) - STEP)), "unknown field (a typing slip?).")
    for field in ("key", "title", "who", "citation", "status", "stage"):
        if not isinstance(row.get(field), str) or not row[field].strip():
            raise PackError(source, name, field, "missing; a step without it does not load.")
    for field in TEXTS & set(row):
        if not isinstance(row[field], str):
            raise PackError(source, name, field, f"{row[field]!r} is not a text.")
    for field in LISTS & set(row):
        if not isinstance(row[field], list) or not all(isinstance(each, str) for each in row[field]):
            raise PackError(source, name, field, f"{row[field]!r} is not a list of texts.")
    if row["who"] not in list(Party):
        raise PackError(source, name, "who", f"{row['who']!r} is not one of {', '.join(Party)}.")
    if row["status"] not in STATUSES:
        raise PackError(source, name, "status", f"{row['status']!r} is unknown; write one of {', '.join(STATUSES)}.")
    if type(row.get("optional", False)) is not bool:
        raise PackError(source, name, "optional", "is neither true nor false.")
    rule = f"{head['place']}.{head['key']}.{row['key']}"
    return Step(
        key=row["key"],
        title=row["title"],
        who=Party(row["who"]),
        citation=Citation(rule, row["citation"].strip(), STATUSES[row["status"]], None),
        needs=tuple(row.get("needs", ())),
        shown_by=tuple(row.get("shown_by", ())),
        optional=row.get("optional", False),
        documents=tuple(row.get("documents", ())),
        rules=tuple(row.get("rules", ())),
        **{name: row.get(name, "") for name in ("stage", "text", "item", "own_part", "fee", "lasts", "effort")},
    )


def _check_needs(steps: tuple[Step, ...], source: str) -> None:
    by_key = {step.key: step for step in steps}
    earlier: set[str] = set()
    for step in steps:
        if step.key in earlier:
            raise PackError(source, step.key, "key", "stands twice; each step has a key of its own.")
        for need in step.needs:
            if need not in by_key:
                raise PackError(source, step.key, "needs", f"{need!r} is no step of this journey.")
            if _reaches(need, step.key, by_key):
                raise PackError(source, step.key, "needs", f"{need!r} waits for this step in turn: a circle.")
            if need not in earlier:
                raise PackError(source, step.key, "needs", f"{need!r} stands further down; put it above.")
        for later in step.shown_by:
            if later in (step.key, *earlier) or not _reaches(later, step.key, by_key):
                raise PackError(source, step.key, "shown_by", f"{later!r} is no later step that needs this one.")
        earlier.add(step.key)


def _reaches(start: str, goal: str, by_key: dict[str, Step]) -> bool:
    """Whether the needs of `start`, followed to the end, come by `goal`."""
    seen, waiting = set[str](), [start]
    while waiting:
        key = waiting.pop()
        if key == goal:
            return True
        if key not in seen and key in by_key:
            seen.add(key)
            waiting += by_key[key].needs
    return False
