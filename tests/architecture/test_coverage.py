"""The coverage page says what its data says, every capability of the plan is judged, and everything it points at exists."""

from __future__ import annotations

import subprocess
import sys
import tomllib

import pytest
from django.urls import get_resolver

from tests.architecture.documents import ROOT, commands_told, is_told

DATA = tomllib.loads((ROOT / "docs/coverage.toml").read_text(encoding="utf-8"))
SOURCES = ("S0", "S1", "S2", "S3", "S4")
PLAN = {"B": 23, "C": 20, "D": 6, "E": 9, "F": 9, "T": 6}
STATES = {"yes", "partly", "not yet", "background"}
ITEMS = [
    *((f"{source['id']}: {item['title']}", item) for source in DATA["source"] for item in source["sections"]),
    *((item["id"], item) for item in DATA["feature"]),
]


def test_the_page_is_in_step():
    done = subprocess.run(
        [sys.executable, "docs/coverage.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_source_and_every_capability_is_judged():
    assert tuple(source["id"] for source in DATA["source"]) == SOURCES
    assert [item["id"] for item in DATA["feature"]] == [
        f"{part}{n}" for part, count in PLAN.items() for n in range(1, count + 1)
    ]


@pytest.mark.parametrize(("name", "item"), ITEMS, ids=[name for name, _ in ITEMS])
def test_each_judgment_can_be_followed(name, item):
    assert item["state"] in STATES
    if item["state"] in ("yes", "partly"):
        assert item.get("where"), f"{name}: where?"
    if item["state"] == "partly":
        assert item.get("says"), f"{name}: what is missing?"
    if item["state"] in ("partly", "not yet"):
        assert item.get("later") in {part["id"] for part in DATA["part"]}, f"{name}: when?"
    if item["state"] == "yes":
        assert "later" not in item, f"{name}: done and to come at once"


def test_every_place_named_exists():
    pages = set(get_resolver().reverse_dict)
    told = commands_told()
    wrong = []
    for name, item in ITEMS:
        for where in item.get("where", ()):
            if where.startswith("page:"):
                exists = where.removeprefix("page:") in pages
            elif where.startswith(("cairn ", "do.py ")):
                exists = is_told(where, told)
            else:
                exists = (ROOT / where).exists()
            if not exists:
                wrong.append(f"{name}: {where}")
    assert wrong == []
