"""`cairn COMMAND`: finds the command's module and runs it. Errors are one sentence; CAIRN_DEBUG=yes shows where they came from.

Exit codes: 0 done, 1 not done or faults found, 2 wrongly called.
"""

from __future__ import annotations

import argparse
import errno
import importlib
import os
import sys

from cairn import __version__
from cairn.front.configuration import BadConfiguration
from cairn.front.upkeep.errors import CannotDo, WrongUse
from cairn.kernel.errors import CairnError

# name: module, in the order of an operator's days; optional ones appear once their room is built
COMMANDS = (
    "demo",
    "install",
    "serve",
    "check",
    "verify",
    "backup",
    "restore",
    "upgrade",
    "renewals",
    "reminders",
    "rules",
    "words",
    "peerness",
    "imports",
    "bench",
    "keep",
)
OPTIONAL = {"imports"}
HIDDEN = {"keep"}  # started by `cairn serve`; nobody is told of it


def main(arguments: list[str] | None = None) -> int:
    os.umask(0o077)  # what is made here is for its owner's eyes
    parser = argparse.ArgumentParser(
        prog="cairn",
        description="The system a peer support program runs on. Try it with `cairn demo`; run it with `cairn install` and `cairn serve`.",
        epilog="Each command explains itself: cairn COMMAND --help. Guide: docs/guide/operating.md",
    )
    parser.add_argument("--version", action="version", version=f"cairn {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    given = sys.argv[1:] if arguments is None else arguments
    for name in [given[0]] if given and given[0] in COMMANDS else _told():  # only the named command's module is read
        _add(commands, name)
    options = parser.parse_args(given)
    if options.command is None:
        parser.print_help()
        return 2
    return _run(options)


def _told() -> list[str]:
    """The commands for people."""
    return [name for name in COMMANDS if name not in HIDDEN]


def _add(commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str) -> None:
    try:
        module = importlib.import_module(f"cairn.front.cli.{name}")
    except ModuleNotFoundError as error:
        if name in OPTIONAL and error.name == f"cairn.front.cli.{name}":
            return
        raise
    module.add_parser(commands)


def _run(options: argparse.Namespace) -> int:
    try:
        return int(options.run(options) or 0)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader had enough (`| head`): no fault
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except WrongUse as error:
        return _fail(error, str(error), 2)
    except (CannotDo, CairnError, BadConfiguration) as error:
        return _fail(error, str(error), 1)
    except Exception as error:  # noqa: BLE001 - the last line before the operator's eyes
        return _fail(error, _in_words(error), 1)


def _in_words(error: Exception) -> str:
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return "The disk is full. Free some space and run this again; nothing was half-done."
    if isinstance(error, OSError) and error.strerror:
        return f"{error.strerror}: {error.filename}" if error.filename else error.strerror
    if "OperationalError" in type(error).__name__:
        return f"The database cannot be used: {error}"
    return f"Something unforeseen happened ({type(error).__name__}: {error}). CAIRN_DEBUG=yes shows where; please report it."


def _fail(error: Exception, sentence: str, code: int) -> int:
    if os.environ.get("CAIRN_DEBUG") == "yes":
        raise error
    print(f"cairn: {sentence}", file=sys.stderr, flush=True)
    return code


if __name__ == "__main__":
    raise SystemExit(main())
