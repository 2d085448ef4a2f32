"""`cairn verify`: is the record of who did and saw what still what was written?"""

from __future__ import annotations

import argparse

from cairn.front.cli.arguments import add_installation_options, enter, installation_of, progress, say


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "verify",
        help="walk every ledger and compare it with the heads outside the database",
        description="Walk every organization's ledger from its first entry, recompute every hash and seal, compare with the heads "
        "written outside the database (--witness DIR). Names the first bad entry of each chain. Exit code 1 on any fault.",
    )
    add_installation_options(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    installation = installation_of(options)
    enter(installation)
    from django.conf import settings

    from cairn.front.upkeep.heads import read_heads
    from cairn.front.upkeep.verification import verify_ledgers

    outside = read_heads(installation)
    report = verify_ledgers(
        outside, key=settings.CAIRN_SEAL_KEY, progress=lambda entries: progress(f"{entries:,} entries walked")
    )
    for remark in outside.remarks:
        say(f"note    {remark}")
    for what in outside.faults:
        say(f"NOT OK  heads outside: {what}")
    for chain in report.chains:
        if not chain.faults:
            say(f"ok      {chain.organization}: {chain.entries:,} entries")
        for fault in chain.faults:
            say(f"NOT OK  {chain.organization} entry {fault.n}: {fault.what}")
    speed = report.entries / report.seconds if report.seconds else 0
    say(
        f"{report.entries:,} entries in {len(report.chains)} chains, {outside.lines} outside heads"
        f"{f' (last {outside.last_at})' if outside.last_at else ''}, {report.seconds:.1f} s, {speed:,.0f} entries/s"
    )
    return 0 if report.is_clean and not outside.faults else 1
