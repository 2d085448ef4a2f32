"""A record as plain data for a computer: dataclasses as objects, days and instants as ISO text, codes as text. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, time
from enum import Enum
from typing import Any
from uuid import UUID

LEFT_OUT = frozenset({"doubts", "required", "guide", "terms"})  # how a rule sees it; not what is kept about the person


def as_data(value: Any) -> Any:
    """What `json` can write, in the order of the fields."""
    if is_dataclass(value):
        return {one.name: as_data(getattr(value, one.name)) for one in fields(value) if one.name not in LEFT_OUT}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (UUID, bytes)):
        return str(value)
    if isinstance(value, (date, time)):  # an instant is a date too
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): as_data(one) for key, one in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        made = [as_data(one) for one in value]
        return sorted(made) if isinstance(value, (set, frozenset)) else made
    return value
