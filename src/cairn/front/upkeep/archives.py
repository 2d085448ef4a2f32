"""The form of a backup: a tar stream, locked with age to the installation's recovery key. Nothing of it lies on a disk unlocked.

Parts, in order: `manifest.json`, `key` (the installation's key), the database, and the small files of the data folder. The manifest is
first and names the size and SHA-256 of every other part.
"""

from __future__ import annotations

import hashlib
import io
import os
import tarfile
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyrage
from pyrage import x25519

from cairn.front.upkeep.errors import CannotDo
from cairn.front.upkeep.installation import sync_folder

SUFFIX = ".cairnbackup"
PIECE = 1 << 20
DAMAGED = "This backup is damaged or cut short: what it holds is not what was written. Nothing was restored; take another backup file."


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a backup: its bytes come from memory or from a file."""

    name: str
    size: int
    source: bytes | Path

    def pieces(self) -> Iterator[bytes]:
        if isinstance(self.source, bytes):
            yield self.source
            return
        with self.source.open("rb") as file:
            while piece := file.read(PIECE):
                yield piece


def part_of(name: str, source: bytes | Path) -> Part:
    return Part(name, len(source) if isinstance(source, bytes) else source.stat().st_size, source)


def sha256_of(part: Part) -> str:
    digest = hashlib.sha256()
    for piece in part.pieces():
        digest.update(piece)
    return digest.hexdigest()


class TarStream(io.RawIOBase):
    """The parts as one readable tar, made while it is read."""

    def __init__(self, parts: Iterable[Part]) -> None:
        self.pieces = _tar_pieces(parts)
        self.rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self.rest:
            piece = next(self.pieces, None)
            if piece is None:
                return 0
            self.rest = piece
        taken = min(len(buffer), len(self.rest))
        buffer[:taken], self.rest = self.rest[:taken], self.rest[taken:]
        return taken


def _tar_pieces(parts: Iterable[Part]) -> Iterator[bytes]:
    for part in parts:
        header = tarfile.TarInfo(part.name)
        header.size, header.mode = part.size, 0o600
        yield header.tobuf(tarfile.PAX_FORMAT)
        yield from part.pieces()
        yield b"\0" * (-part.size % tarfile.BLOCKSIZE)
    yield b"\0" * (2 * tarfile.BLOCKSIZE)


def lock(parts: Iterable[Part], recipient: str, target: Path) -> None:
    """Write the backup under its name only when all of it is safely on the disk."""
    beside = target.with_name(f".{target.name}.part")
    try:
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            pyrage.encrypt_io(io.BufferedReader(TarStream(parts), PIECE), file, [x25519.Recipient.from_str(recipient)])
            file.flush()
            os.fsync(file.fileno())
        beside.rename(target)
        sync_folder(target.parent)
    finally:
        beside.unlink(missing_ok=True)


@contextmanager
def unlocked(archive: Path, recovery_key: str) -> Iterator[tarfile.TarFile]:
    """The tar inside, read once from front to end. Damage anywhere raises before the block is left in peace."""
    try:
        identity = x25519.Identity.from_str(recovery_key.strip())
    except pyrage.IdentityError:
        raise CannotDo(
            "The recovery key file does not hold a recovery key; one begins with AGE-SECRET-KEY-1."
        ) from None
    reading, writing = os.pipe()
    outcome: list[Exception] = []
    opener = threading.Thread(target=_pour, args=(archive, identity, writing, outcome), daemon=True)
    opener.start()
    try:
        with os.fdopen(reading, "rb") as stream:
            try:
                with tarfile.open(fileobj=stream, mode="r|") as tar:
                    yield tar
                while stream.read(PIECE):  # what follows the tar's end must be sound as well
                    pass
            except (tarfile.TarError, EOFError):
                opener.join()
                raise _refusal(outcome) from None
    finally:
        opener.join()
    if outcome:
        raise _refusal(outcome)


def _pour(archive: Path, identity: x25519.Identity, writing: int, outcome: list[Exception]) -> None:
    try:
        with os.fdopen(writing, "wb") as out, archive.open("rb") as locked:
            pyrage.decrypt_io(locked, out, [identity])
    except BrokenPipeError:
        pass  # the reader gave up first and says why
    except Exception as error:  # noqa: BLE001 - handed to the reader's thread
        outcome.append(error)


def _refusal(outcome: list[Exception]) -> CannotDo:
    if outcome and "No matching keys" in str(outcome[0]):
        return CannotDo(
            "This recovery key does not open this backup: it belongs to another installation. Nothing was restored."
        )
    return CannotDo(DAMAGED)


def read_part(tar: tarfile.TarFile, member: tarfile.TarInfo, write: Callable[[bytes], object]) -> tuple[int, str]:
    """Copy one part out; its size and SHA-256 as they came."""
    source, digest, size = tar.extractfile(member), hashlib.sha256(), 0
    if source is None:
        raise CannotDo(DAMAGED)
    while piece := source.read(PIECE):
        write(piece)
        digest.update(piece)
        size += len(piece)
    return size, digest.hexdigest()
