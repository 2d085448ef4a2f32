"""How fast a machine is at the two things that Cairn waits for."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.db import connection


@dataclass(frozen=True, slots=True)
class Speed:
    """`rate` a second; `p95` seconds, which 19 of 20 stay under."""

    rate: float
    p95: float


def time_durable_writes(folder: Path, rounds: int) -> Speed:
    """Append 4 KiB and see it on the disk, in a file of its own: what a save waits for at least."""
    with tempfile.NamedTemporaryFile(dir=folder, prefix=".bench-") as file:

        def write() -> None:
            file.write(b"\0" * 4096)
            file.flush()
            os.fsync(file.fileno())

        return _timed(write, rounds)


def time_reads(rounds: int) -> Speed:
    """One small statement on the open database."""

    def read() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM django_migrations")
            cursor.fetchone()

    return _timed(read, rounds)


def _timed(act: Callable[[], None], rounds: int) -> Speed:
    act()
    taken = []
    for _ in range(max(rounds, 20)):
        started = time.perf_counter()
        act()
        taken.append(time.perf_counter() - started)
    taken.sort()
    return Speed(len(taken) / sum(taken), taken[int(len(taken) * 0.95)])
