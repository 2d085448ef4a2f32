"""The web server and its keeper, started and stopped together."""

from __future__ import annotations

import logging
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from ipaddress import ip_address
from pathlib import Path
from types import FrameType
from typing import Any

from cairn.front.upkeep.errors import CannotDo
from cairn.front.upkeep.installation import Installation

log = logging.getLogger("cairn.server")
THREADS_A_WORKER = 4
GRACE_SECONDS = 20
PATIENCE_SECONDS = 5.0  # a keeper that ended may have been told to stop together with the server
STOPPING = {signal.SIGTERM, signal.SIGINT}


def is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def refuse_taken_port(host: str, port: int) -> None:
    """The web server shares a port with a forgotten twin without a word, so the port is tried first."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
            probe.listen(1)
        except PermissionError:
            raise CannotDo(
                f"Port {port} needs more rights than this user has. Choose one above 1023 with --port."
            ) from None
        except OSError:
            raise CannotDo(
                f"Port {port} on {host} is taken. Stop what uses it, or choose another with --port."
            ) from None


def workers_for_this_machine() -> int:
    return max(2, min(8, os.cpu_count() or 2))


class KeeperProcess:
    """The keeper as a child; started again when it ends before the server does."""

    def __init__(self, installation: Installation, backup_folder: Path | None) -> None:
        self.command = [sys.executable, "-m", "cairn.front.cli.main", "keep"]
        if backup_folder is not None:
            self.command += ["--backup-dir", str(backup_folder)]
        self.environment = {**os.environ, **installation.environment()}
        self.process: subprocess.Popen[bytes] | None = None
        self.ending = threading.Event()

    def start(self) -> None:
        self.process = self._spawn()
        threading.Thread(target=self._watch, daemon=True).start()

    def _spawn(self) -> subprocess.Popen[bytes]:
        """Told to stop while it still starts, it hears of it once it can: the signals wait until it asks for them."""
        before = signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)
        try:
            return subprocess.Popen(self.command, env=self.environment)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def _watch(self) -> None:
        while self.process is not None and not self.ending.is_set():
            self.process.wait()
            if self.ending.wait(PATIENCE_SECONDS):
                return
            log.error("server: the keeper ended and is started again")
            self.process = self._spawn()

    def stop(self) -> None:
        self.ending.set()
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()


def run_server(
    *,
    host: str,
    port: int,
    workers: int,
    keeper: KeeperProcess,
    ready: Callable[[], None],
    stopping: Callable[[], None] = lambda: None,
) -> None:
    """Serve until SIGTERM or SIGINT; requests under way are finished, then the keeper writes its last heads.

    `ready` and `stopping` are called once each, as soon as it is so.
    """
    from granian import Granian  # noqa: PLC0415 - the rest of the command line starts without a server
    from granian.constants import Interfaces  # noqa: PLC0415
    from granian.log import LogLevels  # noqa: PLC0415

    server = Granian(
        "cairn.front.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS_A_WORKER,
        websockets=False,
        log_level=LogLevels.error,
        log_access=False,
        respawn_failed_workers=True,
        workers_kill_timeout=GRACE_SECONDS,
    )
    server.on_startup(keeper.start)
    server.on_startup(ready)
    server.on_startup(lambda: _tell_when_stopped(stopping))
    try:
        server.serve()
    finally:
        keeper.stop()


def _tell_when_stopped(stopping: Callable[[], None]) -> None:
    """Say so at the first signal to stop: finishing takes a while, and a silent terminal looks as if nothing was heard."""
    heard = threading.Event()
    for number in STOPPING:
        before = signal.getsignal(number)

        def told(sent: int, frame: FrameType | None, before: Any = before) -> None:
            if not heard.is_set():
                heard.set()
                stopping()
            before(sent, frame)

        signal.signal(number, told)
