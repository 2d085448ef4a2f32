"""`cairn bench`: the speed checks that an operator can run on their own machine."""

from __future__ import annotations

import argparse

from cairn.front.cli.arguments import add_installation_options, enter, installation_of, say

ROUNDS = 200


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "bench",
        help="how fast is this machine for Cairn?",
        description="Times durable ledger entries and the walk over the ledgers, on this installation's own disk. Changes nothing.",
    )
    add_installation_options(parser)
    parser.add_argument("--rounds", type=int, default=ROUNDS, metavar="N", help=f"saves to time (default: {ROUNDS})")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    installation = installation_of(options)
    enter(installation)
    from cairn.front.upkeep.speeds import time_durable_writes, time_reads

    writes = time_durable_writes(installation.data, options.rounds)
    say(f"durable writes to this disk: {writes.rate:,.0f} a second, slowest of 20: {writes.p95 * 1000:.1f} ms")
    reads = time_reads(options.rounds)
    say(f"reads of the database: {reads.rate:,.0f} a second, slowest of 20: {reads.p95 * 1000:.1f} ms")
    return 0
