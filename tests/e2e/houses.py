"""A house to walk through: a demo told once, copied for each module, and served by the real command on a free port.

`House.rows` reads the tables as they lie, without Cairn: no wall, no policy, no query of ours. What a test recounts from
them shares nothing with what a page shows.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from tests.front.cli_runs import cairn, environment
from tests.postgres import LOGIN, Server, free_port

SEED, DAY = 7, date(2026, 11, 21)
ZONE = ZoneInfo("America/Denver")
START_SECONDS = 90


@dataclass(frozen=True)
class House:
    """A served demo. `today` is the local day that its clock shows."""

    url: str
    data: Path
    database_url: str = ""

    @property
    def today(self) -> date:
        return self.now.astimezone(ZONE).date()

    @property
    def now(self) -> datetime:
        mark = json.loads((self.data / "demo.json").read_text())
        return datetime.fromtimestamp(time.time() + 86_400 * mark["clock_offset_days"], UTC)

    def rows(self, statement: str, values: Sequence[Any] = ()) -> list[dict[str, Any]]:
        """Rows as dictionaries; ids as 32 hexadecimal characters, instants in UTC. `?` marks a value."""
        with self._connection() as cursor:
            cursor.execute(self._marked(statement), list(values))
            names = [column[0] for column in cursor.description]
            return [{name: plain(value) for name, value in zip(names, row, strict=True)} for row in cursor.fetchall()]

    def change(self, statement: str, values: Sequence[Any] = ()) -> int:
        """Change the tables behind the server's back; the number of rows changed."""
        with self._connection() as cursor:
            cursor.execute(self._marked(statement), list(values))
            return int(cursor.rowcount)

    def _marked(self, statement: str) -> str:
        return statement.replace("%", "%%").replace("?", "%s") if self.database_url else statement

    @contextmanager
    def _connection(self) -> Iterator[Any]:
        raw = self._postgresql() if self.database_url else self._embedded()
        try:
            cursor = raw.cursor()
            yield cursor
            raw.commit()
        finally:
            raw.close()

    def _embedded(self) -> Any:
        from cairn.platform.db.sqlite.driver import IS_ENCRYPTED, driver

        raw = driver.connect(str(self.data / "cairn.db"), timeout=20)
        if IS_ENCRYPTED:
            key = self.data.with_name(f"{self.data.name}.key").read_text().strip()
            raw.execute(f"PRAGMA key = \"x'{key}'\"")
        return raw

    def _postgresql(self) -> Any:
        import psycopg

        raw = psycopg.connect(self.database_url)
        raw.execute("SELECT set_config('cairn.everything', 'on', false)")
        return raw

    def run(self, *arguments: object) -> Any:
        """A command of the operator's on this house."""
        more = {"CAIRN_DATA": str(self.data), "CAIRN_KEY_FILE": str(self.data.with_name(f"{self.data.name}.key"))}
        return cairn(*arguments, **more, **({"CAIRN_DATABASE": self.database_url} if self.database_url else {}))


def plain(value: Any) -> Any:
    """The same value from both engines: an id as hexadecimal characters, an instant in UTC, a day as a day."""
    if isinstance(value, UUID):
        return value.hex
    if isinstance(value, datetime):
        return value.astimezone(UTC)
    if isinstance(value, str) and len(value) in (10, 19, 26) and value[4:5] == value[7:8] == "-":
        return date.fromisoformat(value) if len(value) == 10 else datetime.fromisoformat(value).replace(tzinfo=UTC)
    return value


def tell(folder: Path) -> Path:
    """The demo of seed 7 on its day, made as anybody makes it; its data folder."""
    ran = cairn("demo", "--data", folder / "demo", "--no-serve", "--seed", SEED, "--today", DAY.isoformat())
    assert ran.code == 0, ran.err
    return folder / "demo"


def copy(told: Path, folder: Path) -> Path:
    for entry in told.parent.iterdir():
        if entry.name.startswith(told.name):
            (shutil.copytree if entry.is_dir() else shutil.copy2)(entry, folder / entry.name)
    return folder / told.name


@contextmanager
def served(told: Path, folder: Path) -> Iterator[House]:
    """A copy of a told demo, on the embedded engine."""
    data, port = copy(told, folder), free_port()
    command = ["-m", "cairn.front.cli.main", "demo", "--data", str(data), "--port", str(port), "--workers", "1"]
    with running(command, f"http://127.0.0.1:{port}/demo/", folder / "server.log"):
        yield House(f"http://127.0.0.1:{port}", data)


@contextmanager
def served_on_postgresql(folder: Path, server: Server) -> Iterator[House]:
    """The same story, told into a PostgreSQL database."""
    data, port = folder / "demo", free_port()
    address = f"postgresql://{LOGIN}@{server.host}:{server.port}/{LOGIN}"
    arguments = [str(data), address, str(SEED), DAY.isoformat(), str(port)]
    command = ["-m", "tests.e2e.demo_on_postgresql", *arguments]
    with running(command, f"http://127.0.0.1:{port}/demo/", folder / "server.log"):
        yield House(f"http://127.0.0.1:{port}", data, address)


@contextmanager
def running(command: list[str], address: str, log: Path, **more: str) -> Iterator[None]:
    """A Python process that serves; goes on once `address` answers."""
    root = Path(__file__).resolve().parents[2]
    with log.open("w") as said:
        started = {"env": environment(**more), "stdout": said, "stderr": said, "cwd": root}
        process = subprocess.Popen([sys.executable, *command], **started)
        try:
            _wait(address, process, log)
            yield
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(60)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        assert process.poll() is None, log.read_text()
        try:
            with urllib.request.urlopen(address, timeout=30):
                return
        except urllib.error.HTTPError as error:
            error.close()
            raise AssertionError(f"{address} answers {error.code}: {log.read_text()}") from None
        except OSError:
            assert time.monotonic() < deadline, log.read_text()
            time.sleep(0.2)


IN_CI = os.environ.get("CI") == "true"
