"""Writes `docs/guide/coverage.md` from `docs/coverage.toml`: what the five source documents ask for, and where Cairn does it.

`python3 docs/coverage.py` writes the page; with `--check` it writes nothing and fails when the page is behind. Standard library only.
"""

from __future__ import annotations

import sys
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

DOCS = Path(__file__).resolve().parent
DATA = DOCS / "coverage.toml"
PAGE = DOCS / "guide" / "coverage.md"
STATES = ("yes", "partly", "not yet", "background")
HEAD = """<!-- Written by docs/coverage.py from docs/coverage.toml; changes made here are lost. -->

# What Cairn covers, and what it does not yet

Five documents describe the work that Cairn is for. Each of their sections stands below, in our words; so does each capability of
the plan.

| state | means |
| --- | --- |
| yes | it is there; the place is named |
| partly | some of it is there; the sentence says what, and what is missing |
| not yet | nothing of it can be used; the part of the plan that brings it is named |
| background | reading matter; there is nothing to build |

*Page* names an address by its name in [addresses](../reference/addresses.md); a command is one of [these](../reference/commands.md);
everything else is a path in this repository. A test checks that each of them exists, not that it is enough: that judgment is ours.
"""


def read() -> dict[str, Any]:
    return tomllib.loads(DATA.read_text(encoding="utf-8"))


def place(where: str) -> str:
    """One place: `page:name`, a command, or a path."""
    return f"page `{where.removeprefix('page:')}`" if where.startswith("page:") else f"`{where}`"


def row(first: str, item: dict[str, Any], later: dict[str, str]) -> str:
    coming = f"Later: {later[item['later']]}." if "later" in item else ""
    says = " ".join(part for part in (item.get("says", ""), coming) if part)
    where = ", ".join(place(each) for each in item.get("where", ()))
    return f"| {first} | {item['title']} | {item['state']} | {says} | {where} |"


def counted(items: list[dict[str, Any]]) -> str:
    counts = Counter(item["state"] for item in items)
    return ", ".join(f"{counts[state]} {state}" for state in STATES if counts[state])


def page() -> str:
    """The whole page."""
    data = read()
    later = {part["id"]: part["name"] for part in data["part"]}
    lines = [HEAD]
    for source in data["source"]:
        lines += [f"## {source['id']}. {source['name']}", "", counted(source["sections"]) + ".", ""]
        lines += ["| | section | state | how | where |", "| --- | --- | --- | --- | --- |"]
        lines += [row(f"{source['id']}.{n}", item, later) for n, item in enumerate(source["sections"], 1)]
        lines.append("")
    features = data["feature"]
    lines += ["## The plan's capabilities", "", f"{len(features)} in all: {counted(features)}.", ""]
    for part in data["part"]:
        own = [item for item in features if item["id"][0] == part["id"]]
        if own:
            lines += [f"### {part['id']}: {part['name']}", "", "| | capability | state | how | where |"]
            lines += ["| --- | --- | --- | --- | --- |", *(row(item["id"], item, later) for item in own), ""]
    return "\n".join(lines).rstrip() + "\n"


def main(arguments: list[str]) -> int:
    if "--check" in arguments:
        in_step = PAGE.exists() and PAGE.read_text(encoding="utf-8") == page()
        print("in step" if in_step else "docs/guide/coverage.md is behind: run python3 docs/coverage.py")  # noqa: T201
        return 0 if in_step else 1
    PAGE.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
