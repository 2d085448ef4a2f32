"""The options that several commands share, and opening the installation that they name."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TypeAlias

from cairn.front.upkeep.installation import Installation, find_installation

Subparsers: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def add_installation_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", metavar="DIR", help="the data folder (else CAIRN_DATA)")
    parser.add_argument("--key-file", metavar="FILE", help="the key file (else CAIRN_KEY_FILE, else where it was put)")
    parser.add_argument(
        "--database",
        metavar="URL",
        help="PostgreSQL address (else CAIRN_DATABASE); prefer the variable: a URL may hold a password",
    )
    parser.add_argument(
        "--witness",
        metavar="DIR",
        help="the folder with the ledger's heads (else CAIRN_WITNESS, else beside the data folder)",
    )


def installation_of(options: argparse.Namespace) -> Installation:
    return find_installation(
        data=options.data, key_file=options.key_file, database=options.database, witness=options.witness
    )


def enter(installation: Installation) -> None:
    """From here on Django's settings are this installation's."""
    os.environ.update(installation.environment())
    os.environ["DJANGO_SETTINGS_MODULE"] = "cairn.front.settings"
    import django

    django.setup()


def own_name() -> str:
    """How an operator calls this program: in a checkout `cairn` is on nobody's path."""
    is_checkout = (Path(__file__).resolve().parents[4] / "do.py").is_file()
    return "python3 do.py cairn" if is_checkout else "cairn"


def say(text: str) -> None:
    """What the operator asked to know, on standard output."""
    print(text, flush=True)


def progress(text: str) -> None:
    """How far long work is, on standard error."""
    print(f"· {text}", file=sys.stderr, flush=True)
