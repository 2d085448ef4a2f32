"""One writer at a time, in a queue.

SQLite lets one transaction write at a time; the others poll its busy timer, which makes a save that takes 2 ms
wait 100 or 200 ms. So every write transaction first takes this lock: threads of a process queue on a thread lock,
and the one at its head asks for an advisory lock on `<database>.write-lock` against other processes. The operating
system drops the file's lock when a process dies, so a killed process leaves nothing behind.
"""

from __future__ import annotations

import gc
import os
import re
import threading
import time
from contextlib import suppress
from typing import Any

from cairn.platform.db.sqlite.driver import driver

try:
    import fcntl
except ImportError:  # Windows: threads still queue here, processes fall back on SQLite's own timer
    fcntl = None  # type: ignore[assignment]

WRITES = re.compile(
    r"\s*(?:/\*.*?\*/\s*)*(?:BEGIN\s+(?:IMMEDIATE|EXCLUSIVE)|INSERT|UPDATE|DELETE|REPLACE|CREATE|ALTER|DROP|REINDEX|VACUUM"
    r"|WITH\b.*\b(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM)\b)",
    re.IGNORECASE | re.DOTALL,
)
SLICE_SECONDS = 0.25
POLL_SECONDS = 0.0005


class Turnstile:
    """The queue of one process for one database file."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.holder: threading.Thread | None = None


_turnstiles: dict[str, Turnstile] = {}
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_turnstiles.clear)


class WriteLock:
    """The lock of one connection. `acquire` and `release` may be called any number of times."""

    def __init__(self, database: str, timeout: float) -> None:
        self.path = f"{database}.write-lock"
        self.timeout = timeout
        self.held: Turnstile | None = None
        self.descriptor: int | None = None

    def acquire(self) -> bool:
        """Wait for our turn; False when `timeout` seconds have passed."""
        if self.held is not None:
            return True
        deadline = time.monotonic() + self.timeout
        turnstile = _turnstiles.setdefault(self.path, Turnstile())
        if not self._pass(turnstile, deadline):
            return False
        self.held, turnstile.holder = turnstile, threading.current_thread()
        try:
            taken = self._lock_file(deadline)
        except BaseException:
            self.release()
            raise
        if not taken:
            self.release()
        return taken

    def _pass(self, turnstile: Turnstile, deadline: float) -> bool:
        while not turnstile.lock.acquire(timeout=max(0.0, min(SLICE_SECONDS, deadline - time.monotonic()))):
            if time.monotonic() >= deadline:
                return False
            if turnstile.holder is not None and not turnstile.holder.is_alive():
                gc.collect()  # a dead thread's connection may hold our place until it is collected
        return True

    def _lock_file(self, deadline: float) -> bool:
        if fcntl is None:
            return True
        # Opened anew each time: a lock belongs to an open file, and must survive neither a fork nor a swapped database.
        self.descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        while True:
            try:
                fcntl.flock(self.descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    return False
                time.sleep(POLL_SECONDS)
            else:
                return True

    def release(self) -> None:
        turnstile, self.held = self.held, None
        if turnstile is None:
            return
        descriptor, self.descriptor = self.descriptor, None
        if descriptor is not None:
            with suppress(OSError):
                os.close(descriptor)
        turnstile.holder = None
        with suppress(RuntimeError):  # after a fork the child's copy was never locked
            turnstile.lock.release()

    def __del__(self) -> None:
        self.release()


class Turn:
    """Holds the write lock from a statement that starts to write until its transaction is over."""

    def __init__(self, lock: WriteLock | None) -> None:
        self.lock = lock
        self.connection: Any = None

    def before(self, query: str) -> Turn:
        if self.lock is not None and self.lock.held is None and WRITES.match(query) and not self.lock.acquire():
            raise driver.OperationalError("database is locked: somebody else has been writing for too long")
        return self

    def __enter__(self) -> None: ...

    def __exit__(self, *_: object) -> None:
        self.settle()

    def settle(self) -> None:
        """Give the lock back once no transaction is open: after a commit, a rollback, an error that ended it, or a close."""
        if self.lock is not None and self.lock.held is not None and not is_in_transaction(self.connection):
            self.lock.release()


def is_in_transaction(connection: Any) -> bool:
    try:
        return bool(connection.in_transaction)
    except (driver.ProgrammingError, AttributeError):  # closed, or never opened
        return False
