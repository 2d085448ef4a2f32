"""`cairn install`: a data folder, a key outside it, the first organization, its program and administrator, the recovery key."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from cairn.front.cli.arguments import enter, own_name, progress, say
from cairn.front.cli.serve import DEFAULT_HOST, DEFAULT_PORT
from cairn.front.upkeep.errors import CannotDo, WrongUse
from cairn.front.upkeep.installation import CARD, Installation, default_witness, sync_folder, write_whole
from cairn.identity.domain.programs import ProgramDraft, check_program
from cairn.kernel.errors import BadInput
from cairn.platform.packs import payers_in


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "install",
        help="make a new installation",
        description="Make a new installation: an encrypted database in --data, its key in --key-file, the first organization with "
        "a program, and an invitation for its administrator. There is no default password. "
        "The recovery key is shown once: without it no backup opens.",
    )
    parser.add_argument("--data", metavar="DIR", required=True, help="a folder that does not exist yet, or is empty")
    parser.add_argument(
        "--key-file",
        metavar="FILE",
        required=True,
        help="where the key goes; outside the data folder, on another disk if you can",
    )
    parser.add_argument("--organization", metavar="NAME", required=True)
    parser.add_argument("--administrator", metavar="EMAIL", required=True)
    _add_program(parser)
    parser.add_argument(
        "--database", metavar="URL", help="keep the rows on PostgreSQL (else CAIRN_DATABASE, else in the data folder)"
    )
    parser.add_argument(
        "--witness", metavar="DIR", help="where the ledger's heads are written (default: beside the data folder)"
    )
    parser.add_argument(
        "--recovery-key-out", metavar="FILE", help="write the recovery key there instead of showing it (unattended)"
    )
    parser.set_defaults(run=run)


def _add_program(parser: argparse.ArgumentParser) -> None:
    """The first program: whose rules, which time, who pays."""
    parser.add_argument("--place", default="us-mt", help="whose rules apply (default: us-mt)")
    parser.add_argument("--zone", default="America/Denver", help="time zone of the services (default: America/Denver)")
    parser.add_argument(
        "--program", metavar="NAME", default="Peer support", help="the first program (default: Peer support)"
    )
    parser.add_argument(
        "--payer", metavar="PACK", default="us-mt-medicaid", help="who pays for most of it (default: us-mt-medicaid)"
    )
    parser.add_argument(
        "--part2",
        choices=("yes", "no"),
        default="yes",
        help="whether the program falls under 42 CFR Part 2: a legal finding that people make; yes, the default, protects more",
    )


def run(options: argparse.Namespace) -> int:
    installation = Installation(
        data=Path(options.data).absolute(),
        key_file=Path(options.key_file).absolute(),
        database_url=options.database or os.environ.get("CAIRN_DATABASE", ""),
        witness=Path(options.witness).absolute() if options.witness else default_witness(Path(options.data).absolute()),
    )
    _refuse(installation, options)
    secret, token = _make(installation, options)
    _show(installation, options, secret, token)
    return 0


def _refuse(installation: Installation, options: argparse.Namespace) -> None:
    assert installation.key_file is not None  # noqa: S101 - required by the parser
    if installation.card_file.exists():
        raise CannotDo(
            f"{installation.data} holds an installation already; nothing was changed. Serve it with `{own_name()} serve`."
        )
    if installation.data.exists() and any(installation.data.iterdir()):
        raise CannotDo(f"{installation.data} is not empty; nothing was changed. Name a folder that does not exist yet.")
    for place, what in ((installation.key_file, "key"), (installation.witness, "witness folder")):
        if place.resolve().is_relative_to(installation.data.resolve()):
            raise WrongUse(f"The {what} would lie inside the data folder, where a thief finds both. Put it elsewhere.")
    if installation.key_file.exists():
        raise CannotDo(f"{installation.key_file} exists already and may open another installation. Name a new file.")
    if options.recovery_key_out and Path(options.recovery_key_out).exists():
        raise CannotDo(f"{options.recovery_key_out} exists already. Name a new file for the recovery key.")
    if "@" not in options.administrator.strip("@"):
        raise WrongUse(f"{options.administrator} is no e-mail address.")
    if not options.organization.strip():
        raise WrongUse("The organization needs a name.")
    try:
        ZoneInfo(options.zone)
    except (KeyError, ValueError, OSError):
        raise WrongUse(f"{options.zone} is no time zone; one looks like America/Denver.") from None
    _refuse_program(options)


def _refuse_program(options: argparse.Namespace) -> None:
    payers = payers_in(options.place)
    try:
        check_program(_program(options, date.min), payers)
    except BadInput as bad:
        known = f" --payer is one of: {', '.join(payers)}." if "payer" in bad.problems else ""
        raise WrongUse(" ".join(bad.problems.values()) + known) from None


def _program(options: argparse.Namespace, starts_on: date | None = None) -> ProgramDraft:
    return ProgramDraft(options.program, options.part2 == "yes", options.payer, starts_on)


def _make(installation: Installation, options: argparse.Namespace) -> tuple[str, str]:
    """Everything, or nothing is left behind. The card is written last: with it the folder becomes an installation."""
    assert installation.key_file is not None  # noqa: S101
    from cairn.front.upkeep.founding import make_card, make_key

    was_there = installation.data.exists()
    installation.data.mkdir(parents=True, mode=0o700, exist_ok=True)
    installation.data.chmod(0o700)
    make_key(installation.key_file)
    try:
        token = _fill(installation, options)
        secret = make_card(installation.data, installation)
        if options.recovery_key_out:
            write_whole(Path(options.recovery_key_out).absolute(), secret + "\n", mode=0o600)
        _first_heads(installation)
        sync_folder(installation.data)
    except BaseException:
        installation.key_file.unlink(missing_ok=True)
        shutil.rmtree(installation.data, ignore_errors=True)
        if was_there:
            installation.data.mkdir(mode=0o700)
        raise
    return secret, token


def _fill(installation: Installation, options: argparse.Namespace) -> str:
    enter(installation)
    from cairn.front.upkeep import databases
    from cairn.identity.commands.founding import found_organization
    from cairn.platform import clock

    progress("making the tables")
    databases.migrate()
    founded = found_organization(
        name=options.organization.strip(),
        place=options.place,
        zone=options.zone,
        administrator=options.administrator.strip(),
        program=_program(options),
        now=clock.now(),
    )
    return founded.token


def _first_heads(installation: Installation) -> None:
    from cairn.front.upkeep import databases
    from cairn.front.upkeep.heads import append_heads
    from cairn.platform import clock
    from cairn.privacy.queries.chains import list_heads

    append_heads(installation, list_heads(), why="install", at=clock.now(), epoch=1)
    databases.empty_the_log()
    databases.close()


def _show(installation: Installation, options: argparse.Namespace, secret: str, token: str) -> None:
    say(f"Installed in {installation.data}; the key is {installation.key_file}; {CARD} tells where.")
    say(f"Keep a copy of the key where the data folder is not. The ledger's heads go to {installation.witness}.")
    if options.recovery_key_out:
        say(f"The recovery key is in {options.recovery_key_out}. Move it off this machine: it opens every backup.")
    else:
        say(f"\nThe recovery key, shown this once. Write it on paper, twice; it opens every backup:\n\n    {secret}\n")
        _ask_back(secret)
    finding = "a Part 2 program" if options.part2 == "yes" else "not a Part 2 program"
    say(f"\nThe first program is “{options.program.strip()}”, paid by {options.payer}, {finding}.")
    say(
        "Whether 42 CFR Part 2 applies is a legal finding. The program manager can change it, and the monthly cost, on /programs/."
    )
    say(f"\n{options.administrator} opens this link once, within two days, to choose a password:")
    say(f"    http://{DEFAULT_HOST}:{DEFAULT_PORT}/sign-in/join/{token}/")
    say(
        "That is the address while it is served as below, on this machine. With --port N it has that number instead; "
        f"behind a proxy it is https://YOUR.NAME/sign-in/join/{token[:4]}…/, the rest as above."
    )
    say(f"\nNow serve it: {own_name()} serve --data {installation.data}")


def _ask_back(secret: str) -> None:
    """On a terminal the last four characters are asked for: a key that was not written down is no key."""
    if not sys.stdin.isatty():
        return
    while input("Type its last four characters from your paper: ").strip().upper() != secret[-4:]:
        say("These are not its last four characters. Look at your paper again.")
