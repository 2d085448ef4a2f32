"""A PostgreSQL server for the length of a test run, thrown away afterwards.

    with cluster() as server:
        DATABASES = {"default": server.settings()}

    python tests/postgres.py COMMAND ...     run a command with CAIRN_TEST_POSTGRES naming such a server

A server that is already there is used when CAIRN_TEST_POSTGRES names one (`host:port`, with a login `cairn` that owns a
database `cairn`, may create databases and is no superuser).
"""

from __future__ import annotations

import glob
import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

VARIABLE = "CAIRN_TEST_POSTGRES"
LOGIN = "cairn"
# Nothing here must outlive the run, so durability is switched off; not so in production.
QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60", "shared_buffers=64MB")


class NoServer(Exception):
    """No PostgreSQL can be had on this machine; the message says why and what would help."""


@dataclass(frozen=True)
class Server:
    host: str
    port: int

    def settings(self, name: str = LOGIN, **options: object) -> dict[str, object]:
        """The DATABASES entry for this server."""
        return {
            "ENGINE": "cairn.platform.db.postgresql",
            "NAME": name,
            "USER": LOGIN,
            "HOST": self.host,
            "PORT": self.port,
            "OPTIONS": options,
        }


def find_binaries() -> str:
    """The folder of `initdb` and `postgres`: the newest of Debian's, else the one on the path."""
    folders = sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda path: float(path.split("/")[-2]))
    for folder in reversed(folders):
        if os.access(os.path.join(folder, "initdb"), os.X_OK):
            return folder
    if found := shutil.which("initdb"):
        return os.path.dirname(os.path.realpath(found))
    raise NoServer("PostgreSQL is not installed (Debian, Ubuntu: apt install postgresql). Its tests were not run.")


def as_server_user() -> list[str]:
    """PostgreSQL refuses to run as root; then its own system user runs it."""
    if os.geteuid() != 0:
        return []
    try:
        pwd.getpwnam("postgres")
    except KeyError:
        raise NoServer("Running as root, and there is no system user `postgres` to run the server as.") from None
    return ["runuser", "-u", "postgres", "--"]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def run(*command: str) -> None:
    done = subprocess.run(command, cwd="/", capture_output=True, text=True, check=False)
    if done.returncode:
        raise NoServer(
            f"{os.path.basename(command[-1] if len(command) == 1 else command[0])} failed: {done.stderr or done.stdout}"
        )


@contextmanager
def cluster(*, durable: bool = False) -> Iterator[Server]:
    """Start a server on loopback with the login `cairn`; raises NoServer when that cannot be. `durable`: as in production, to time it."""
    if given := os.environ.get(VARIABLE):
        host, _, port = given.rpartition(":")
        yield Server(host, int(port))
        return
    binaries, prefix = find_binaries(), as_server_user()
    folder = tempfile.mkdtemp(prefix="cairn-postgres-")
    if prefix:
        shutil.chown(folder, "postgres")
    data, port = os.path.join(folder, "data"), free_port()
    control = [*prefix, os.path.join(binaries, "pg_ctl"), "-D", data, "-w", "-s"]
    try:
        run(
            *prefix,
            os.path.join(binaries, "initdb"),
            "-D",
            data,
            "-A",
            "trust",
            "-U",
            "postgres",
            "-E",
            "UTF8",
            "--no-locale",
            "-N",
        )
        chosen = ("max_connections=60",) if durable else QUICK
        flags = " ".join(
            f"-c {option}" for option in (*chosen, "listen_addresses=127.0.0.1", f"unix_socket_directories={folder}")
        )
        run(*control, "-l", os.path.join(folder, "log"), "-o", f"-p {port} {flags}", "start")
        psql = [
            *prefix,
            os.path.join(binaries, "psql"),
            "-h",
            "127.0.0.1",
            "-p",
            str(port),
            "-U",
            "postgres",
            "-q",
            "-v",
            "ON_ERROR_STOP=1",
        ]
        run(*psql, "-c", f"CREATE ROLE {LOGIN} LOGIN CREATEDB NOSUPERUSER NOBYPASSRLS")
        run(*psql, "-c", f"CREATE DATABASE {LOGIN} OWNER {LOGIN}")
        yield Server("127.0.0.1", port)
    finally:
        if os.path.exists(os.path.join(data, "postmaster.pid")):
            subprocess.run([*control, "-m", "immediate", "stop"], cwd="/", capture_output=True, check=False)
        shutil.rmtree(folder, ignore_errors=True)


def main() -> int:
    try:
        with cluster() as server:
            environment = {**os.environ, VARIABLE: f"{server.host}:{server.port}"}
            return subprocess.run(sys.argv[1:], env=environment, check=False).returncode
    except NoServer as reason:
        print(reason)
        return 75


if __name__ == "__main__":
    raise SystemExit(main())
