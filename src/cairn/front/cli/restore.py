"""`cairn restore`: an installation out of a backup, in an empty place, checked before it appears."""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from cairn.front.cli.arguments import enter, progress, say
from cairn.front.upkeep.errors import CannotDo, WrongUse
from cairn.front.upkeep.installation import (
    DATABASE_FILE,
    Installation,
    default_witness,
    sync_folder,
    write_card,
    write_whole,
)

if TYPE_CHECKING:
    from cairn.front.upkeep.backups import Opened
    from cairn.front.upkeep.copies import Contents


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "restore",
        help="make an installation out of a backup, in an empty folder",
        description="Unlock a backup, compare every byte, count and ledger head with what was written, and only then put the installation "
        "in place. Never writes over anything.",
    )
    parser.add_argument("file", metavar="FILE", help="a .cairnbackup file")
    parser.add_argument("--to", metavar="DIR", required=True, help="the new data folder; must not exist, or be empty")
    parser.add_argument(
        "--key-file", metavar="FILE", required=True, help="where the installation's key is written; must not exist"
    )
    parser.add_argument(
        "--recovery-key-file", metavar="FILE", required=True, help="a file with the recovery key from your paper"
    )
    parser.add_argument(
        "--database", metavar="URL", help="an empty PostgreSQL database, for a backup of one (else CAIRN_DATABASE)"
    )
    parser.add_argument(
        "--witness", metavar="DIR", help="the folder with the ledger's heads; name the old one if it lives"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    data = Path(options.to).absolute()
    witness = Path(options.witness).absolute() if options.witness else default_witness(data)
    url = options.database or os.environ.get("CAIRN_DATABASE", "")
    installation = Installation(data, Path(options.key_file).absolute(), url, witness)
    recovery_key = _refuse(installation, Path(options.recovery_key_file))
    data.parent.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=f".{data.name}-", dir=data.parent))
    try:
        _restore(installation, Path(options.file), recovery_key, staging)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return 0


def _refuse(installation: Installation, recovery_key_file: Path) -> str:
    key_file = installation.key_file
    assert key_file is not None  # noqa: S101 - required by the parser
    if installation.data.exists() and any(installation.data.iterdir()):
        raise CannotDo(f"{installation.data} is not empty. A restore never writes over anything; name a new folder.")
    if key_file.exists():
        raise CannotDo(f"{key_file} exists. Name a file that does not; the installation's key is in the backup.")
    if key_file.resolve().is_relative_to(installation.data.resolve()):
        raise WrongUse("The key would lie inside the data folder, where a thief finds both. Put it elsewhere.")
    try:
        return recovery_key_file.read_text().strip()
    except (OSError, UnicodeDecodeError):
        raise CannotDo(f"{recovery_key_file} cannot be read. Write the recovery key from your paper into it.") from None


def _restore(installation: Installation, archive: Path, recovery_key: str, staging: Path) -> None:
    from cairn.front.upkeep.backups import next_card, open_backup

    progress("unlocking and comparing")
    opened = open_backup(archive, recovery_key, staging)
    if opened.manifest["engine"] != installation.engine:
        asked = (
            "name an empty one with --database"
            if not installation.database_url
            else "leave --database and CAIRN_DATABASE out"
        )
        raise CannotDo(f"This backup is of {opened.manifest['engine']}; {asked}.")
    final = staging / "data"
    write_card(final, next_card(opened, installation))
    key_file = staging / "key"
    write_whole(key_file, opened.key + "\n", mode=0o600)
    if installation.engine == "sqlite":
        opened.database.rename(final / DATABASE_FILE)
    _prove(replace(installation, data=final, key_file=key_file), opened)
    _put_in_place(installation, final, key_file)
    _say_so(installation, opened)
    say(
        f"Restored to {installation.data}, as it was at {opened.manifest['made_at']}; the key is {installation.key_file}."
    )
    say(f"Serve it: cairn serve --data {installation.data}")


def _prove(staged: Installation, opened: Opened) -> None:
    """Sound pages, the same counts, the same heads, every ledger walked: before anything appears."""
    from cairn.front.upkeep.copies import check_embedded, contents_embedded, open_embedded

    progress("checking the database")
    if staged.engine == "sqlite":
        connection = open_embedded(staged.database_file, opened.key)
        faults, contents = check_embedded(connection), contents_embedded(connection)
        connection.close()
    else:
        faults, contents = "", _load_postgresql(staged, opened)
    if faults or contents != opened.contents:
        raise CannotDo(
            f"What was unlocked is not what was backed up{f' ({faults})' if faults else ''}. Nothing was restored."
        )
    enter(staged)
    from django.conf import settings

    from cairn.front.upkeep import databases
    from cairn.front.upkeep.heads import Outside
    from cairn.front.upkeep.verification import verify_ledgers

    progress("walking the ledgers")
    outside = Outside(heads={name: {n: entry_hash} for name, (n, entry_hash) in opened.contents.heads.items()})
    report = verify_ledgers(
        outside, key=settings.CAIRN_SEAL_KEY, progress=lambda entries: progress(f"{entries:,} entries")
    )
    if not report.is_clean:
        first = next(chain.faults[0] for chain in report.chains if chain.faults)
        raise CannotDo(
            f"A ledger in this backup is not sound: {first.organization} entry {first.n}: {first.what}. Nothing was restored."
        )
    databases.close()


def _say_so(installation: Installation, opened: Opened) -> None:
    """Outside the database: from here on only the heads that the backup held bind."""
    from uuid import UUID

    from cairn.front.upkeep.heads import RESTORED, append_heads
    from cairn.platform import clock
    from cairn.privacy.domain.chain import Head

    heads = {UUID(name): Head(n, entry_hash) for name, (n, entry_hash) in opened.contents.heads.items()}
    append_heads(installation, heads, why=RESTORED, at=clock.now(), epoch=installation.card().epoch)


def _load_postgresql(staged: Installation, opened: Opened) -> Contents:
    import psycopg

    from cairn.front.upkeep.copies import WHOLE_DATABASE, contents_postgresql, is_empty, run_postgresql_tool

    with psycopg.connect(staged.database_url, autocommit=True, options=WHOLE_DATABASE) as connection:
        if not is_empty(connection):
            raise CannotDo(
                "The PostgreSQL database is not empty. A restore never writes over anything; make a new database."
            )
        progress("loading PostgreSQL")
        run_postgresql_tool(
            "pg_restore",
            [
                "--no-owner",
                "--no-privileges",
                "--single-transaction",
                "--exit-on-error",
                f"--dbname={_name(staged.database_url)}",
                str(opened.database),
            ],
            staged.database_url,
        )
        return contents_postgresql(connection)


def _name(url: str) -> str:
    from urllib.parse import unquote, urlsplit

    return unquote(urlsplit(url).path.lstrip("/"))


def _put_in_place(installation: Installation, final: Path, key_file: Path) -> None:
    assert installation.key_file is not None  # noqa: S101
    for leftover in final.glob(f"{DATABASE_FILE}-*"):
        leftover.unlink()
    installation.key_file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    shutil.copyfile(key_file, installation.key_file)
    installation.key_file.chmod(0o600)
    if installation.data.exists():
        installation.data.rmdir()
    final.chmod(0o700)
    final.rename(installation.data)
    sync_folder(installation.data.parent)
