"""`cairn backup`: one file with everything, locked to the recovery key."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from cairn.front.cli.arguments import add_installation_options, enter, installation_of, progress, say
from cairn.front.upkeep.errors import WrongUse


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
    parser.add_argument(
        "--keep",
        type=int,
        metavar="N",
        help="afterwards keep only the newest N complete backups that this installation made, and remove its older ones; "
        "without it nothing is removed",
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    if options.keep is not None and options.keep < 1:
        raise WrongUse("--keep is at least 1: the newest backup is never removed.")
    installation = installation_of(options)
    enter(installation)
    from cairn.front.upkeep import databases
    from cairn.front.upkeep.backups import default_backup_folder, make_backup
    from cairn.platform import clock

    folder = Path(options.to or os.environ.get("CAIRN_BACKUPS") or default_backup_folder(installation)).absolute()
    in_step = not databases.pending_migrations()
    path = make_backup(installation, folder, now=clock.now(), progress=progress, keep_ledger=in_step)
    say(str(path))
    if options.keep is not None:
        _prune(folder, options.keep, in_step=in_step)
    return 0


def _prune(folder: Path, keep: int, *, in_step: bool) -> None:
    from cairn.front.upkeep.pruning import prune_backups
    from cairn.platform import clock

    if not in_step:
        progress("nothing was removed: the tables are behind this version; run `cairn upgrade` first")
        return
    pruned = prune_backups(folder, keep, now=clock.now())
    for name in pruned.removed:
        progress(f"removed {name}")
    if not pruned.removed:
        progress("nothing to remove")
    for name in pruned.left_alone:
        progress(f"left alone {name}: not written down here as a complete backup")
