"""A whole state: everybody's standing and continuing education, the December run, one person's page, all against the scan of the same rows.

python -m bench.state fill N BADGES       fill the installation that the environment names with N certificates and their years
python -m bench.state measure ROUNDS N    measure it: one JSON object

Facts are read in pieces and decided by the functions that the pages call (`read_registered`, `decide_ce`, `decide_may_renew`). Rows are
written straight into the tables, since only reading is measured. Hours and sessions are not here: they lie behind each employer's wall,
and no run of a board may read them. Times are processor seconds of one process.
"""

from __future__ import annotations

import json
import os
import random
import resource
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any
from uuid import UUID

from bench.figures import Figure
from bench.houses import ROOT, environment
from cairn.front.upkeep.installation import Installation

YEARS, COURSES = 10, 6  # courses in each year
TODAY = date(2026, 12, 5)
NOW = datetime(2026, 12, 5, 18, tzinfo=UTC)
PIECE = 1_000
LOOKS = 300
MOST_ROUNDS = 2  # a round at full size is minutes, and counts processor seconds
CATEGORIES = ("general", "general", "general", "ethics", "suicide_prevention", "preparation")


def measure(folder: Path, size: Any) -> list[Figure]:
    """Each size in processes of its own, so that the memory of one is not counted to the other."""
    small, great = size.state
    found = {count: _measured(folder, count, size) for count in (small, great)}
    return [*_rates(found[great], great), *_growth(found[small], found[great], small, great)]


def _rates(great: dict[str, Any], count: int) -> list[Figure]:
    same = (
        f"{count:,} certificates, {great['rows']:,} rows, read in pieces, over a bare cursor that fetches the same rows in "
        "the same process"
    )
    figures = [
        Figure("state: standing and CE, of the scan", f"whose standing and whose hours: {same}", 5),
        Figure("state: rules alone, of the scan", "the same facts, once read: only the deciding"),
        Figure(
            "state: December run, of the scan", f"decided, priced, written, in stretches of 500: {same} (book only)"
        ),
        Figure("state: run again after 1 % more, of the run", "one certificate in a hundred is new", 0.05),
        Figure(
            "state: disagreements with the page",
            "the word of the walk against the whole decision, each person",
            0,
            unit="",
        ),
        Figure(
            "one certificate, of its bare SQL",
            f"median of {LOOKS}: query with reasons and renewal, over its rows fetched bare",
        ),
        Figure(
            "certificates as PDF, a minute of one core",
            "print_badges of 200: signature checked, drawn, typeset; one process",
            1000,
            True,
            "/min",
        ),
    ]
    for figure, key in zip(figures, ("standing", "rules", "run", "again", "wrong", "one", "pdf"), strict=True):
        figure.rounds = list(great[key])
    figures[0].notes, figures[2].notes = great["notes"], great["run_notes"]
    return figures


def _growth(small: dict[str, Any], great: dict[str, Any], few: int, many: int) -> list[Figure]:
    between = f"{many:,} over {few:,}"
    pairs = (
        ("growth of the standing, each person", f"seconds a person: {between}", "each", 1.15),
        ("growth of one certificate's page", f"median of {LOOKS} looks: {between}", "look", 1.3),
        ("memory of the walk", f"peak of a process that only walks the book and its hours: {between}", "memory", 1.25),
        (
            "growth of the register by number",
            "median of looks in turns: a million badges over a thousand",
            "number",
            1.3,
        ),
        ("growth of the register by name", "the same by the whole name", "name", 1.3),
    )
    figures = []
    for name, method, key, goal in pairs:
        rounds = [after / before for before, after in zip(small[key], great[key], strict=True)]
        figures.append(Figure(name, method, goal, rounds=rounds, notes=[f"{small[key]}, {great[key]}"]))
    return figures


def _measured(folder: Path, count: int, size: Any) -> dict[str, Any]:
    data = folder / f"state-{count}"
    data.mkdir(mode=0o700)
    installation = Installation(data, folder / f"state-{count}.key", "", folder / f"state-{count}.witness")
    badges = size.badges if count == max(size.state) else 1_000
    print(f"· filling a state of {count:,} certificates and a register of {badges:,}", flush=True)
    _child(installation, "fill", count, badges)
    print("· measuring it", flush=True)
    found = _child(installation, "measure", min(size.rounds, MOST_ROUNDS), count)
    found["memory"] = [_child(installation, "walk", 0, 0)["memory"]]
    return found


def _child(installation: Installation, *words: object) -> Any:
    command = [sys.executable, "-m", "bench.state", *map(str, words)]
    done = subprocess.run(command, env=environment(installation), cwd=ROOT, stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout or b"{}")


# What follows runs in the child.


def enter() -> None:
    import django

    django.setup()


def fill(count: int, badges: int) -> None:
    from cairn.front.upkeep import databases
    from cairn.front.upkeep.founding import make_card, make_key

    witness = Path(os.environ["CAIRN_WITNESS"])
    installation = Installation(Path(os.environ["CAIRN_DATA"]), Path(os.environ["CAIRN_KEY_FILE"]), "", witness)
    make_key(installation.key_file)
    make_card(installation.data, installation)
    enter()
    databases.migrate()
    from bench.state_rows import write_state

    write_state(count, badges)
    databases.empty_the_log()
    print("{}")


def clerk() -> Any:
    from cairn.identity.queries.operators import find_clerk

    return find_clerk("", TODAY)


def walk(actor: Any) -> Iterator[tuple[Any, list[tuple[date, int, str]]]]:
    """Each certificate with its courses, a piece at a time. The hours lie under the certificate's own id."""
    from cairn.board.queries.book import walk_book
    from cairn.credentials.models import ContinuingEducation

    piece: list[Any] = []

    def told() -> Iterator[tuple[Any, list[tuple[date, int, str]]]]:
        courses: dict[UUID, list[tuple[date, int, str]]] = defaultdict(list)
        rows = ContinuingEducation.objects.filter(credential__in=[one.id for one in piece], taken_back_at__isnull=True)
        for key, on, minutes, category in rows.values_list("credential_id", "completed_on", "minutes", "category"):
            courses[key].append((on, minutes, category))
        yield from ((one, courses[one.id]) for one in piece)
        piece.clear()

    for volume in walk_book(actor, TODAY, piece=PIECE):
        piece.append(volume)
        if len(piece) == PIECE:
            yield from told()
    yield from told()


def decide(volume: Any, courses: list[tuple[date, int, str]]) -> bool:
    from cairn.credentials.domain.continuing_education import Category, CeFacts, CourseTaken, decide_ce
    from cairn.platform.packs import rules_on

    taken = tuple(CourseTaken(on, minutes, Category(category)) for on, minutes, category in courses)
    return decide_ce(CeFacts(volume.issued_on, taken), rules_on(TODAY, volume.place), TODAY).allowed


def scan(*tables: str) -> int:
    """Every row of these tables fetched by a bare cursor, in bites; how many there were."""
    from django.db import connection

    with connection.cursor() as cursor:
        rows = 0
        for table in tables:
            cursor.execute(f"SELECT * FROM {table}")
            while some := cursor.fetchmany(2_000):
                rows += len(some)
    return rows


def timed(act: Callable[[], Any]) -> tuple[float, Any]:
    """Processor seconds: what others do on the machine counts less, and nothing here waits for a network."""
    started = time.process_time()
    result = act()
    return time.process_time() - started, result


def peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


BOOK = ("board_boardcredential", "board_credentialevent")
HOURS = "credentials_continuingeducation"


def measure_here(rounds: int, count: int) -> dict[str, Any]:
    enter()
    from cairn.privacy.scope import scope_of

    found: dict[str, Any] = defaultdict(list)
    actor = clerk()
    with scope_of(actor):
        for _ in range(rounds):
            whole, rows = timed(lambda: scan(*BOOK, HOURS))
            standing, _ = timed(lambda: sum(decide(*one) for one in walk(actor)))
            found["rows"] = rows
            found["standing"].append(standing / whole)
            found["each"].append(standing / count)
            found["notes"].append(f"{standing:.1f} s, scan {whole:.1f} s, load {os.getloadavg()[0]:.1f}")
            found["rules"].append(_rules_alone(actor, count) / whole)
        for year in (TODAY.year, TODAY.year + 1):
            book, _ = timed(lambda: scan(*BOOK))
            full = _run(actor, year)
            found["run"].append(full / book)
            found["run_notes"].append(f"{full:.1f} s, scan {book:.1f} s")
            found["again"].append(_again(actor, year, count) / full)
        found["wrong"] = [sum(one.outcome != one.standing.outcome for one, _ in walk(actor))]
        _one(actor, rounds, found)
        _register(rounds, found)
        found["pdf"] = [_papers(actor) for _ in range(rounds)]
    return found


def _rules_alone(actor: Any, count: int) -> float:
    from itertools import islice

    from cairn.board.domain.registered import read_registered
    from cairn.platform.packs import rules_on

    some = list(islice(walk(actor), 2_000))
    rules = rules_on(TODAY, some[0][0].place)
    taken, _ = timed(
        lambda: [(read_registered(one.issued_on, one.events, rules, TODAY), decide(one, hours)) for one, hours in some]
    )
    return taken * count / len(some)


def _run(actor: Any, year: int) -> float:
    from cairn.board.commands.renewal_runs import continue_renewal_run

    def whole() -> None:
        while not continue_renewal_run(actor=actor, year=year, now=NOW).is_last:
            pass

    return timed(whole)[0]


def _again(actor: Any, year: int, count: int) -> float:
    """One in a hundred has not been told: the notices of so many are taken away."""
    from cairn.board.models import RenewalNotice

    rows = RenewalNotice.objects.filter(run__year=year)
    RenewalNotice.objects.filter(id__in=list(rows.values_list("id", flat=True)[: max(1, count // 100)])).delete()
    return _run(actor, year)


def _one(actor: Any, rounds: int, found: dict[str, Any]) -> None:
    from django.db import connection

    from cairn.board.models import BoardCredential
    from cairn.board.queries.credentials import get_credential

    ids = list(BoardCredential.objects.values_list("id", flat=True)[:2_000])
    chance = random.Random(5)

    def bare(key: UUID) -> None:
        with connection.cursor() as cursor:
            for table, column in ((BOOK[0], "id"), (BOOK[1], "credential_id"), ("board_feeline", "credential_id")):
                cursor.execute(f"SELECT * FROM {table} WHERE {column} = %s", [key.hex])
                cursor.fetchall()

    for _ in range(rounds):
        chosen = [chance.choice(ids) for _ in range(LOOKS)]
        floor = median(timed(lambda key=key: bare(key))[0] for key in chosen)
        whole = median(timed(lambda key=key: get_credential(actor, key, TODAY))[0] for key in chosen)
        found["one"].append(whole / floor)
        found["look"].append(whole * 1000)


def _register(rounds: int, found: dict[str, Any]) -> None:
    from cairn.badges.domain.numbers import shown
    from cairn.badges.models import Badge
    from cairn.badges.queries.published import find_listed, find_published
    from cairn.kernel.instants import as_instant

    number, name = Badge.objects.filter(name_key="ada marsh q").values_list("number", "recipient_name").get()
    now = as_instant(NOW)
    for _ in range(rounds):
        found["number"].append(
            median(timed(lambda: find_published(shown(number), now))[0] for _ in range(LOOKS)) * 1000
        )
        found["name"].append(median(timed(lambda: find_listed(name, now))[0] for _ in range(LOOKS)) * 1000)


def _papers(actor: Any) -> float:
    """Two hundred sheets of badges that are signed; told for a minute."""
    from cairn.badges.commands.batches import MOST, print_badges
    from cairn.badges.models import Badge
    from cairn.kernel.instants import as_instant

    ids = tuple(Badge.objects.filter(criteria="signed").values_list("id", flat=True)[:MOST])
    print_badges(actor=actor, badge_ids=ids[:1], now=as_instant(NOW))  # addresses, template and fonts are read once
    taken, _ = timed(
        lambda: print_badges(actor=actor, badge_ids=ids, now=as_instant(NOW + timedelta(seconds=random.random())))
    )
    return 60 * len(ids) / taken


def walk_only() -> dict[str, int]:
    enter()
    from cairn.privacy.scope import scope_of

    actor = clerk()
    with scope_of(actor):
        counts = Counter(decide(*one) for one in walk(actor))
    return {"memory": peak(), "people": counts.total()}


def main(what: str, first: str, second: str) -> None:
    if what == "fill":
        fill(int(first), int(second))
    else:
        print(json.dumps(measure_here(int(first), int(second)) if what == "measure" else walk_only()))


if __name__ == "__main__":
    main(*sys.argv[1:])
