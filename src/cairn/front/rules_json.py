"""Facts from JSON, decisions to JSON: how the rules are asked from outside, with every wrong field named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import Enum
from fractions import Fraction
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from cairn.front.rules_schema import describe, is_required, is_union, without_none
from cairn.kernel.citations import Citation
from cairn.kernel.decisions import Decision, Finding
from cairn.kernel.errors import BadInput
from cairn.kernel.instants import Period
from cairn.kernel.money import Money
from cairn.rulebook.entries import Entry

Facts = TypeVar("Facts")


def read_facts(kind: type[Facts], document: Any) -> Facts:
    """A facts dataclass from parsed JSON; raises BadInput naming every bad field (`stays[0].start`)."""
    problems: dict[str, str] = {}
    facts = _read(kind, document, "", problems)
    if problems:
        raise BadInput(problems)
    return facts


def _read(kind: Any, value: Any, path: str, problems: dict[str, str]) -> Any:
    """The value as `kind`, or None after noting what is wrong under `path`."""
    kind = getattr(kind, "__supertype__", kind)
    if is_union(kind):
        if value is None and type(None) in get_args(kind):
            return None
        return _read(without_none(kind), value, path, problems)
    if get_origin(kind) in (tuple, frozenset, list):
        return _read_many(kind, value, path, problems)
    if is_dataclass(kind) and kind is not Money:
        return _read_fields(kind, value, path, problems)
    try:
        return _read_plain(kind, value)
    except ValueError as error:
        problems[path or "(facts)"] = str(error)
        return None


def _read_fields(kind: Any, value: Any, path: str, problems: dict[str, str]) -> Any:
    if not isinstance(value, dict):
        problems[path or "(facts)"] = "must be an object with named fields."
        return None
    before = len(problems)
    hints, known = get_type_hints(kind), {field.name: field for field in fields(kind) if field.init}
    for name in value.keys() - known.keys():
        problems[_joined(path, name)] = f"unknown field; known are {', '.join(known)}."
    read = {}
    for name, field in known.items():
        if name in value:
            read[name] = _read(hints[name], value[name], _joined(path, name), problems)
        elif is_required(field):
            problems[_joined(path, name)] = f"missing; {describe(hints[name])} is needed."
    if len(problems) > before:
        return None
    try:
        return kind(**read)
    except ValueError as error:  # the dataclass itself refuses, in words
        problems[path or "(facts)"] = str(error)
        return None


def _read_many(kind: Any, value: Any, path: str, problems: dict[str, str]) -> Any:
    if not isinstance(value, list):
        problems[path] = f"must be a list, not {value!r}."
        return None
    before, parts = len(problems), get_args(kind)
    if get_origin(kind) is tuple and parts[-1] is not ...:
        if len(value) != len(parts):
            problems[path] = f"must be a list of exactly {len(parts)}."
            return None
    else:
        parts = (parts[0],) * len(value)
    read = [_read(part, value[i], f"{path}[{i}]", problems) for i, part in enumerate(parts)]
    return get_origin(kind)(read) if len(problems) == before else None


def _read_plain(kind: Any, value: Any) -> Any:
    wanted = f"must be {describe(kind)}, not {value!r}."
    if kind in (str, int, bool):
        if type(value) is not kind:
            raise ValueError(wanted)
        return value
    if not isinstance(value, str):
        raise ValueError(wanted)
    try:
        read = READERS[kind](value) if kind in READERS else kind(value)
    except (ValueError, InvalidOperation, ZeroDivisionError) as error:
        raise ValueError(wanted) from error
    if isinstance(read, datetime) and read.tzinfo is None:
        raise ValueError(wanted)
    return read


READERS: dict[Any, Any] = {
    date: date.fromisoformat,
    datetime: datetime.fromisoformat,
    Decimal: Decimal,
    Fraction: Fraction,
    Money: Money.dollars,
}


def decision_json(decision: Decision, entries: Iterable[Entry] = ()) -> dict[str, Any]:
    """A decision as plain JSON values: findings with citations, figures, and what would change the answer.

    With the rulebook's `entries`, each citation also says its dates in words: which of them were assumed.
    """
    dates = {entry.citation: entry.dates for entry in entries}
    return {
        "subject": decision.subject,
        "outcome": decision.outcome,
        "allowed": decision.allowed,
        "findings": [_finding(finding, dates) for finding in decision.findings],
        "figures": {name: _plain(value) for name, value in decision.figures.items()},
        "would_change": [finding.remedy for finding in decision.against if finding.remedy],
    }


def _finding(finding: Finding, dates: Mapping[Citation, str]) -> dict[str, Any]:
    written = {field.name: _plain(getattr(finding, field.name)) for field in fields(finding)}
    return {**written, "citations": [_citation(citation, dates) for citation in finding.citations]}


def _citation(citation: Citation, dates: Mapping[Citation, str]) -> dict[str, Any]:
    """A citation with its status and dates; `from` null means that nobody knows the first day."""
    return {
        "rule": citation.rule,
        "text": citation.text,
        "status": citation.status.value,
        "from": _plain(citation.start),
        "to": _plain(citation.end),
        "dates": dates.get(citation, str(Period(citation.start, citation.end))),
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Money):
        return f"{value.amount:.2f}"
    if isinstance(value, Mapping):
        return {str(_plain(key)): _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(each) for each in value]
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return str(value)


def _joined(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name
