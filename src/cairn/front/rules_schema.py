"""What the facts of a rule look like from outside: a JSON Schema for programs, words for people."""

from __future__ import annotations

import types
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any, Union, get_args, get_origin, get_type_hints

from cairn.kernel.money import Money

WORDS: dict[Any, str] = {
    str: "a text",
    int: "a whole number",
    bool: "true or false",
    date: "a day such as 2026-01-31",
    datetime: "an instant with its zone such as 2026-01-31T09:30:00-07:00",
    Decimal: 'a decimal as text such as "19.5"',
    Fraction: 'a ratio as text such as "1/20"',
    Money: 'dollars as text such as "14.01"',
}
SCHEMAS: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "format": "date-time"},
    Decimal: {"type": "string", "pattern": r"^-?\d+(\.\d+)?$"},
    Fraction: {"type": "string", "pattern": r"^\d+(\.\d+|/\d+)?$"},
    Money: {"type": "string", "pattern": r"^-?\d+(\.\d{1,2})?$"},
}


def describe(kind: Any) -> str:
    """What may stand in a field of this type, in words."""
    kind = getattr(kind, "__supertype__", kind)
    if is_union(kind):
        return f"{describe(without_none(kind))} or null"
    if get_origin(kind) in (tuple, frozenset, list):
        return "a list"
    if isinstance(kind, type) and issubclass(kind, Enum):
        return "one of " + ", ".join(str(member.value) for member in kind)
    return WORDS.get(kind, "an object")


def facts_schema(kind: type[Any]) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a facts dataclass: what `cairn rules decide` accepts."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **_schema(kind)}


def _schema(kind: Any) -> dict[str, Any]:
    kind = getattr(kind, "__supertype__", kind)
    if kind in SCHEMAS:
        return dict(SCHEMAS[kind])
    if is_union(kind):
        return {"anyOf": [_schema(without_none(kind)), {"type": "null"}]}
    if get_origin(kind) in (tuple, frozenset, list):
        parts = get_args(kind)
        if get_origin(kind) is tuple and parts[-1] is not ...:
            return {"type": "array", "prefixItems": [_schema(part) for part in parts], "items": False,
                    "minItems": len(parts)}  # fmt: skip
        return {"type": "array", "items": _schema(parts[0])}
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {"enum": [member.value for member in kind]}
    if not is_dataclass(kind):
        raise TypeError(f"{kind} cannot be asked for in JSON.")
    hints, known = get_type_hints(kind), [field for field in fields(kind) if field.init]
    return {
        "title": getattr(kind, "__name__", ""),
        "type": "object",
        "properties": {field.name: _schema(hints[field.name]) for field in known},
        "required": [field.name for field in known if is_required(field)],
        "additionalProperties": False,
    }


def is_required(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def is_union(kind: Any) -> bool:
    return get_origin(kind) in (Union, types.UnionType)


def without_none(kind: Any) -> Any:
    """The one type beside None; a facts dataclass has no other unions."""
    others = [part for part in get_args(kind) if part is not type(None)]
    if len(others) != 1:
        raise TypeError(f"{kind} cannot be asked for in JSON: one type, or one type or null.")
    return others[0]
