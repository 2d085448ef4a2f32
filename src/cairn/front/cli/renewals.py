"""`cairn renewals`: the December run of a board, for the whole book in one go; and forms that came back, taken in from a file."""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from cairn.front.cli.arguments import Subparsers, add_installation_options, enter, installation_of, progress, say
from cairn.front.upkeep.errors import CannotDo
from cairn.kernel.errors import BadInput, CairnError

if TYPE_CHECKING:
    from cairn.board.queries.renewal_runs import Run, Told
    from cairn.kernel.actors import Actor

PIECE = 500  # certificates or forms between two words of progress
SHOWN = 20  # exceptions on the screen; the report has them all


def add_parser(commands: Subparsers) -> None:
    parser = commands.add_parser(
        "renewals",
        help="the yearly renewal run of a board",
        description="Tells each certificate of a board's book what its renewal asks for, in stretches: stop it when you like, run it "
        "again and it goes on; nobody is told twice. With --returned it renews those whose forms and fees came in.",
    )
    parser.add_argument("--year", type=int, required=True, metavar="YEAR", help="renewed for which year, as 2027")
    parser.add_argument(
        "--organization", default="", metavar="NAME", help="the board; needed when there is more than one"
    )
    parser.add_argument(
        "--returned",
        metavar="FILE",
        help="renew from a CSV of forms, with the columns number, paid (as 93.00) and attested (yes or no)",
    )
    parser.add_argument("--report", metavar="FILE", help="write a line for each certificate (or form) as CSV")
    add_installation_options(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    enter(installation_of(options))
    from cairn.identity.queries.operators import find_clerk
    from cairn.kernel.instants import local_date
    from cairn.platform import clock
    from cairn.privacy.scope import scope_of

    actor = find_clerk(options.organization, local_date(clock.now(), "UTC"))
    with scope_of(actor):
        if options.returned:
            return _take_in(actor, options.year, Path(options.returned), options.report)
        return _tell(actor, options.year, options.report)


def _tell(actor: Actor, year: int, report: str | None) -> int:
    """The run: a stretch at a time, each its own transaction, so that what was told before a stop stays told."""
    from cairn.board.commands.renewal_runs import continue_renewal_run
    from cairn.board.queries.renewal_runs import find_run, walk_notices
    from cairn.kernel.instants import local_date
    from cairn.platform import clock

    written, is_last = 0, False
    while not is_last:
        stretch = continue_renewal_run(actor=actor, year=year, now=clock.now(), count=PIECE)
        written, is_last = written + stretch.written, stretch.is_last
        progress(f"{written:,} certificates told")
    on = local_date(clock.now(), actor.zone)
    made = find_run(actor, year, on)
    if made is None:
        raise CannotDo("The run was not kept. Run it again.")
    _say_run(made, written)
    exceptions: list[str] = []
    _write(report, ("number", "notice", "for_year", "cost", "decided_on", "why"),
           (_line(told, exceptions) for told in walk_notices(actor, made.id, on)))  # fmt: skip
    _say_exceptions(exceptions, report)
    return 0


def _say_run(made: Run, written: int) -> None:
    say(f"Renewals for {made.year}: {made.told:,} certificates told, {written:,} of them now.")
    for notice, count in made.counts.items():
        if count:
            say(f"{notice.label:24} {count:8,}  {notice.why}")


def _line(told: Told, exceptions: list[str]) -> tuple[str, ...]:
    if told.notice.is_exception:
        exceptions.append(f"{told.number}: {told.notice.label}. {told.notice.why}")
    cost = f"{told.cost.cents // 100}.{told.cost.cents % 100:02}" if told.for_year else ""
    for_year = str(told.for_year or "")
    return told.number, told.notice.value, for_year, cost, told.decided_on.isoformat(), told.notice.why


def _take_in(actor: Actor, year: int, file: Path, report: str | None) -> int:
    """Each form in a transaction of its own: one that cannot be renewed waits for a person and stops no other."""
    exceptions: list[str] = []
    counts: Counter[str] = Counter()
    _write(report, ("line", "number", "became", "why"), _became(actor, year, file, counts, exceptions))
    say(
        f"{counts['renewed']:,} renewed for {year}, {counts['before']:,} renewed before, {len(exceptions):,} left for a person."
    )
    _say_exceptions(exceptions, report)
    return 1 if exceptions else 0


def _became(
    actor: Actor, year: int, file: Path, counts: Counter[str], exceptions: list[str]
) -> Iterator[tuple[str, ...]]:
    from cairn.board.commands.returned import take_in_returned
    from cairn.board.domain.returned import read_returned
    from cairn.platform import clock

    for place, line in enumerate(_lines(file), 1):
        number, became, why = (line.get("number") or "").strip(), "left", ""
        try:
            returned = read_returned(line)
            became = take_in_returned(actor=actor, returned=returned, year=year, now=clock.now()).value
        except CairnError as error:
            why = " ".join(error.problems.values()) if isinstance(error, BadInput) else str(error)
            exceptions.append(f"line {place + 1}, {number or 'no number'}: {why}")
        counts[became] += 1
        if place % PIECE == 0:
            progress(f"{place:,} forms read, {counts['renewed']:,} renewed")
        yield str(place + 1), number, became, why


def _lines(file: Path) -> Iterator[dict[str, str | None]]:
    from cairn.board.domain.returned import COLUMNS

    if not file.is_file():
        raise BadInput({"--returned": f"{file} is not there."})
    try:
        with file.open(encoding="utf-8-sig", newline="") as opened:
            rows = csv.DictReader(opened, strict=True)
            missing = [name for name in COLUMNS if name not in (rows.fieldnames or ())]
            if missing:
                raise BadInput({"--returned": f"The first line must name the columns; missing: {', '.join(missing)}."})
            yield from rows
    except (UnicodeDecodeError, csv.Error) as error:
        raise BadInput({"--returned": f"The file is damaged: {error}. What came before it was taken in."}) from None


def _say_exceptions(exceptions: list[str], report: str | None) -> None:
    for words in exceptions[:SHOWN]:
        say(f"  {words}")
    if len(exceptions) > SHOWN:
        where = f"all are in {report}" if report else "--report FILE writes them all"
        say(f"  and {len(exceptions) - SHOWN:,} more; {where}")


def _write(report: str | None, head: tuple[str, ...], lines: Iterable[tuple[str, ...]]) -> None:
    """The lines into the report as they come; without one they are only gone through."""
    if report is None:
        for _ in lines:
            pass
        return
    with Path(report).open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow(head)
        writer.writerows(lines)
    say(f"Report: {report}")
