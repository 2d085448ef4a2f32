"""One writer at a time, in a queue.

SQLite lets one transaction write at a time; the others poll its busy timer, which makes a save that takes 2 ms
wait 100 or 200 ms. So every write transaction first takes this lock: threads of a process queue on a thread lock,
and the one at its head asks for an advisory lock on `<database>.write-lock` against other processes. The operating
system drops the file's lock when a process dies, so a killed process leaves nothing behind.
"""

from __future__ import annotations

import gc
import os
import threading
import time
from contextlib import suppress

try:
    import fcntl
except ImportError:  # Windows: threads still queue here, processes fall back on SQLite's own timer
    fcntl = None  # type: ignore[assignment]

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
