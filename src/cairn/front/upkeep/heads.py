"""The ledger's heads, written outside the database: whoever rewrites the database cannot rewrite these as well without being seen.

`heads.jsonl` in the witness folder gets a line each hour, at each start and stop and with each backup. A line holds every organization's
last entry number and hash. Each line carries the hash of the line before it and a seal made with the installation's key.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from cairn.front.upkeep.installation import Installation, sync_folder
from cairn.kernel.instants import Instant
from cairn.privacy.domain.chain import GENESIS, Head, canonical

FILE = "heads.jsonl"
PURPOSE = "heads seal"
RESTORED = "restored"


@dataclass(slots=True)
class Outside:
    """What a witness folder says: the heads by organization and number, and what is wrong with the file itself."""

    heads: dict[str, dict[int, str]] = field(default_factory=dict)
    lines: int = 0
    last_at: str = ""
    faults: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def of(self, organization: str) -> list[Head]:
        return [Head(n, entry_hash) for n, entry_hash in sorted(self.heads.get(organization, {}).items())]


def line_hash(line: str) -> str:
    return hashlib.sha256(line.encode()).hexdigest()


def seal(key: bytes, fields: dict[str, object]) -> str:
    return hmac.new(key, canonical(fields).encode(), hashlib.sha256).hexdigest()


def append_heads(installation: Installation, heads: dict[UUID, Head], *, why: str, at: Instant, epoch: int) -> None:
    """Add one line and see it safely on the disk."""
    installation.witness.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = installation.witness / FILE
    is_new = not path.exists()
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "r+") as file:
        _wait_for_turn(file.fileno())
        previous, whole = _last_line(path)
        os.ftruncate(file.fileno(), whole)  # half a line, left by a power cut, was never a witness
        fields: dict[str, object] = {
            "at": at.isoformat(timespec="seconds"),
            "why": why,
            "epoch": epoch,
            "heads": {str(organization): [head.n, head.hash] for organization, head in heads.items()},
            "previous": line_hash(previous) if previous else GENESIS,
        }
        line = canonical({**fields, "seal": seal(installation.derive(PURPOSE), fields)})
        file.seek(0, os.SEEK_END)
        file.write(line + "\n")
        file.flush()
        os.fsync(file.fileno())
    if is_new:
        sync_folder(installation.witness)


def _wait_for_turn(descriptor: int) -> None:
    try:
        import fcntl  # noqa: PLC0415 - absent on Windows, where only one process writes
    except ImportError:
        return
    fcntl.flock(descriptor, fcntl.LOCK_EX)


def _last_line(path: Path) -> tuple[str, int]:
    """The last whole line, and how many bytes the whole lines take."""
    last, whole = "", 0
    with path.open("rb") as lines:
        for line in lines:
            if line.endswith(b"\n"):
                whole += len(line)
                last = line.decode(errors="replace").strip() or last
    return last, whole


def read_heads(installation: Installation) -> Outside:
    """All heads of the witness folder. After a restore only the heads that the backup held still bind."""
    outside = Outside()
    path = installation.witness / FILE
    if not path.exists():
        outside.faults.append(
            f"{path} is not there: a chain rewritten from end to end could not be told from a true one"
        )
        return outside
    key, previous = installation.derive(PURPOSE), GENESIS
    for number, line in _lines(path):
        fields = _sealed_fields(line, key)
        if fields is None:
            if not line.endswith("\n"):
                outside.remarks.append(f"line {number} of the heads file was cut off while it was written")
                continue
            outside.faults.append(f"line {number} of the heads file is not sealed with this installation's key")
            previous = line_hash(line.rstrip("\n"))
            continue
        if fields["previous"] != previous:
            outside.faults.append(f"line {number} of the heads file does not follow from the line before it")
        previous = line_hash(line.rstrip("\n"))
        _take(outside, fields)
    return outside


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    with path.open() as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield number, line


def _sealed_fields(line: str, key: bytes) -> dict[str, object] | None:
    try:
        fields = json.loads(line)
        found = str(fields.pop("seal"))
        if not hmac.compare_digest(found, seal(key, fields)):
            return None
        return dict(fields)
    except (ValueError, KeyError, AttributeError, TypeError):
        return None


def _take(outside: Outside, fields: dict[str, object]) -> None:
    heads: dict[str, tuple[int, str]] = fields["heads"]  # type: ignore[assignment]
    if fields["why"] == RESTORED:
        _forget_what_came_after(outside, heads, str(fields["at"]))
    for organization, (n, entry_hash) in heads.items():
        known = outside.heads.setdefault(organization, {})
        if known.get(n, entry_hash) != entry_hash:
            outside.faults.append(f"the heads file has two different hashes for entry {n} of {organization}")
        if n:
            known[n] = entry_hash
    outside.lines += 1
    outside.last_at = str(fields["at"])


def _forget_what_came_after(outside: Outside, heads: dict[str, tuple[int, str]], at: str) -> None:
    lost = 0
    for organization, known in outside.heads.items():
        reach = heads.get(organization, (0, ""))[0]
        lost += max(0, max(known, default=0) - reach)
        outside.heads[organization] = {n: entry_hash for n, entry_hash in known.items() if n <= reach}
    outside.remarks.append(f"restored from a backup on {at}; at least {lost} entries were written after that backup")
