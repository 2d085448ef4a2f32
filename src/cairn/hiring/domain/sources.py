"""Where a line of a hiring pack comes from, read strictly: what is not cited does not load."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from cairn.kernel.citations import Citation, Status
from cairn.kernel.errors import BrokenRecord

STATUSES = {
    "V": Status.VERIFIED,
    "V2": Status.SECONDARY,
    "I": Status.INFERRED,
    "M": Status.UNVERIFIED,
}


def read_citation(row: Mapping[str, Any], key: str) -> Citation:
    """The citation of one line; raises BrokenRecord naming the line that has none."""
    text, status, start, end = row.get("citation"), row.get("status"), row.get("from"), row.get("to")
    if not isinstance(text, str) or not text.strip() or status not in STATUSES:
        raise BrokenRecord(f"{key}: needs a citation and a status ({', '.join(STATUSES)}).")
    if not isinstance(start, date) or not isinstance(end, date | None):
        raise BrokenRecord(f"{key}: needs the day from which its source speaks.")
    return Citation(key, text, STATUSES[status], start, end)


def text_of(row: Mapping[str, Any], name: str, key: str) -> str:
    """A text that must be there; raises BrokenRecord."""
    value = row.get(name)
    if not isinstance(value, str) or not value.strip():
        raise BrokenRecord(f"{key}: needs {name}.")
    return value
