"""For how long a look counts, from the packs of the day."""

from __future__ import annotations

from datetime import date

from cairn.directory.domain.freshness import Terms
from cairn.platform.packs import rules_on
from cairn.rulebook.rivals import PackError

KEYS = ("directory.fresh", "directory.old", "directory.capacity")


def terms_on(on: date, place: str) -> Terms:
    """The three terms with who says so; raises PackError when a pack lost one."""
    rules = rules_on(on, place)
    entries = [(key, rules.find(key)) for key in KEYS]
    found = [entry for _, entry in entries if entry is not None]
    if len(found) < len(KEYS):
        missing = next(key for key, entry in entries if entry is None)
        raise PackError("packs/us/federal/directory.toml", missing, "value", "it is missing; put it back.")
    fresh, old, capacity = found
    return Terms(fresh.days, old.days, capacity.days, tuple(entry.citation for entry in found))
