"""For how long a look counts, from the packs of the day."""

from __future__ import annotations

from datetime import date

from cairn.directory.domain.freshness import Terms
from cairn.platform.packs import entries_on

KEYS = ("directory.fresh", "directory.old", "directory.capacity")


def terms_on(on: date, place: str) -> Terms:
    """The three terms with who says so; raises PackError when a pack lost one."""
    found = entries_on(on, place, KEYS, source="packs/us/federal/directory.toml")
    fresh, old, capacity = found
    return Terms(fresh.days, old.days, capacity.days, tuple(entry.citation for entry in found))
