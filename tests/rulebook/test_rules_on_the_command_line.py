"""`cairn rules`: what it prints, and how it refuses."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass
from datetime import date
from types import ModuleType

import pytest

from cairn.front.cli import rules as command
from cairn.kernel.decisions import Decision, Finding, Verdict


@dataclass(frozen=True)
class FeeFacts:
    """What the toy rule asks for."""

    paid_cents: int
    applied_on: date | None = None


@dataclass(frozen=True)
class Rule:
    name: str
    facts: type
    decide: object


def decide_fee(facts, rules, on):
    fee = rules.entry("fee.renewal")
    met = facts.paid_cents >= fee.money.cents
    finding = Finding(
        "fee", Verdict.MET if met else Verdict.NOT_MET, "Fee", fee.shown, str(facts.paid_cents),
        "" if met else "Pay the rest.", (fee.citation,),
    )  # fmt: skip
    return Decision.all_of("Fee paid", [finding], fee=fee.money, on=on)


@pytest.fixture(autouse=True)
def registry(monkeypatch):
    module = ModuleType("cairn.front.rules_registry")
    module.RULES = {"fee-paid": Rule("fee-paid", FeeFacts, decide_fee)}
    monkeypatch.setitem(sys.modules, "cairn.front.rules_registry", module)


def cairn(*words: str) -> int:
    parser = argparse.ArgumentParser()
    command.add_parser(parser.add_subparsers(required=True))
    args = parser.parse_args(["rules", *words])
    return args.run(args)


def decide(tmp_path, facts: str, *, on: str = "2023-06-01", place: str = "us-mt", rule: str = "fee-paid") -> int:
    path = tmp_path / "facts.json"
    path.write_text(facts, encoding="utf-8")
    return cairn("decide", place, rule, "--facts", str(path), "--on", on)


def test_show_prints_one_entry_a_line_with_dates_citation_and_status(capsys):
    assert cairn("show", "us-mt", "--on", "2023-06-01", "--key", "fee.renewal") == 0
    (line,) = capsys.readouterr().out.splitlines()
    for part in (
        "us-mt.fee.renewal",
        "$93.00/year",
        "from unknown (assumed 2022-01-01)",
        "Best Practices",
        "verified",
    ):
        assert part in line


def test_show_without_a_day_prints_every_date(capsys):
    assert cairn("show", "us-mt", "--key", "fee.renewal") == 0
    lines = capsys.readouterr().out.splitlines()
    assert ["$125" in line for line in lines] == [True, False, False]
    assert "obsolete, verified" in lines[0]


def test_show_on_a_day_says_what_a_ruling_set_aside(capsys):
    assert cairn("show", "mpn", "--on", "2023-06-01", "--key", "ps101.attendance") == 0
    assert "[ruling]  [set aside: 1 (100%)" in capsys.readouterr().out


@pytest.mark.parametrize("words", [("show", "us-xx"), ("show", "us-xx", "--on", "2023-06-01")])
def test_an_unknown_place_lists_the_places_and_exits_2(capsys, words):
    assert cairn(*words) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "us-mt" in said.err
    assert "us-xx" in said.err


def test_a_bad_day_is_refused_by_the_parser(capsys):
    with pytest.raises(SystemExit) as caught:
        cairn("show", "us-mt", "--on", "yesterday")
    assert caught.value.code == 2
    assert "2026-01-31" in capsys.readouterr().err


def test_schema_is_that_of_the_facts(capsys):
    assert cairn("schema", "fee-paid") == 0
    schema = json.loads(capsys.readouterr().out)
    assert schema["$schema"].endswith("2020-12/schema")
    assert schema["required"] == ["paid_cents"]
    assert cairn("schema", "nothing") == 2
    assert "fee-paid" in capsys.readouterr().err


def test_decide_prints_reasons_citations_figures_and_what_would_change(tmp_path, capsys):
    assert decide(tmp_path, '{"paid_cents": 100}') == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["rule"], answer["place"], answer["on"]) == ("fee-paid", "us-mt", "2023-06-01")
    assert (answer["allowed"], answer["outcome"]) == (False, "no")
    assert answer["figures"] == {"fee": "93.00", "on": "2023-06-01"}
    assert answer["would_change"] == ["Pay the rest."]
    (citation,) = answer["findings"][0]["citations"]
    assert citation == {
        "rule": "us-mt.fee.renewal",
        "text": "Best Practices Guide 2022, State Certification table",
        "status": "verified",
        "from": "2022-01-01",
        "to": "2024-02-09",
        "dates": "from unknown (assumed 2022-01-01) to 2024-02-09",
    }


def test_the_same_facts_on_an_earlier_day_meet_an_earlier_rule(tmp_path, capsys):
    assert decide(tmp_path, '{"paid_cents": 9300}') == 0
    assert json.loads(capsys.readouterr().out)["allowed"] is True
    assert decide(tmp_path, '{"paid_cents": 9300}', on="2019-06-01") == 0
    assert json.loads(capsys.readouterr().out)["allowed"] is False


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ("{}", "paid_cents: missing"),
        ('{"paid_cents": "9"}', "paid_cents: must be a whole number"),
        ('{"paid_cents": true}', "paid_cents: must be a whole number"),
        ('{"paid_cents": 9.5}', 'write it as text: "9.5"'),
        ('{"paid_cents": 9, "paid": 1}', "paid: unknown field; known are paid_cents, applied_on"),
        (
            '{"paid_cents": 9, "applied_on": "2026-02-30"}',
            "applied_on: must be a day such as 2026-01-31, not",
        ),
        ("[]", "(facts): must be an object"),
        ("{", "--facts: not JSON at line 1"),
    ],
)
def test_bad_facts_are_named_field_by_field(tmp_path, capsys, facts, said):
    assert decide(tmp_path, facts) == 2
    output = capsys.readouterr()
    assert output.out == ""
    assert said in output.err


def test_what_cannot_be_decided_says_why(tmp_path, capsys):
    assert decide(tmp_path, '{"paid_cents": 1}', rule="nothing") == 2
    assert "rules are fee-paid" in capsys.readouterr().err
    assert decide(tmp_path, '{"paid_cents": 1}', on="2001-01-01") == 2
    assert "No rule fee.renewal" in capsys.readouterr().err
    assert decide(tmp_path, '{"paid_cents": 1}', place="us-xx") == 2
    assert "There is no place" in capsys.readouterr().err
    assert cairn("decide", "us-mt", "fee-paid", "--facts", str(tmp_path / "none.json"), "--on", "2023-06-01") == 2
    assert "cannot be read" in capsys.readouterr().err
