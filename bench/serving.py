"""The real server on loopback, with its keeper beside it, as `cairn serve` starts it.

python -m bench.serving PORT WORKERS THREADS      serve the installation that the environment names, until SIGTERM
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.houses import ROOT, environment
from cairn.front.upkeep.installation import Installation

WAIT_SECONDS = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(installation: Installation, *, workers: int, threads: int) -> Iterator[int]:
    """The port on which the installation answers."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "bench.serving", str(port), str(workers), str(threads)],
        env=environment(installation),
        cwd=ROOT,
    )
    try:
        _wait_for(port, process)
        yield port
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError("the server ended before it answered; the lines above say why")
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"the server did not answer within {WAIT_SECONDS} seconds")


def main(port: str, workers: str, threads: str) -> None:
    from cairn.front.upkeep import server

    if threads != "0":
        server.THREADS_A_WORKER = int(threads)
    data, witness = Path(os.environ["CAIRN_DATA"]), Path(os.environ["CAIRN_WITNESS"])
    installation = Installation(data, Path(os.environ["CAIRN_KEY_FILE"]), os.environ["CAIRN_DATABASE"], witness)
    import django

    django.setup()
    server.run_server(
        host="127.0.0.1",
        port=int(port),
        workers=int(workers) or server.workers_for_this_machine(),
        keeper=server.KeeperProcess(installation, None),
        ready=lambda: None,
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
