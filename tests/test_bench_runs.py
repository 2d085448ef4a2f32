"""`do.py bench --quick` runs and prints every figure. What it measures is no test: a machine may be busy."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FIGURES = (
    "save: statements",
    "caseload: statements",
    "caseload: kB of HTML",
    "caseload: kB compressed",
    "client: statements",
    "client: kB of HTML",
    "client: kB compressed",
    *(f"saves a second, c={clients}, of raw rows" for clients in (1, 8, 32)),
    *(f"save p50, c={clients}, of constant" for clients in (1, 8, 32)),
    "save p95 of p50, c=8",
    "save p99 of p50, c=1",
    *(f"{page} p50, c={clients}, of constant" for page in ("caseload", "client") for clients in (1, 8)),
    *(f"{page} p95 of p50, c={clients}" for page in ("caseload", "client") for clients in (1, 8)),
    "words of a note, of constant",
    *(f"growth of {what}" for what in ("save", "caseload", "client")),
    "state: standing and CE, of the scan",
    "state: rules alone, of the scan",
    "state: December run, of the scan",
    "state: run again after 1 % more, of the run",
    "state: disagreements with the page",
    "one certificate, of its bare SQL",
    "certificates as PDF, a minute of one core",
    "growth of the standing, each person",
    "growth of one certificate's page",
    "memory of the walk",
    "growth of the register by number",
    "growth of the register by name",
    "employers: supervision owed, of the scan",
    "growth of supervision owed, each person",
    "memory of the employers' walk",
)


@pytest.mark.slow
def test_a_quick_bench_prints_every_figure():
    done = subprocess.run(
        [sys.executable, "-m", "bench", "--quick", "--rounds", "1"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        timeout=1800,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    table = done.stdout.split("How each was taken")[0]
    missing = [name for name in FIGURES if f"\n{name} " not in table]
    assert not missing, table
