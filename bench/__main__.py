"""`python3 do.py bench`: measure this machine's Cairn against floors of the same run, and say which goals are met."""

from __future__ import annotations

import argparse
import os
import platform
import tempfile
from dataclasses import dataclass
from pathlib import Path

from bench import counts, employers, growth, rounds, state, words
from bench.figures import Figure, show


@dataclass(frozen=True)
class Size:
    """How long a run is. `small` and `great` are the two sizes of growth."""

    people: int
    contacts: int
    rounds: int
    seconds: float
    small: int
    great: int
    repeats: int
    state: tuple[int, int]  # certificates of the two states
    badges: int  # in the register of the great one
    employers: tuple[int, int]  # of the two states of employers


QUICK = Size(
    people=25,
    contacts=500,
    rounds=2,
    seconds=0.4,
    small=200,
    great=2_000,
    repeats=15,
    state=(100, 400),
    badges=2_000,
    employers=(1, 2),
)
WHOLE = Size(
    people=25,
    contacts=5_000,
    rounds=5,
    seconds=2.0,
    small=10_000,
    great=100_000,
    repeats=60,
    state=(1_000, 100_000),
    badges=1_000_000,
    employers=(1, 10),
)
LARGE = Size(
    people=25,
    contacts=5_000,
    rounds=5,
    seconds=2.0,
    small=10_000,
    great=1_000_000,
    repeats=60,
    state=(1_000, 100_000),
    badges=1_000_000,
    employers=(1, 10),
)


PARTS = ("rounds", "growth", "counts", "state", "employers", "words")


def main() -> int:
    parser = argparse.ArgumentParser(prog="do.py bench", description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="about a minute: does everything once, too short to judge by"
    )
    parser.add_argument("--large", action="store_true", help="growth up to a million contacts (long to fill)")
    parser.add_argument("--postgresql", action="store_true", help="saves on a throwaway PostgreSQL, durable, as well")
    parser.add_argument("--only", choices=PARTS, action="append")
    parser.add_argument("--rounds", type=int, help="how many rounds (default: 5; 2 with --quick)")
    parser.add_argument("--contacts", type=int, help="contacts in the measured house")
    parser.add_argument("--certificates", type=int, help="of the great state (default: 100,000)")
    parser.add_argument("--badges", type=int, help="in the register (default: a million)")
    parser.add_argument("--workers", type=int, default=0, help="web processes (default: as `cairn serve` would)")
    parser.add_argument("--threads", type=int, default=0, help="threads of each (default: as `cairn serve` would)")
    options = parser.parse_args()
    size = QUICK if options.quick else LARGE if options.large else WHOLE
    size = Size(
        **{
            **vars(size),
            "rounds": options.rounds or size.rounds,
            "contacts": options.contacts or size.contacts,
            "state": (size.state[0], options.certificates or size.state[1]),
            "badges": options.badges or size.badges,
        }
    )
    parts = options.only or PARTS
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="cairn-bench-") as name:
        folder = Path(name)
        if "counts" in parts:
            figures += counts.measure(folder, size)
        if "rounds" in parts:
            figures += rounds.measure(folder, size, workers=options.workers, threads=options.threads)
        if "growth" in parts:
            figures += growth.measure(folder, size)
        if "state" in parts:
            figures += state.measure(folder, size)
        if "employers" in parts:
            figures += employers.measure(folder, size)
        if "words" in parts:
            figures += words.measure(folder, size)
        if options.postgresql:
            figures += rounds.measure_postgresql(folder, size, workers=options.workers, threads=options.threads)
    machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
    print(f"\n{machine}, {size.rounds} rounds; load at the end {os.getloadavg()[0]:.1f}")
    print(show(figures))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
