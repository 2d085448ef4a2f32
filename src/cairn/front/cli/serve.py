"""`cairn serve`: serve an installation. Refuses to start rather than to run wrongly."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from cairn.front.cli.arguments import add_installation_options, enter, installation_of, own_name, say
from cairn.front.upkeep.errors import CannotDo, WrongUse
from cairn.front.upkeep.installation import Installation
from cairn.front.upkeep.server import (
    KeeperProcess,
    is_loopback,
    refuse_taken_port,
    run_server,
    workers_for_this_machine,
)

DEFAULT_HOST, DEFAULT_PORT = "127.0.0.1", 8000


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "serve",
        help="serve an installation",
        description="Serve an installation until it is told to stop (Ctrl-C or SIGTERM).",
    )
    add_installation_options(parser)
    parser.add_argument("--host", default=DEFAULT_HOST, help="address to listen on (default: this machine only)")
    parser.add_argument(
        "--port", type=int, default=DEFAULT_PORT, metavar="N", help=f"port to listen on (default: {DEFAULT_PORT})"
    )
    parser.add_argument("--workers", type=int, metavar="N", help="web processes (default: by the machine's cores)")
    parser.add_argument("--hosts", metavar="A,B", help="names under which browsers reach Cairn (else CAIRN_HOSTS)")
    parser.add_argument("--behind-tls", action="store_true", help="a proxy in front of Cairn speaks https to the world")
    parser.add_argument("--backup-dir", metavar="DIR", help="write a backup there every hour (else CAIRN_BACKUPS)")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    installation = installation_of(options)
    if installation.is_demo:
        raise CannotDo(
            f"{installation.data} is a demo: anybody enters it with one click. Serve it with `{own_name()} demo`."
        )
    if options.behind_tls:
        os.environ["CAIRN_BEHIND_TLS"] = "yes"
    if options.hosts:
        os.environ["CAIRN_HOSTS"] = options.hosts
    return serve(installation, options)


def serve(installation: Installation, options: argparse.Namespace, *, address: str = "", called: str = "") -> int:
    """Check everything that can be checked beforehand, then serve. `called`: what the default host is called on the screen."""
    if not is_loopback(options.host) and os.environ.get("CAIRN_BEHIND_TLS") != "yes":
        raise WrongUse(
            f"Listening on {options.host} would carry notes and passwords over the network in the clear. Put a proxy that speaks "
            "https in front and add --behind-tls, or listen on 127.0.0.1. See docs/guide/operating.md."
        )
    if options.workers is not None and options.workers < 1:
        raise WrongUse("--workers is at least 1.")
    refuse_taken_port(options.host, options.port)
    enter(installation)
    from cairn.front.upkeep import databases

    databases.refuse_unless_in_step()
    (installation.data / "static").mkdir(exist_ok=True)
    databases.close()  # no open handle may travel into the worker processes
    folder = getattr(options, "backup_dir", None) or os.environ.get("CAIRN_BACKUPS")
    keeper = KeeperProcess(installation, Path(folder).absolute() if folder else None)
    host = called or options.host if options.host == DEFAULT_HOST else options.host
    shown = f"[{host}]" if ":" in host else host
    run_server(
        host=options.host,
        port=options.port,
        workers=options.workers or workers_for_this_machine(),
        keeper=keeper,
        ready=lambda: say(f"Cairn is at http://{shown}:{options.port}{address or '/'}"),
        stopping=lambda: say("Stopping: what is under way is finished first. This may take some seconds."),
    )
    return 0
