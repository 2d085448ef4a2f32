"""`cairn backup`: one file with everything, locked to the recovery key."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from cairn.front.cli.arguments import add_installation_options, enter, installation_of, progress, say


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "backup",
        help="write one file with everything, locked to the recovery key",
        description="Copy the database while people work, check the copy, and lock it with the key, counts and heads into one file "
        "that only the recovery key opens.",
    )
    add_installation_options(parser)
    parser.add_argument(
        "--to", metavar="DIR", help="folder for the file (else CAIRN_BACKUPS, else beside the data folder)"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    installation = installation_of(options)
    enter(installation)
    from cairn.front.upkeep import databases
    from cairn.front.upkeep.backups import default_backup_folder, make_backup
    from cairn.platform import clock

    folder = Path(options.to or os.environ.get("CAIRN_BACKUPS") or default_backup_folder(installation)).absolute()
    in_step = not databases.pending_migrations()
    path = make_backup(installation, folder, now=clock.now(), progress=progress, keep_ledger=in_step)
    say(str(path))
    return 0
