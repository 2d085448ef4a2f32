"""The rooms above tell the rooms below through hooks that are listed here, and set in one place only."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps

import cairn
from cairn.front import joined
from cairn.kernel.hooks import Hook

SOURCES = Path(cairn.__file__).parent
JOINED = Path(joined.__file__)

HOOKS = {  # the room that asks: who answers
    "cairn.platform.pages.GUARD": "cairn.front.web.errors.guard",
    "cairn.privacy.subjects.REACHED": "cairn.support.policy.clients_within",
    "cairn.privacy.subjects.TOLD": "cairn.support.policy.as_on_paper",
    "cairn.support.policy.THEMSELVES": "cairn.portal.policy.own_client",
    "cairn.support.commands.apart.CHOSEN": "cairn.matching.queries.choices.chosen_and_waiting",
    "cairn.support.commands.clients.WANTED": "cairn.matching.commands.wanted.wait_for_answer",
    "cairn.support.queries.check_ins.RHYTHM_COLUMN": "cairn.meetings.queries.check_ins.rhythm_column",
    "cairn.support.queries.check_ins.TELL": "cairn.front.pages.check_ins.tell_check_in",
    "cairn.support.queries.safe_contact.WISH_COLUMN": "cairn.intake.queries.safe_contact.wish_column",
    "cairn.support.queries.safe_contact.TELL_WISH": "cairn.intake.queries.safe_contact.tell_wish",
    "cairn.matching.queries.practice.PRACTICE": "cairn.front.pages.practice.tell_practice",
    "cairn.warmline.queries.practice.BARRED": "cairn.front.pages.practice.tell_barred",
    "cairn.warmline.queries.practice.CERTIFIED": "cairn.front.pages.practice.tell_certified",
    "cairn.matching.queries.brought.BROUGHT": "cairn.intake.queries.brought.list_brought",
    "cairn.gatherings.queries.ties.TIES": "cairn.matching.queries.asked.is_tie_possible",
    "cairn.departures.queries.told_elsewhere.PLAN": "cairn.front.pages.leaving.tell_plan",
    "cairn.departures.queries.told_elsewhere.REFERRALS": "cairn.front.pages.leaving.tell_referrals",
    "cairn.departures.queries.told_elsewhere.CORRECTIONS": "cairn.front.pages.leaving.tell_corrections",
    "cairn.departures.queries.told_elsewhere.RECORDS": "cairn.front.pages.leaving.tell_records",
    "cairn.departures.queries.told_elsewhere.CHOSEN": "cairn.front.pages.handing_over.tell_chosen",
    "cairn.departures.commands.transfers.WALK_ON": "cairn.matching.commands.handing_over.walk_on",
    "cairn.departures.commands.transfers.FAREWELL": "cairn.matching.commands.farewells.say_farewell",
    "cairn.matching.commands.farewells.HANDED_OVER": "cairn.departures.commands.transfers.hand_over_as_chosen",
}


@cache
def trees() -> tuple[tuple[Path, ast.Module], ...]:
    paths = [path for path in sorted(SOURCES.rglob("*.py")) if "migrations" not in path.parts]
    return tuple((path, ast.parse(path.read_text("utf-8"))) for path in paths)


def hooks_made(path: Path, tree: ast.Module) -> Iterator[str]:
    """`NAME = Hook(…)`, with or without its type in brackets, or on the left."""
    module = ".".join(("cairn", *path.relative_to(SOURCES).with_suffix("").parts))
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Call):
            called = node.value.func.value if isinstance(node.value.func, ast.Subscript) else node.value.func
            if ast.unparse(called).split(".")[-1] == "Hook":
                target = node.targets[0] if isinstance(node, ast.Assign) else node.target
                yield f"{module}.{ast.unparse(target)}"


def hook_named(name: str) -> Hook[Any]:
    module, _, constant = name.rpartition(".")
    hook: Hook[Any] = getattr(importlib.import_module(module), constant)
    return hook


def test_every_hook_is_listed_here() -> None:
    assert {name for path, tree in trees() for name in hooks_made(path, tree)} == set(HOOKS)


@pytest.mark.parametrize("name", HOOKS)
def test_every_hook_is_answered_once_the_rooms_are_there(name: str) -> None:
    assert apps.ready
    answer = hook_named(name).ask
    assert f"{answer.__module__}.{answer.__qualname__}" == HOOKS[name]


def test_no_room_names_who_answers_and_none_is_joined_for_an_imports_sake() -> None:
    for path, tree in trees():
        if path == JOINED:
            continue
        setters = [
            node.lineno for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr == "answered_by"
        ]
        assert not setters, f"{path}:{setters} names who answers: that is said in front/joined.py"
        imports = [
            node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module == joined.__name__
        ]
        assert not imports or path == JOINED.with_name("apps.py"), f"{path} imports front/joined.py"


def test_no_room_keeps_a_hook_of_its_own_making() -> None:
    """A function kept aside for later (`_asked: list[Ask] = []`, filled by `know_…`) is what `Hook` is for."""
    for path, tree in trees():
        for node in tree.body:
            assert not (isinstance(node, ast.FunctionDef) and node.name.startswith(("know_", "set_guard"))), (
                f"{path}: {node}"
            )
            if isinstance(node, ast.AnnAssign) and isinstance(node.value, ast.List) and not node.value.elts:
                raise AssertionError(f"{path}:{node.lineno} begins empty and is filled later: a hook?")


def test_every_line_says_who_learns_what() -> None:
    lines = [line.strip() for line in JOINED.read_text("utf-8").splitlines()]
    said = [before for before, line in pairwise(lines) if ".answered_by(" in line]
    assert len(said) == len(HOOKS)
    assert all(line.startswith("# ") and " learn" in line for line in said), said
