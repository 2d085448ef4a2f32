"""Rules are pure, hold no number of a place, and compute without floating point."""

from __future__ import annotations

import ast
from datetime import date
from pathlib import Path

import pytest

from cairn.front.rules_registry import RULES
from cairn.platform.packs import rules_on

SOURCE = Path(__file__).parents[2] / "src" / "cairn"
DOMAIN = sorted(SOURCE.glob("*/domain/*.py"))
FORBIDDEN = {"django", "os", "random", "time", "secrets", "pathlib", "tomllib", "socket", "subprocess"}
SMALL = {0, 1, 2, 3, 4, 5, 60, 100}  # indexes, days of the week, an hour's minutes; never a term or an amount


@pytest.mark.parametrize("path", DOMAIN, ids=lambda path: str(path.relative_to(SOURCE)))
def test_domain_is_pure(path: Path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else [each.name for each in node.names]
            assert not {name.partition(".")[0] for name in names} & FORBIDDEN
        if isinstance(node, ast.Constant):
            assert not isinstance(node.value, float), f"line {node.lineno}: {node.value}"
        if isinstance(node, ast.Name):
            assert node.id != "float", f"line {node.lineno}"


def _behind_the_rules() -> list[Path]:
    """The domain modules that the registered rules are made of, found by following imports."""
    found: set[Path] = set()
    waiting = [SOURCE / "front" / "rules_registry.py"]
    while waiting:
        for node in ast.walk(ast.parse(waiting.pop().read_text())):
            module = node.module or "" if isinstance(node, ast.ImportFrom) else ""
            path = SOURCE.parent / f"{module.replace('.', '/')}.py"
            if ".domain." in module and path not in found:
                found.add(path)
                waiting.append(path)
    return sorted(found)


@pytest.mark.parametrize("path", _behind_the_rules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_number_of_a_place_in_code(path: Path):
    numbers = {
        node.value
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Constant) and type(node.value) is int
    }
    assert numbers <= SMALL, numbers - SMALL


def test_the_rules_have_modules_to_look_at():
    assert len(_behind_the_rules()) > 12


@pytest.mark.parametrize(("name", "place"), [("renewal-fee", "us-mt"), ("rate", "us-mt-medicaid")])
def test_the_answer_depends_on_the_day(name: str, place: str):
    rule = RULES[name]
    older, newer = (
        rule.decide(rule.facts(), rules_on(day, place), day) for day in (date(2019, 6, 1), date(2024, 6, 1))
    )
    assert older.outcome != newer.outcome
    assert older.findings[0].citations != newer.findings[0].citations


def test_every_rule_says_in_a_sentence_what_it_answers():
    for rule in RULES.values():
        assert rule.description.endswith(".")
        assert rule.place_kind in {"state", "payer"}
