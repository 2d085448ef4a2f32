"""Every suite that this machine can run; what it cannot run is named with the reason. `python3 do.py test [SUITE …] [-- PYTEST ARGUMENTS]`

    embedded    units and integration on the encrypted embedded engine
    postgres    the same on PostgreSQL (a throwaway server), but for tests that ask no database of this process
    browser     pages driven in a real Chromium
    slow        kills, full disks, former landings

In CI (CI=true) nothing may be skipped for want of a program.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)  # not this folder: it has a `platform` of its own

from tests import postgres  # noqa: E402

IN_CI = os.environ.get("CI") == "true"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
NO_TESTS = 5  # pytest's code for an empty selection
QUICK = "not browser and not slow"


@dataclass(frozen=True)
class Suite:
    """`needs` gives the variables that the suite runs with, or raises Missing."""

    name: str
    selection: str
    spread: tuple[str, ...]  # over how many processes, and by what
    needs: Callable[[ExitStack], dict[str, str]]


class Missing(Exception):
    """Something that the suite needs is not on this machine."""


@dataclass
class Outcome:
    suite: str
    verdict: str  # "passed", "failed", "skipped"
    line: str


def nothing(_: ExitStack) -> dict[str, str]:
    return {}


def a_server(stack: ExitStack) -> dict[str, str]:
    try:
        server = stack.enter_context(postgres.cluster())
    except postgres.NoServer as reason:
        raise Missing(str(reason)) from None
    address = f"{server.host}:{server.port}"
    return {postgres.VARIABLE: address, "CAIRN_DATABASE": f"postgresql://{postgres.LOGIN}@{address}/{postgres.LOGIN}"}


def a_browser(_: ExitStack) -> dict[str, str]:
    found = os.environ.get("CAIRN_CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM)), None)
    if found is None:
        raise Missing("Chromium is not installed (Debian, Ubuntu: apt install chromium).")
    return {"CAIRN_CHROMIUM": found}


# Neighbors stay together, so that what a file prepares is prepared once; who has finished takes over from the other's end.
SPREAD = ("-n", "2", "--dist", "worksteal")
# A house is served for each file. By xdist's own order files of one long test would come last, and one processor would wait.
BY_FILE = ("-n", "2", "--dist", "loadfile", "--no-loadscope-reorder")
SUITES = (
    Suite("embedded", f"{QUICK} and not postgres", SPREAD, nothing),
    Suite("postgres", f"{QUICK} and not one_engine", SPREAD, a_server),
    Suite("browser", "browser", BY_FILE, a_browser),
    Suite("slow", "slow and not browser", SPREAD, nothing),
)


def run(suite: Suite, arguments: list[str]) -> Outcome:
    print(f"\n=== suite {suite.name}", flush=True)
    with ExitStack() as stack:
        try:
            given = suite.needs(stack)
        except Missing as reason:
            return Outcome(suite.name, "failed" if IN_CI else "skipped", f"not run: {reason}")
        command = [sys.executable, "-m", "pytest", "-q", "-m", suite.selection, *suite.spread]
        code, last = stream([*command, *arguments], {**os.environ, **given})
    if code == NO_TESTS:
        return Outcome(suite.name, "passed", "no tests selected")
    return Outcome(suite.name, "failed" if code else "passed", last)


def stream(command: list[str], environment: dict[str, str]) -> tuple[int, str]:
    """Show what pytest says as it says it; its exit code and its closing line."""
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    last = ""
    assert process.stdout is not None
    for line in process.stdout:
        print(line, end="", flush=True)
        last = line.strip() or last
    return process.wait(), last


def main(arguments: list[str]) -> int:
    names = {suite.name for suite in SUITES}
    wanted = [argument for argument in arguments if argument in names]
    rest = [argument for argument in arguments if argument not in names and argument != "--"]
    outcomes = [run(suite, rest) for suite in SUITES if not wanted or suite.name in wanted]
    print("\n=== all suites")
    for outcome in outcomes:
        print(f"{outcome.suite:10} {outcome.verdict:8} {outcome.line}")
    return 1 if any(outcome.verdict == "failed" for outcome in outcomes) else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
