"""`cairn upgrade`: bring the database in step with this version, after a backup."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from cairn.front.cli.arguments import add_installation_options, enter, installation_of, progress, say
from cairn.front.upkeep.errors import CannotDo


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "upgrade",
        help="bring the database in step with this version (a backup first)",
        description="Stop the server, run this, start the server. A backup is made first; each step is done wholly or not at all.",
    )
    add_installation_options(parser)
    parser.add_argument(
        "--to", metavar="DIR", help="where the backup goes (else CAIRN_BACKUPS, else beside the data folder)"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    installation = installation_of(options)
    enter(installation)
    from cairn.front.upkeep import databases
    from cairn.front.upkeep.backups import default_backup_folder, make_backup
    from cairn.platform import clock

    if newer := databases.unknown_migrations():
        raise CannotDo(f"This database was written by a newer Cairn ({newer[-1]}); there is no way back but a backup.")
    pending = databases.pending_migrations()
    if not pending:
        databases.migrate()  # the wall too is brought in step
        say("The database is in step with this version.")
        return 0
    folder = Path(options.to or os.environ.get("CAIRN_BACKUPS") or default_backup_folder(installation)).absolute()
    backup = make_backup(installation, folder, now=clock.now(), progress=progress, keep_ledger=False)
    progress(f"backup {backup}")
    databases.migrate()
    say(f"{len(pending)} steps done. Backup from before: {backup}")
    return 0
