"""A sound copy of the database while people work in it, and what is in the copy."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from cairn.front.upkeep.errors import CannotDo

PAGES_A_STEP = 4096
LEDGER_HEADS = "privacy_ledgerhead"
WHOLE_DATABASE = "-c cairn.everything=on"  # what the wall of PostgreSQL asks for
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Contents:
    """What a copy holds: rows by table, each chain's last entry, the migrations that made it."""

    rows: dict[str, int]
    heads: dict[str, tuple[int, str]]
    migrations: list[str]


def copy_embedded(source: Path, target: Path, key: str, progress: Progress) -> Contents:
    """Copy page by page from one moment's view of the database; the copy is encrypted under the same key, and checked."""
    from cairn.platform.db.sqlite.driver import driver  # noqa: PLC0415 - only where that engine is used

    reader, writer = open_embedded(source, key), open_embedded(target, key)
    try:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM sqlite_schema").fetchone()  # from here on one moment is seen
        reader.backup(writer, pages=PAGES_A_STEP, progress=_steps(progress))
        reader.execute("ROLLBACK")
        writer.execute("PRAGMA journal_mode = DELETE")
        if faults := check_embedded(writer):
            raise CannotDo(f"The copy of the database is not sound ({faults}). No backup was made; run `cairn check`.")
        return contents_embedded(writer)
    except driver.Error as error:
        raise CannotDo(f"The database could not be copied: {error}. No backup was made.") from error
    finally:
        reader.close()
        writer.close()


def open_embedded(path: Path, key: str) -> Any:
    """A plain connection without our wall: for copies of the whole database only."""
    from cairn.platform.db.sqlite.driver import IS_ENCRYPTED, driver  # noqa: PLC0415

    connection = driver.connect(str(path), isolation_level=None, timeout=20)
    if IS_ENCRYPTED:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key}'\"")
    connection.execute("PRAGMA temp_store = MEMORY")
    return connection


def check_embedded(connection: Any) -> str:
    """What is wrong with a database file, or nothing. Reads every page."""
    from cairn.platform.db.sqlite.driver import IS_ENCRYPTED, driver  # noqa: PLC0415

    try:
        if IS_ENCRYPTED and connection.execute("PRAGMA cipher_integrity_check").fetchall():
            return "a page does not decrypt"
        lines = [line for (line,) in connection.execute("PRAGMA integrity_check(3)").fetchall()]
        broken = connection.execute("PRAGMA foreign_key_check").fetchone()
    except driver.DatabaseError as error:
        return str(error)
    if lines != ["ok"]:
        return "; ".join(lines)
    return f"a row of {broken[0]} names one that is not there" if broken else ""


def contents_embedded(connection: Any) -> Contents:
    names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    return _contents([name for (name,) in names.fetchall()], lambda sql: connection.execute(sql).fetchall())


def _contents(tables: list[str], ask: Callable[[str], list[tuple[Any, ...]]]) -> Contents:
    rows = {name: ask(f'SELECT count(*) FROM "{name}"')[0][0] for name in sorted(tables)}  # noqa: S608 - names from the schema
    heads = ask(f"SELECT organization_id, n, hash FROM {LEDGER_HEADS}") if LEDGER_HEADS in rows else []  # noqa: S608
    applied = ask("SELECT app, name FROM django_migrations ORDER BY app, name")
    return Contents(
        rows,
        {_uuid(name): (n, entry_hash) for name, n, entry_hash in heads},
        [f"{app}.{name}" for app, name in applied],
    )


def _uuid(value: object) -> str:
    from uuid import UUID  # noqa: PLC0415

    return str(UUID(str(value)))


def _steps(progress: Progress) -> Callable[[int, int, int], None]:
    told = [0]

    def step(_: int, remaining: int, total: int) -> None:
        tenth = 10 * (total - remaining) // max(total, 1)
        if total > PAGES_A_STEP and tenth > told[0]:
            told[0] = tenth
            progress(f"copied {tenth * 10} %")

    return step


def copy_postgresql(url: str, target: Path, progress: Progress) -> Contents:
    """A custom-format dump of one moment; rows are counted at the same moment."""
    import psycopg  # noqa: PLC0415 - only where PostgreSQL is used

    progress("dumping PostgreSQL")
    with psycopg.connect(url, autocommit=True, options=WHOLE_DATABASE) as connection:
        connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        (snapshot,) = connection.execute("SELECT pg_export_snapshot()").fetchone() or ("",)
        command = [
            "--format=custom",
            "--no-owner",
            "--no-privileges",
            "--enable-row-security",
            f"--snapshot={snapshot}",
        ]
        run_postgresql_tool("pg_dump", [*command, f"--file={target}"], url)
        return contents_postgresql(connection)


def contents_postgresql(connection: Any) -> Contents:
    names = connection.execute(
        "SELECT relname FROM pg_class WHERE relkind = 'r' AND pg_table_is_visible(oid) AND relnamespace = current_schema::regnamespace"
    )
    return _contents([name for (name,) in names.fetchall()], lambda sql: connection.execute(sql).fetchall())


def is_empty(connection: Any) -> bool:
    row = connection.execute(
        "SELECT 1 FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema::regnamespace LIMIT 1"
    )
    return row.fetchone() is None


def run_postgresql_tool(tool: str, arguments: list[str], url: str) -> None:
    """Run pg_dump or pg_restore; the password travels in the environment, not in the list of processes."""
    if shutil.which(tool) is None:
        raise CannotDo(
            f"{tool} is not on this machine. Install PostgreSQL's client programs (Debian, Ubuntu: apt install postgresql-client)."
        )
    parts = urlsplit(url)
    environment = {
        **os.environ,
        "PGHOST": unquote(parts.hostname or ""),
        "PGPORT": str(parts.port or ""),
        "PGUSER": unquote(parts.username or ""),
        "PGPASSWORD": unquote(parts.password or ""),
        "PGDATABASE": unquote(parts.path.lstrip("/")),
        "PGOPTIONS": WHOLE_DATABASE,
    }
    done = subprocess.run(
        [tool, *arguments], env={k: v for k, v in environment.items() if v}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise CannotDo(
            f"{tool} failed: {done.stderr.strip().splitlines()[-1] if done.stderr.strip() else 'no reason given'}"
        )
