"""A whole installation on PostgreSQL, as an operator keeps it: made, checked, served, backed up, restored into another database."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.front.cli_runs import Installed, cairn, environment, install
from tests.front.test_kills import free_port
from tests.postgres import LOGIN, VARIABLE

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.skipif(VARIABLE not in os.environ, reason="needs a PostgreSQL server"),
]


def address(database: str) -> str:
    return f"postgresql://{LOGIN}@{os.environ[VARIABLE]}/{database}"


@pytest.fixture(scope="module")
def databases() -> Iterator[tuple[str, str]]:
    """Two empty databases, dropped afterwards: the installation's, and one to restore into."""
    names = (f"kept_{os.getpid()}", f"restored_{os.getpid()}")
    with psycopg.connect(address(LOGIN), autocommit=True) as server:
        for name in names:
            server.execute(f'CREATE DATABASE "{name}"')
        yield address(names[0]), address(names[1])
        for name in names:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(scope="module")
def house(databases: tuple[str, str], tmp_path_factory: pytest.TempPathFactory) -> Installed:
    made, ran = install(tmp_path_factory.mktemp("on-postgresql") / "it", CAIRN_DATABASE=databases[0])
    assert ran.code == 0, ran.err
    return made


def people_in(url: str) -> list[tuple[str, ...]]:
    with psycopg.connect(url, options="-c cairn.everything=on") as connection:
        return connection.execute("SELECT email, role FROM identity_engagement ORDER BY id").fetchall()


def test_it_is_sound_and_its_login_cannot_walk_around_the_wall(house, databases):
    ran = house.run("check", CAIRN_DATABASE=databases[0])
    assert "PostgreSQL" in ran.out, ran.out + ran.err
    assert ran.code in (0, 1), ran.out
    verified = house.run("verify", CAIRN_DATABASE=databases[0])
    assert verified.code == 0, verified.out + verified.err


def test_nothing_of_it_lies_in_the_data_folder(house):
    assert not (house.data / "cairn.db").exists()


def test_it_serves_and_stops_cleanly(house, databases):
    port = free_port()
    command = [sys.executable, "-m", "cairn.front.cli.main", "serve", "--data", str(house.data), "--port", str(port)]
    command += ["--key-file", str(house.key_file), "--witness", str(house.witness), "--workers", "1"]
    server = subprocess.Popen(
        command, env=environment(CAIRN_DATABASE=databases[0]), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        assert answers(f"http://127.0.0.1:{port}/sign-in/", until=time.monotonic() + 60)
    finally:
        server.send_signal(signal.SIGTERM)
        assert server.wait(30) == 0


def answers(url: str, *, until: float) -> bool:
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(url, timeout=5) as response:
                return bool(response.status == 200)
        except OSError:
            time.sleep(0.3)
    return False


def test_a_backup_comes_back_in_another_database_and_nowhere_else(house, databases, tmp_path):
    source, target = databases
    ran = house.run("backup", "--to", tmp_path / "backups", CAIRN_DATABASE=source)
    assert ran.code == 0, ran.err
    archive = Path(ran.out.strip())
    into = ("--to", tmp_path / "back", "--key-file", tmp_path / "key", "--recovery-key-file", house.recovery)

    refused = cairn("restore", archive, *into)
    assert (refused.code, "--database" in refused.err) == (1, True), refused.err
    occupied = cairn("restore", archive, *into, "--database", source)
    assert (occupied.code, "not empty" in occupied.err) == (1, True), occupied.err
    assert not (tmp_path / "back").exists()

    ran = cairn("restore", archive, *into, "--database", target)
    assert ran.code == 0, ran.err
    assert people_in(target) == people_in(source) != []
    verified = cairn("verify", "--data", tmp_path / "back", "--key-file", tmp_path / "key", CAIRN_DATABASE=target)
    assert verified.code == 0, verified.out + verified.err
    card = json.loads((tmp_path / "back" / "installation.json").read_text())
    assert card["epoch"] == json.loads((house.data / "installation.json").read_text())["epoch"] + 1


def test_a_damaged_backup_leaves_the_other_database_empty(house, databases, tmp_path):
    source, _ = databases
    archive = Path(house.run("backup", "--to", tmp_path / "backups", CAIRN_DATABASE=source).out.strip())
    damaged = bytearray(archive.read_bytes())
    damaged[len(damaged) // 2] ^= 4
    archive.chmod(0o600)
    archive.write_bytes(damaged)
    name = f"empty_{os.getpid()}"
    with psycopg.connect(address(LOGIN), autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
        try:
            into = ("--to", tmp_path / "back", "--key-file", tmp_path / "key", "--recovery-key-file", house.recovery)
            ran = cairn("restore", archive, *into, "--database", address(name))
            assert (ran.code, "damaged" in ran.err) == (1, True), ran.err
            with psycopg.connect(address(name)) as connection:
                count = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
            assert count == (0,)
        finally:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
