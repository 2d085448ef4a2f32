"""Every rule that can be asked by name has a page in `docs/rules` and cases, and what its page shows of the packs is what they say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cairn.front.rules_registry import RULES
from cairn.platform.packs import rules_on
from tests.people import TODAY
from tests.rulebook.case_tables import list_cases

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs/rules"
LINE = re.compile(
    r"^\|[^|]+\|(?P<rules>[^|]+)\| \[(?P<page>[\w-]+\.md)\]\((?P=page)\) \|(?P<cases>[^|]+)\|$", re.MULTILINE
)
ENTRY = re.compile(
    r"^\| `(?P<key>[a-z_0-9.]+)` ?(?P<context>\w*) \| (?P<shown>.+) \| (?P<source>.+) \| (?P<status>\w+) \|$",
    re.MULTILINE,
)
QUOTED = re.compile(r"`([^`]+)`")


def listed() -> dict[str, tuple[str, list[str]]]:
    """By rule: its page and the files of its cases, as the first page says."""
    found = {}
    for line in LINE.finditer((FOLDER / "README.md").read_text(encoding="utf-8")):
        for name in QUOTED.findall(line["rules"]):
            found[name] = (line["page"], QUOTED.findall(line["cases"]))
    return found


def shown() -> list[tuple[str, str, str, str, str, str]]:
    return [
        (path.name, *(each[name] for name in ("key", "context", "shown", "source", "status")))
        for path in sorted(FOLDER.glob("*.md"))
        for each in ENTRY.finditer(path.read_text(encoding="utf-8"))
    ]


def test_every_rule_of_the_registry_has_a_page_and_no_page_is_of_none():
    assert listed().keys() == RULES.keys()
    pages = {page for page, _ in listed().values()}
    assert pages == {path.name for path in FOLDER.glob("*.md")} - {"README.md"}


@pytest.mark.parametrize("name", RULES)
def test_its_cases_stand_where_the_first_page_says(name):
    files = {Path(file).stem for file in listed()[name][1]}
    asked = {case.file for case in list_cases() if case.rule == name}
    assert asked & files, asked


def test_what_a_page_shows_of_an_entry_is_what_the_packs_say():
    rules = rules_on(TODAY, "us-mt")
    packs = {
        (entry.key, entry.context): (entry.shown, entry.citation.text, entry.citation.status.value)
        for entry in rules.all()
    }
    told = shown()
    assert len(told) > 40
    assert [one for one in told if packs.get((one[1], one[2])) != one[3:]] == []
