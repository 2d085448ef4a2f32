"""Every row of the case tables, asked of the rule that it names; and no known trap without a guard."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cairn.front.rules_json import read_facts
from cairn.front.rules_registry import RULES
from cairn.kernel.decisions import Decision
from cairn.kernel.money import Money
from cairn.platform.packs import rules_on
from tests.rulebook.case_tables import PLACES, Case, list_cases

CASES = list_cases()
GUARDED = {*range(1, 38), 61}  # the traps of the fact sheet that these rooms answer for


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.file}: {case.name}")
def test_case(case: Case):
    rule = RULES[case.rule]
    facts = read_facts(rule.facts, _as_json(case.facts))
    decision = rule.decide(facts, rules_on(case.on, case.place or PLACES[rule.place_kind]), case.on)
    _agrees(decision, case.expect)


def _as_json(value: Any) -> Any:
    """Dates as JSON has them, so that the cases go through the reader that outside callers use."""
    if isinstance(value, dict):
        return {name: _as_json(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_as_json(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def _agrees(decision: Decision, expect: Mapping[str, Any]) -> None:
    if "outcome" in expect:
        assert decision.outcome == expect["outcome"], decision.summary()
    if "against" in expect:
        assert [finding.code for finding in decision.against] == expect["against"], decision.summary()
    if "warnings" in expect:
        assert set(expect["warnings"]) <= {finding.code for finding in decision.warnings}
    for code, remedy in expect.get("remedies", {}).items():
        assert decision.finding(code).remedy == remedy
    cited = {citation.rule for finding in decision.findings for citation in finding.citations}
    assert set(expect.get("cites", ())) <= cited
    for name, wanted in expect.get("figures", {}).items():
        _same(decision.figures[name], wanted, name)


def _same(found: Any, wanted: Any, where: str) -> None:
    """Equal; of a record only the named fields, of a list every row, money by the way it is printed."""
    if isinstance(wanted, Mapping):
        for name, value in wanted.items():
            _same(getattr(found, name), value, f"{where}.{name}")
    elif isinstance(wanted, list):
        assert len(found) == len(wanted), where
        for index, value in enumerate(wanted):
            _same(found[index], value, f"{where}[{index}]")
    else:
        assert (str(found) if isinstance(found, Money) else found) == wanted, where


def test_every_trap_is_guarded():
    tests = Path(__file__).parents[1].rglob("test_*.py")
    named = {int(number) for path in tests for number in re.findall(r"def test_trap_(\d\d)", path.read_text())}
    covered = named | {trap for case in CASES for trap in case.traps}
    assert covered >= GUARDED, f"no guard for {sorted(GUARDED - covered)}"


def test_every_rule_has_cases():
    assert {case.rule for case in CASES} == set(RULES)


def test_case_names_are_unique():
    names = [(case.file, case.rule, case.name) for case in CASES]
    assert len(names) == len(set(names))
