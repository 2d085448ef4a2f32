"""Making a backup, and making an installation out of one. A backup is checked when it is made and again, wholly, before it is used."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import UTC
from pathlib import Path
from typing import Any

from cairn import __version__
from cairn.front.upkeep.archives import DAMAGED, SUFFIX, Part, lock, part_of, read_part, sha256_of, unlocked
from cairn.front.upkeep.copies import Contents, copy_embedded, copy_postgresql
from cairn.front.upkeep.errors import CannotDo
from cairn.front.upkeep.installation import CARD, DATABASE_FILE, Card, Installation
from cairn.kernel.instants import Instant

DUMP = "cairn.dump"
MANIFEST = "manifest.json"
KEY = "key"
FORM = 1
LEFT_OUT = (
    "static",
    f"{DATABASE_FILE}-wal",
    f"{DATABASE_FILE}-shm",
    f"{DATABASE_FILE}.write-lock",
    f"{DATABASE_FILE}-journal",
    DATABASE_FILE,
)
Progress = Callable[[str], None]


def default_backup_folder(installation: Installation) -> Path:
    return installation.data.parent / f"{installation.data.name}-backups"


def make_backup(
    installation: Installation,
    folder: Path,
    *,
    now: Instant,
    progress: Progress = lambda text: None,
    keep_ledger: bool = True,
) -> Path:
    """Copy, check, lock to the recovery key, put in place; then say so in the ledger and outside of it. Returns the file.

    `keep_ledger=False` for a database that is behind this version: its ledger may not be written by it.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    card = installation.card()
    target = folder / f"cairn-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}{SUFFIX}"
    if target.exists():
        raise CannotDo(f"{target} is there already; wait a second.")
    with _working_folder(folder) as work:
        database, contents = _copy(installation, work, progress)
        parts = [
            part_of(KEY, installation.key.encode()),
            part_of(database.name, database),
            *_small_files(installation.data),
        ]
        manifest = _manifest(card, parts, contents, now)
        progress("locking")
        lock([part_of(MANIFEST, json.dumps(manifest).encode()), *parts], card.recovery_recipient, target)
    if keep_ledger:
        _write_down(installation, card, target, now)
    return target


@contextmanager
def _working_folder(folder: Path) -> Iterator[Path]:
    """Beside the backup, on its disk: the copy in it is encrypted under the installation's key (embedded) or, for PostgreSQL,
    a plain dump for as long as the backup takes."""
    work = Path(tempfile.mkdtemp(prefix=".cairn-", dir=folder))
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _copy(installation: Installation, work: Path, progress: Progress) -> tuple[Path, Contents]:
    if installation.engine == "postgresql":
        target = work / DUMP
        return target, copy_postgresql(installation.database_url, target, progress)
    target = work / DATABASE_FILE
    return target, copy_embedded(installation.database_file, target, installation.key, progress)


def _small_files(data: Path) -> list[Part]:
    """All else in the data folder; what can be made anew stays out."""
    found = [
        path for path in sorted(data.rglob("*")) if path.is_file() and path.relative_to(data).parts[0] not in LEFT_OUT
    ]
    return [part_of(f"data/{path.relative_to(data).as_posix()}", path.read_bytes()) for path in found]


def _manifest(card: Card, parts: list[Part], contents: Contents, now: Instant) -> dict[str, Any]:
    return {
        "form": FORM,
        "made_at": now.isoformat(timespec="seconds"),
        "version": __version__,
        "installation": card.id,
        "epoch": card.epoch,
        "engine": card.engine,
        "parts": {part.name: {"size": part.size, "sha256": sha256_of(part)} for part in parts},
        **asdict(contents),
    }


def _write_down(installation: Installation, card: Card, target: Path, now: Instant) -> None:
    from django.db import transaction  # noqa: PLC0415

    from cairn.front.upkeep.heads import append_heads  # noqa: PLC0415 - needs Django set up
    from cairn.privacy import ledger  # noqa: PLC0415
    from cairn.privacy.queries.chains import list_heads  # noqa: PLC0415
    from cairn.privacy.queries.installation_acts import BACKUP_MADE  # noqa: PLC0415
    from cairn.privacy.scope import scope_of_installation  # noqa: PLC0415

    acts = [{"action": BACKUP_MADE, "file": target.name, "size": target.stat().st_size}]
    with transaction.atomic(), scope_of_installation():
        ledger.write(ledger.Gathering(acts=acts), now=now)
    append_heads(installation, list_heads(), why="backup", at=now, epoch=card.epoch)


class Opened:
    """A backup unlocked into a staging folder, with everything in it compared with its manifest."""

    def __init__(self, manifest: dict[str, Any], key: str, staging: Path) -> None:
        self.manifest = manifest
        self.key = key
        self.staging = staging

    @property
    def database(self) -> Path:
        return self.staging / (DUMP if self.manifest["engine"] == "postgresql" else DATABASE_FILE)

    @property
    def contents(self) -> Contents:
        heads = {name: (n, entry_hash) for name, (n, entry_hash) in self.manifest["heads"].items()}
        return Contents(self.manifest["rows"], heads, self.manifest["migrations"])

    @property
    def card(self) -> Card:
        return Card(**json.loads((self.staging / "data" / CARD).read_text()))


def open_backup(archive: Path, recovery_key: str, staging: Path) -> Opened:
    """Unlock into `staging`. Raises CannotDo for another's key, and for any byte that is not as it was written."""
    if not archive.is_file():
        raise CannotDo(f"{archive} is not there.")
    found: dict[str, dict[str, Any]] = {}
    memory: dict[str, bytes] = {}
    with unlocked(archive, recovery_key) as tar:
        for member in tar:
            if member.name in (MANIFEST, KEY):
                pieces: list[bytes] = []
                size, digest = read_part(tar, member, pieces.append)
                memory[member.name] = b"".join(pieces)
            else:
                with _inside(staging, member.name) as file:
                    size, digest = read_part(tar, member, file.write)
            found[member.name] = {"size": size, "sha256": digest}
    manifest = _read_manifest(memory, found)
    return Opened(manifest, memory[KEY].decode(), staging)


@contextmanager
def _inside(staging: Path, name: str) -> Iterator[Any]:
    target = (staging / name).resolve()
    if not target.is_relative_to(staging.resolve()):
        raise CannotDo(DAMAGED)
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())


def _read_manifest(memory: dict[str, bytes], found: dict[str, dict[str, Any]]) -> dict[str, Any]:
    try:
        manifest = json.loads(memory[MANIFEST])
        found.pop(MANIFEST)
        if manifest["form"] != FORM:
            raise CannotDo(
                f"This backup has form {manifest['form']}, which this version does not read. Use the version that made it."
            )
        if manifest["parts"] != found or KEY not in memory:
            raise CannotDo(DAMAGED)
    except (KeyError, ValueError):
        raise CannotDo(DAMAGED) from None
    return dict(manifest)


def next_card(opened: Opened, installation: Installation) -> Card:
    """The restored installation's card: the same installation, one epoch later, in its new places."""
    old = opened.card
    return replace(
        old,
        epoch=old.epoch + 1,
        key_file=str(installation.key_file),
        witness=str(installation.witness),
        engine=installation.engine,
    )
