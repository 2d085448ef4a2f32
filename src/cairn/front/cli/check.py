"""`cairn check`: one line for each thing an installation stands on, ok or not."""

from __future__ import annotations

import argparse
import os
import shutil
from collections.abc import Callable, Iterator

from cairn.front.cli.arguments import add_installation_options, enter, installation_of, say
from cairn.front.upkeep.installation import Installation

Finding = tuple[bool, str]
LEAST_FREE_BYTES = 2 * 1024**3
LEAST_FREE_SHARE = 0.05


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "check",
        help="is everything in order? one line each",
        description="Check the settings, the key, the engine, the database and its wall, the packs, the ledger's heads and the disk. "
        "Exit code 1 when a line is not ok. `cairn verify` walks the ledgers themselves.",
    )
    add_installation_options(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    installation = installation_of(options)
    worst = 0
    for is_ok, text in _findings(installation):
        say(f"{'ok     ' if is_ok else 'NOT OK '} {text}")
        worst = worst or int(not is_ok)
    return worst


def _findings(installation: Installation) -> Iterator[Finding]:
    """In order of dependence: what comes later is only asked when what it stands on holds."""
    yield from (_guarded(find, installation) for find in (_folder, _key_place, _disk))
    opened = _guarded(_database, installation)
    yield opened
    if not opened[0]:
        return
    yield from (_guarded(find, installation) for find in (_engine, _migrations, _wall, _heads, _packs))


def _guarded(find: Callable[[Installation], Finding], installation: Installation) -> Finding:
    try:
        return find(installation)
    except Exception as error:  # noqa: BLE001 - a check that fails is a line, not an end
        return False, f"{find.__name__.strip('_').replace('_', ' ')}: {error or type(error).__name__}"


def _folder(installation: Installation) -> Finding:
    card = installation.card()
    is_private = os.name == "nt" or not installation.data.stat().st_mode & 0o077
    demo = ", a DEMO: anybody enters" if installation.is_demo else ""
    others = "" if is_private else "; others on this machine can read it: chmod 700"
    return is_private, f"data folder {installation.data}, epoch {card.epoch}{demo}{others}"


def _key_place(installation: Installation) -> Finding:
    key_file, key = installation.key_file, installation.key
    if key_file is None:
        return len(set(key)) > 2, "key from the environment"
    if key_file.resolve().is_relative_to(installation.data.resolve()):
        return False, f"key file {key_file} lies inside the data folder; move it out"
    if os.name != "nt" and key_file.stat().st_mode & 0o077:
        return False, f"key file {key_file} can be read by others: chmod 600"
    return True, f"key file {key_file}"


def _disk(installation: Installation) -> Finding:
    usage = shutil.disk_usage(installation.data)
    is_ok = usage.free >= LEAST_FREE_BYTES and usage.free >= usage.total * LEAST_FREE_SHARE
    return is_ok, f"disk: {usage.free / 1024**3:,.1f} of {usage.total / 1024**3:,.1f} GiB free"


def _database(installation: Installation) -> Finding:
    enter(installation)
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()
    return True, f"database opens ({installation.engine})"


def _engine(installation: Installation) -> Finding:
    from cairn.front.upkeep.databases import engine_line

    is_safe, text = engine_line()
    return is_safe, f"engine {text}{'' if is_safe else ': not safe for what was acknowledged'}"


def _migrations(installation: Installation) -> Finding:
    from cairn.front.upkeep.databases import pending_migrations, unknown_migrations

    if newer := unknown_migrations():
        return False, f"tables: written by a newer Cairn ({newer[-1]})"
    pending = pending_migrations()
    return (
        not pending,
        f"tables: {len(pending)} steps behind; run `cairn upgrade`" if pending else "tables in step with this version",
    )


def _wall(installation: Installation) -> Finding:
    from django.db import connection

    from cairn.platform.db.wall import check_wall, walled_tables

    check_wall(connection)
    return True, f"wall between organizations around {len(walled_tables())} tables"


def _heads(installation: Installation) -> Finding:
    from cairn.front.upkeep.heads import read_heads
    from cairn.privacy.queries.chains import list_heads

    outside = read_heads(installation)
    if outside.faults:
        return False, f"heads outside: {outside.faults[0]}"
    inside = list_heads()
    for name, known in outside.heads.items():
        reached = max(known, default=0)
        mine = next((head for organization, head in inside.items() if str(organization) == name), None)
        if reached and (mine is None or mine.n < reached or (mine.n == reached and mine.hash != known[reached])):
            return False, f"heads: the ledger of {name} does not reach its outside head {reached}; run `cairn verify`"
    return True, f"heads: {len(inside)} ledgers agree with {installation.witness} (last {outside.last_at})"


def _packs(installation: Installation) -> Finding:
    from cairn.platform.packs import packs_folder, the_rulebook

    return True, f"packs: {len(the_rulebook().entries):,} cited rules from {packs_folder()}"
