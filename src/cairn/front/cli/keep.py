"""`cairn keep`: the keeper process of a running server. `cairn serve` starts it; nobody needs to."""

from __future__ import annotations

import argparse
from pathlib import Path

from cairn.front.cli.arguments import add_installation_options, enter, installation_of


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser("keep", description=__doc__)
    add_installation_options(parser)
    parser.add_argument("--backup-dir", metavar="DIR")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    installation = installation_of(options)
    enter(installation)
    from cairn.front.upkeep.keeper import Keeper

    Keeper(installation, Path(options.backup_dir).absolute() if options.backup_dir else None).run()
    return 0
