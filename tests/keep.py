"""Keep the database of a landing, so that later versions prove that they bring it along: `python3 tests/keep.py NAME`

Writes `tests/kept/NAME-sqlite.sql.gz` and, where a server can be had, `NAME-postgresql.sql.gz`: schema and rows of a freshly told demo as text,
with `NAME.json` beside: how many rows each table had, and where each ledger ended. `tests/front/test_kept.py` loads them.
"""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import tempfile
from contextlib import suppress
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)  # not this folder: it has a `platform` of its own
sys.path.insert(1, str(ROOT / "src"))

from tests import postgres  # noqa: E402

KEPT = ROOT / "tests" / "kept"
KEY = "5a" * 32
SEED, TODAY = 7, date(2026, 11, 20)


def environment(folder: Path, url: str) -> dict[str, str]:
    return {**os.environ, "CAIRN_DATA": str(folder), "CAIRN_KEY": KEY, "CAIRN_DATABASE": url, "CAIRN_KEY_FILE": "",
            "DJANGO_SETTINGS_MODULE": "cairn.front.settings", "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'src'}"}  # fmt: skip


def in_a_process(act: str, folder: Path, url: str) -> dict[str, object]:
    """Run `told` or `brought_along` below on one database; settings are read once a process."""
    done = subprocess.run(
        [sys.executable, __file__, f"--{act}"],
        env=environment(folder, url),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{act} failed:\n{done.stdout}\n{done.stderr}")
    return dict(json.loads(done.stdout.splitlines()[-1]))


def told() -> dict[str, object]:
    """Tell the demo's story into the database of the environment; what it then holds."""
    import django

    django.setup()
    from cairn.front.demo.story import tell
    from cairn.front.upkeep import databases

    databases.migrate()
    tell(seed=SEED, today=TODAY)
    databases.empty_the_log()
    return contents()


def brought_along() -> dict[str, object]:
    """Bring the database of the environment to this version, and look at everything that must still hold."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from cairn.front.upkeep import databases
    from cairn.front.upkeep.heads import Outside
    from cairn.front.upkeep.verification import verify_ledgers

    pending = len(databases.pending_migrations())
    databases.migrate()
    databases.refuse_unless_in_step()
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
    report = verify_ledgers(Outside(), key=settings.CAIRN_SEAL_KEY, progress=lambda entries: None)
    faults = [f"{fault.n}: {fault.what}" for chain in report.chains for fault in chain.faults]
    return {**contents(), "pending": pending, "faults": faults, "entries": report.entries}


def contents() -> dict[str, object]:
    from django.conf import settings
    from django.db import connection

    from cairn.front.upkeep.copies import WHOLE_DATABASE, contents_embedded, contents_postgresql, open_embedded

    connection.close()
    if connection.vendor == "sqlite":
        raw = open_embedded(Path(settings.DATABASES["default"]["NAME"]), KEY)
        found = contents_embedded(raw)
    else:
        import psycopg

        raw = psycopg.connect(os.environ["CAIRN_DATABASE"], options=WHOLE_DATABASE)
        found = contents_postgresql(raw)
    raw.close()
    return {"rows": found.rows, "heads": found.heads}


def dump_embedded(folder: Path) -> str:
    """Tables and rows first, then indexes and triggers: nothing guards while the rows go in."""
    from cairn.front.upkeep.copies import open_embedded

    raw = open_embedded(folder / "cairn.db", KEY)
    lines = ["PRAGMA foreign_keys = OFF;", "BEGIN;"]
    schema = "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' AND type {} 'table' ORDER BY name"
    for name, sql in raw.execute(schema.format("=")).fetchall():
        lines.append(f"{sql};")
        columns = [column for _, column, *_ in raw.execute(f'PRAGMA table_info("{name}")')]
        quoted = " || ',' || ".join(f'quote("{column}")' for column in columns)
        lines += [
            f'INSERT INTO "{name}" VALUES ({values});'
            for (values,) in raw.execute(f'SELECT {quoted} FROM "{name}" ORDER BY 1')
        ]
    lines += [f"{sql};" for _, sql in raw.execute(schema.format("<>")).fetchall()]
    raw.close()
    return "\n".join([*lines, "COMMIT;", ""])


def load_embedded(text: str, folder: Path) -> None:
    from cairn.front.upkeep.copies import open_embedded

    raw = open_embedded(folder / "cairn.db", KEY)
    raw.executescript(text)
    raw.close()


def dump_postgresql(url: str, folder: Path) -> str:
    from cairn.front.upkeep.copies import run_postgresql_tool

    target = folder / "dump.sql"
    run_postgresql_tool("pg_dump", ["--no-owner", "--no-privileges", "--enable-row-security", f"--file={target}"], url)
    return target.read_text()


def load_postgresql(text: str, url: str, folder: Path) -> None:
    from cairn.front.upkeep.copies import run_postgresql_tool

    source = folder / "dump.sql"
    source.write_text(text)
    run_postgresql_tool("psql", ["-q", "-v", "ON_ERROR_STOP=1", "-f", str(source)], url)


def write(path: Path, text: str) -> None:
    path.write_bytes(gzip.compress(text.encode(), mtime=0))
    print(f"{path.relative_to(ROOT)}: {path.stat().st_size:,} bytes")


def keep(name: str) -> int:
    KEPT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        found = in_a_process("told", folder, "")
        write(KEPT / f"{name}-sqlite.sql.gz", dump_embedded(folder))
        (KEPT / f"{name}.json").write_text(json.dumps(found, indent=1, sort_keys=True) + "\n")
    with suppress(postgres.NoServer), postgres.cluster() as server, tempfile.TemporaryDirectory() as made:
        url = f"postgresql://{postgres.LOGIN}@{server.host}:{server.port}/{postgres.LOGIN}"
        in_a_process("told", Path(made), url)
        write(KEPT / f"{name}-postgresql.sql.gz", dump_postgresql(url, Path(made)))
        return 0
    print("PostgreSQL could not be had: only the embedded database was kept.")
    return 1


if __name__ == "__main__":
    if sys.argv[1:] == ["--told"]:
        print(json.dumps(told()))
    elif sys.argv[1:] == ["--brought_along"]:
        print(json.dumps(brought_along()))
    elif len(sys.argv) == 2:
        raise SystemExit(keep(sys.argv[1]))
    else:
        raise SystemExit(__doc__)
