"""Removing old backups, and only what is surely one: a file that stands in this installation's ledger, by name and size, as it made it.

Whatever else lies in the folder (another installation's backups, one cut short, one made by an upgrade, somebody's letter) stays.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from cairn.front.upkeep.archives import SUFFIX
from cairn.front.upkeep.installation import sync_folder
from cairn.kernel.instants import Instant

NAME = re.compile(rf"cairn-\d{{8}}T\d{{6}}Z{re.escape(SUFFIX)}")


@dataclass(frozen=True, slots=True)
class Pruned:
    """What was removed, oldest first; what looks like a backup and is left alone because it is not known here as a complete one."""

    removed: tuple[str, ...]
    left_alone: tuple[str, ...]


def prune_backups(folder: Path, keep: int, *, now: Instant) -> Pruned:
    """Keep the newest `keep` (at least one) of this installation's complete backups; remove the older ones, and write that down."""
    from cairn.privacy.queries.installation_acts import list_backups_made  # noqa: PLC0415 - needs Django set up

    made = list_backups_made()
    found = sorted(
        path for path in folder.iterdir() if path.suffix == SUFFIX and path.is_file() and not path.is_symlink()
    )
    known = [path for path in found if NAME.fullmatch(path.name) and made.get(path.name) == path.stat().st_size]
    old = known[: -max(keep, 1)]
    if old:
        _write_down(old, now)
    for path in old:
        path.unlink()
    sync_folder(folder)
    return Pruned(tuple(path.name for path in old), tuple(path.name for path in found if path not in known))


def _write_down(old: list[Path], now: Instant) -> None:
    """Before they are gone: a removal that is not on record does not happen."""
    from django.db import transaction  # noqa: PLC0415

    from cairn.privacy import ledger  # noqa: PLC0415
    from cairn.privacy.scope import scope_of_installation  # noqa: PLC0415

    acts = [{"action": "installation.backup.removed", "files": [path.name for path in old]}]
    with transaction.atomic(), scope_of_installation():
        ledger.write(ledger.Gathering(acts=acts), now=now)
