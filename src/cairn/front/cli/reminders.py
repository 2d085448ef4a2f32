"""`cairn reminders`: send the reminders that are due. Run it every quarter of an hour by the machine's own timer."""

from __future__ import annotations

import argparse

from cairn.front.cli.arguments import Subparsers, add_installation_options, enter, installation_of, say
from cairn.front.upkeep.errors import CannotDo


def add_parser(commands: Subparsers) -> None:
    parser = commands.add_parser(
        "reminders",
        help="send the reminders that are due",
        description="Sends, by the mail server of CAIRN_MAIL, the reminders that people asked for and whose hour has come. "
        "Their words come from templates that name nobody and nothing. Each leaves once; "
        "one that the server refused is tried again by the next run.",
    )
    parser.add_argument("--dry-run", action="store_true", help="only say how many are due")
    add_installation_options(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    enter(installation_of(options))
    from django.conf import settings

    from cairn.meetings.commands.sending import send_reminders
    from cairn.meetings.queries.reminders import list_due
    from cairn.platform import clock

    if options.dry_run:
        say(f"{len(list_due(clock.now())):,} reminders are due. Nothing was sent.")
        return 0
    if not settings.CAIRN_MAIL:
        raise CannotDo(
            "No mail server is set up. Set CAIRN_MAIL and CAIRN_MAIL_FROM; docs/guide/settings.md has the words."
        )
    done = send_reminders(now=clock.now())
    say(f"{done.sent:,} reminders sent, {done.failed:,} not taken by the server.")
    return 1 if done.failed else 0
