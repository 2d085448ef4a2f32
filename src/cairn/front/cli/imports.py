"""`cairn import`: people and contacts from FHIR bundles. A dry run unless told otherwise."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from cairn.exchange.domain.fhir import Reading, read_bundle
from cairn.front.cli.arguments import Subparsers, add_installation_options, enter, installation_of, progress, say
from cairn.kernel.errors import BadInput

LARGEST = 256 * 1024 * 1024  # bytes of one file


def add_parser(commands: Subparsers) -> None:
    parser = commands.add_parser(
        "import",
        help="take in people and contacts from FHIR bundles",
        description="Takes in Patient and Encounter resources of FHIR R4 bundles (.json). "
        "Without --apply nothing is written: it says what would be.",
    )
    parser.add_argument("files", nargs="+", metavar="FILE", help="bundle files, or folders of them")
    parser.add_argument("--peer", required=True, metavar="NAME", help="the peer supporter whose people they become")
    parser.add_argument("--organization", default="", metavar="NAME", help="needed when there is more than one")
    parser.add_argument(
        "--source", default="fhir", metavar="WORD", help="which system the files come from; keys are compared within it"
    )
    parser.add_argument("--apply", action="store_true", help="write it; all or nothing")
    add_installation_options(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    readings = [read_file(path) for path in files_of(options.files)]
    enter(installation_of(options))
    from cairn.exchange.commands.bundles import carry_out, plan_import
    from cairn.identity.queries.operators import find_manager, find_peer
    from cairn.kernel.instants import local_date
    from cairn.platform import clock
    from cairn.privacy.scope import scope_of

    now = clock.now()
    actor = find_manager(options.organization, local_date(now, "UTC"))
    peer_id = find_peer(actor, options.peer, local_date(now, actor.zone))
    with scope_of(actor):
        plan = plan_import(actor, readings, source=options.source, peer_id=peer_id, now=now)
        report(plan, len(readings))
        if not options.apply:
            say("Nothing was written. Run it again with --apply to take this in.")
            return 0
        carry_out(actor, plan, now)
    say("Taken in.")
    return 0


def files_of(names: list[str]) -> list[Path]:
    """The files named, and the .json files of folders named, in order."""
    found: list[Path] = []
    for name in names:
        path = Path(name)
        if path.is_dir():
            found += sorted(path.glob("*.json"))
        elif path.is_file():
            found.append(path)
        else:
            raise BadInput({"FILE": f"{name} is not there."})
    if not found:
        raise BadInput({"FILE": "No .json file was found there."})
    return found


def read_file(path: Path) -> Reading:
    """One bundle; a damaged file is named with the place of the damage, and then nothing at all comes in."""
    if path.stat().st_size > LARGEST:
        raise BadInput({path.name: "The file is larger than 256 MB. Ask for it in smaller bundles."})
    if sys.stderr.isatty():
        progress(f"reading {path.name}")
    try:
        document: Any = json.loads(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise BadInput({path.name: f"It is not a text file (byte {error.start}). Ask for it again."}) from None
    except json.JSONDecodeError as error:
        raise BadInput(
            {path.name: f"It is damaged at line {error.lineno}, column {error.colno}: {error.msg}. Ask for it again."}
        ) from None
    except RecursionError:
        raise BadInput({path.name: "It is nested too deeply to be a bundle."}) from None
    try:
        return read_bundle(document)
    except BadInput as error:
        raise BadInput({path.name: next(iter(error.problems.values()))}) from None


def report(plan: Any, files: int) -> None:
    say(f"{files} file{'s' if files != 1 else ''} read.")
    say(f"people    {len(plan.clients):6} new, {plan.known_clients} here already")
    say(f"contacts  {len(plan.contacts):6} new, {plan.known_contacts} here already")
    for why, count in sorted(plan.left_out.items()):
        say(f"left out  {count:6} {why}")
    if plan.other_resources:
        say(f"not taken {plan.other_resources:6} resources of other kinds")
