"""`cairn rules`: read the rulebook, and ask any rule about facts in a file."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from cairn.front.rules_json import decision_json, read_facts
from cairn.front.rules_schema import facts_schema
from cairn.kernel.errors import BadInput, CairnError
from cairn.platform.packs import rules_on, the_rulebook
from cairn.rulebook.entries import Entry


def add_parser(subparsers: Any) -> None:
    """Add `rules` and its three verbs to the program's subcommands."""
    rules = subparsers.add_parser("rules", help="read the rulebook, or ask a rule about facts")
    verbs = rules.add_subparsers(dest="verb", required=True)
    show = verbs.add_parser("show", help="print the rules of a place, one entry a line")
    show.add_argument("place", help="such as us-mt")
    show.add_argument(
        "--on", type=_day, help="only what is in force on this day (YYYY-MM-DD), inherited rules included"
    )
    show.add_argument("--key", default="", help="only keys that start so")
    schema = verbs.add_parser("schema", help="print the JSON schema of a rule's facts")
    schema.add_argument("rule")
    decide = verbs.add_parser("decide", help="decide a rule on facts in a JSON file and print the reasons")
    decide.add_argument("place", help="such as us-mt")
    decide.add_argument("rule")
    decide.add_argument("--facts", required=True, type=Path, help="a JSON file; - reads standard input")
    decide.add_argument("--on", required=True, type=_day, help="the day to decide for (YYYY-MM-DD)")
    rules.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """0 when answered, whichever way; 2 when what was asked cannot be answered (reasons on stderr)."""
    verbs = {"show": _show, "schema": _schema, "decide": _decide}
    try:
        return verbs[args.verb](args)
    except BadInput as error:
        for field, sentence in error.problems.items():
            print(f"{field}: {sentence}", file=sys.stderr)
    except CairnError as error:
        print(error, file=sys.stderr)
    return 2


def line(entry: Entry) -> str:
    """One entry as one line: key, value, dates, citation, status, and what was set aside."""
    marks = ", ".join(mark for mark in (entry.issuer, entry.context, entry.label) if mark)
    rivals = "".join(f"  [set aside: {rival.shown} ({rival.citation.text})]" for rival in entry.rivals)
    ruled = "  [ruling]" if entry.ruling else "  [rival]" if entry.conflicts_with else ""
    known = f", {entry.known.value}" if entry.citation.status is not entry.known else ""
    name = f"{entry.full_key}{f' ({marks})' if marks else ''}"
    status = f"{entry.citation.status.value}{known}{ruled}{rivals}"
    return f"{name}: {entry.shown}  {entry.dates}  {entry.citation.text}  {status}"


def _show(args: argparse.Namespace) -> int:
    if args.on:
        entries = rules_on(args.on, args.place).all(args.key)
    else:
        entries = [entry for entry in the_rulebook().of(args.place) if entry.key.startswith(args.key)]
    for entry in entries:
        print(line(entry))
    return 0


def _schema(args: argparse.Namespace) -> int:
    print(json.dumps(facts_schema(_rule(args.rule).facts), indent=2))
    return 0


def _decide(args: argparse.Namespace) -> int:
    rule = _rule(args.rule)
    rules = rules_on(args.on, args.place)
    facts = read_facts(rule.facts, _document(args.facts))
    decision = rule.decide(facts, rules, args.on)
    asked = {"rule": rule.name, "place": args.place, "on": args.on.isoformat()}
    answer = {**asked, **decision_json(decision, the_rulebook().entries)}
    print(json.dumps(answer, indent=2, ensure_ascii=False))
    return 0


def _rule(name: str) -> Any:
    """The registered rule; raises BadInput listing the names there are."""
    from cairn.front.rules_registry import RULES

    if name not in RULES:
        raise BadInput({"rule": f"there is no rule {name!r}; rules are {', '.join(sorted(RULES))}."})
    return RULES[name]


def _document(path: Path) -> Any:
    try:
        text = sys.stdin.read() if str(path) == "-" else path.read_text(encoding="utf-8")
    except OSError as error:
        raise BadInput({"--facts": f"{path} cannot be read: {error.strerror}."}) from error
    try:
        return json.loads(text, parse_float=_no_float)
    except json.JSONDecodeError as error:
        raise BadInput({"--facts": f"not JSON at line {error.lineno}, column {error.colno}: {error.msg}."}) from error


def _no_float(written: str) -> None:
    raise BadInput({"--facts": f'{written} is not exact as a JSON number; write it as text: "{written}".'})


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{written!r} is not a day such as 2026-01-31") from error
